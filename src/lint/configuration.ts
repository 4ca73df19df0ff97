import type { TextRange } from '../model/problem.ts';
import type { Notation, TextEntry } from './configText.ts';
import type { Facts } from './facts/facts.ts';
import type { Meaning } from './facts/meanings.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Framework, Library, Role } from './roles.ts';
import type { KafkaVersion } from './versions.ts';

/** One entry as its client sees it. */
export interface Entry extends TextEntry {
  /** What the client is told: its library's own name of the setting, whatever prefix, framework or alias stands in the file. */
  readonly key: string;
  /** As it stands in the file: the characters of `keyRange`. */
  readonly writtenKey: string;
  /** As it stands in the file; `value` is what the client gets of it ("10s" is 10000 behind Spring). */
  readonly writtenValue: string;
  /** Filled in by something else before the client sees it: `${BOOTSTRAP}`. Nothing can be said of such a value. */
  readonly placeholder: boolean;
}

/** An entry among a client's settings that the framework does not hand on: it has no effect. */
export interface Unread {
  readonly entry: TextEntry;
  /** The library's setting that it means by its words; undefined: nobody can tell. */
  readonly means: string | undefined;
  /** How that setting would be written here. */
  readonly instead: string | undefined;
  /** It is the setting of another kind of client: a serializer under `consumer`. */
  readonly owner?: 'consumer' | 'producer';
}

/** A setting's value in effect, and the entry where a person wrote it (undefined: the library's default). */
export interface Setting<T> {
  readonly value: T;
  readonly entry: Entry | undefined;
}

/**
 * One client's settings out of a file. Rules ask it by meaning and never learn which notation the file has. A setting whose
 * value cannot be known (a placeholder, a text where a number should be) is undefined, and rules stay silent about it.
 */
export interface ClientConfiguration {
  readonly library: Library;
  readonly role: Role;
  /** From the first-line comment `# kafka: consumer java 3.9` or a setting; undefined: any, the newest is assumed. */
  readonly version: KafkaVersion | undefined;
  readonly framework: Framework | undefined;
  /** Where in the file it stands, for a person: "spring.kafka.consumer, profile prod"; "" where the file is one client's. */
  readonly label: string;
  /** The profile or section that names where it runs: "dev", "prod"; undefined: everywhere. */
  readonly environment: string | undefined;
  /** Only a part of what the client is told: the rest stands in the program, or in a file that was not given. */
  readonly isPart: boolean;
  /** The configuration whose settings hold where this one has none: of all clients, of all profiles, of a file below. */
  readonly inherits: ClientConfiguration | undefined;
  /** In the file's order, overridden ones included, inherited ones not. */
  readonly entries: readonly Entry[];
  readonly unread: readonly Unread[];
  readonly notation: Notation;
  /** The key of a setting, as it would be written in this file. */
  spelling(meaning: Meaning): string;
  /** The library's key as it would be written in this file beside `near` (absent: in this configuration's own section). */
  spell(key: string, near?: Entry): string;
  /** The entry in effect, the last one of its key; undefined: nobody wrote it. */
  written(meaning: Meaning): Entry | undefined;
  /** The entry in effect for any key of the library. */
  entry(key: string): Entry | undefined;
  /** In milliseconds or bytes, whatever unit the library has. */
  number(meaning: Meaning): Setting<number> | undefined;
  flag(meaning: Meaning): Setting<boolean> | undefined;
  text(meaning: Meaning): Setting<string> | undefined;
}

/** An entry of the text, and what the client is told of it. */
export interface PartEntry {
  readonly entry: TextEntry;
  readonly key: string;
  /** Absent: the text's own. */
  readonly value?: string;
  /** Absent: the entry's name. */
  readonly writtenKey?: string;
}

export interface ConfigurationParts {
  readonly library: Library;
  readonly role: Role;
  readonly version: KafkaVersion | undefined;
  readonly framework?: Framework | undefined;
  readonly label?: string;
  readonly environment?: string | undefined;
  readonly isPart?: boolean;
  readonly entries: readonly PartEntry[];
  readonly unread?: readonly Unread[];
  readonly notation: Notation;
  readonly spell: (key: string, near?: Entry) => string;
  readonly inherits?: ClientConfiguration | undefined;
}

export function clientConfiguration(parts: ConfigurationParts, facts: Facts): ClientConfiguration {
  const { role, version, inherits, spell } = parts;
  const entries = parts.entries.map(({ entry, key, value = entry.value, writtenKey = entry.name }): Entry => ({
    ...entry,
    key: facts.canonical(key),
    value,
    writtenKey,
    writtenValue: entry.value,
    placeholder: isPlaceholder(value),
  }));
  const last = new Map(entries.map(entry => [entry.key, entry]));
  const inEffect = (key: string): Entry | undefined => last.get(key) ?? inherits?.entry(key);

  const setting = <T>(meaning: Meaning, read: (value: string, unit: number) => T | undefined): Setting<T> | undefined => {
    const spelled = facts.spelling(meaning);
    if (spelled === undefined) return undefined;
    const entry = inEffect(spelled.key);
    if (entry?.placeholder === true) return undefined;
    const given = entry?.value ?? frameworkDefault(parts.framework, spelled.key) ?? facts.defaultOf(role, spelled.key, version);
    const value = given === undefined ? undefined : read(String(given), spelled.unit);
    return value === undefined ? undefined : { value, entry };
  };
  const keyOf = (meaning: Meaning): string | undefined => facts.spelling(meaning)?.key;

  return {
    library: parts.library,
    role,
    version,
    framework: parts.framework,
    label: parts.label ?? '',
    environment: parts.environment,
    isPart: parts.isPart ?? false,
    inherits,
    entries,
    unread: parts.unread ?? [],
    notation: parts.notation,
    spelling: meaning => spell(keyOf(meaning) ?? meaning),
    spell,
    written: meaning => {
      const key = keyOf(meaning);
      return key === undefined ? undefined : inEffect(key);
    },
    entry: inEffect,
    number: meaning => setting(meaning, readNumber),
    flag: meaning => setting(meaning, readFlag),
    text: meaning => setting(meaning, value => value),
  };
}

const readNumber = (value: string, unit: number): number | undefined => (/^[-+]?\d+$/.test(value) ? Number(value) * unit : undefined);
const readFlag = (value: string): boolean | undefined => (/^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined);

/** spring-kafka's container commits what the listener has done with, and tells the client to leave it alone (since 2.3). */
const frameworkDefault = (framework: Framework | undefined, key: string): boolean | undefined =>
  framework === 'spring-boot' && key === 'enable.auto.commit' ? false : undefined;

/** The characters of an entry from its key to the end of its value. */
export const wholeEntry = (entry: Entry): TextRange => ({
  start: entry.keyRange.start,
  end: Math.max(entry.keyRange.end, entry.valueRange.end),
});
