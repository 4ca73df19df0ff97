import type { TextRange } from '../model/problem.ts';
import type { Notation, TextEntry } from './configText.ts';
import type { Facts } from './facts/facts.ts';
import { javaMeanings, type Meaning } from './facts/javaMeanings.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Library, Role } from './roles.ts';
import type { KafkaVersion } from './versions.ts';

/** One entry as its client sees it. */
export interface Entry extends TextEntry {
  /** Without the configuration's prefix: what the client is told. */
  readonly key: string;
  /** As it stands in the file. */
  readonly writtenKey: string;
  /** Filled in by something else before the client sees it: `${BOOTSTRAP}`. Nothing can be said of such a value. */
  readonly placeholder: boolean;
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
  /** From the first-line comment `# kafka: consumer java 3.9`; undefined: any, the newest is assumed. */
  readonly version: KafkaVersion | undefined;
  /** What its keys begin with in the file: "producer." in a Connect worker's; mostly "". */
  readonly prefix: string;
  /** In the file's order, overridden ones included. */
  readonly entries: readonly Entry[];
  readonly notation: Notation;
  /** The key of a setting, as it would be written in this file. */
  spelling(meaning: Meaning): string;
  /** The entry in effect, the last one of its key; undefined: nobody wrote it. */
  written(meaning: Meaning): Entry | undefined;
  /** The entry in effect for any key, without prefix. */
  entry(key: string): Entry | undefined;
  number(meaning: Meaning): Setting<number> | undefined;
  flag(meaning: Meaning): Setting<boolean> | undefined;
  text(meaning: Meaning): Setting<string> | undefined;
}

export interface ConfigurationParts {
  readonly library: Library;
  readonly role: Role;
  readonly version: KafkaVersion | undefined;
  readonly prefix: string;
  readonly entries: readonly TextEntry[];
  readonly notation: Notation;
  /** The configuration whose settings hold where this one has none: a Streams application's for its `consumer.` settings. */
  readonly inherits?: ClientConfiguration;
}

export function clientConfiguration(parts: ConfigurationParts, facts: Facts): ClientConfiguration {
  const { prefix, role, version, inherits } = parts;
  const entries = parts.entries.map((entry): Entry => ({
    ...entry,
    key: entry.key.slice(prefix.length),
    writtenKey: entry.key,
    placeholder: isPlaceholder(entry.value),
  }));
  const last = new Map(entries.map(entry => [entry.key, entry]));
  const inEffect = (key: string): Entry | undefined => last.get(key) ?? inherits?.entry(key);

  const setting = <T>(meaning: Meaning, read: (value: string) => T | undefined): Setting<T> | undefined => {
    const entry = inEffect(javaMeanings[meaning]);
    if (entry?.placeholder === true) return undefined;
    const given = entry?.value ?? facts.defaultOf(role, javaMeanings[meaning], version);
    const value = given === undefined ? undefined : read(String(given));
    return value === undefined ? undefined : { value, entry };
  };

  return {
    library: parts.library,
    role,
    version,
    prefix,
    entries,
    notation: parts.notation,
    spelling: meaning => prefix + javaMeanings[meaning],
    written: meaning => inEffect(javaMeanings[meaning]),
    entry: inEffect,
    number: meaning => setting(meaning, readNumber),
    flag: meaning => setting(meaning, readFlag),
    text: meaning => setting(meaning, value => value),
  };
}

const readNumber = (value: string): number | undefined => (/^[-+]?\d+$/.test(value) ? Number(value) : undefined);
const readFlag = (value: string): boolean | undefined => (/^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined);

/** The characters of an entry from its key to the end of its value. */
export const wholeEntry = (entry: Entry): TextRange => ({
  start: entry.keyRange.start,
  end: Math.max(entry.keyRange.end, entry.valueRange.end),
});
