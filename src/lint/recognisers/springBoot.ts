import type { ConfigText, TextEntry, TextSection } from '../configText.ts';
import { clientConfiguration, type ClientConfiguration, type PartEntry, type Unread } from '../configuration.ts';
import { javaFacts } from '../facts/javaFacts.ts';
import { lettersOf, springHandsOn, springNameOf, springProperty, springValue } from '../facts/spring.ts';
import type { Role } from '../roles.ts';
import type { Around } from './around.ts';
import { environmentOfFile } from './environments.ts';

/**
 * Spring Boot's `spring.kafka.*`: settings of all clients, then those of consumer, producer, admin and streams. Several documents
 * and profiles in a file, and files laid over one another, make layers; a later one's settings hold. Names are read without
 * regard to case, dashes and underscores, as Boot binds them.
 */
export function springBoot(text: ConfigText, { declared, below, fileName }: Around): readonly ClientConfiguration[] {
  const found = text.entries.flatMap(entry => springEntry(entry) ?? []);
  if (found.length === 0) return [];
  const documents = [...new Set(found.map(({ entry }) => entry.document))];
  const layers = [...layersBelow(below), ...documents.map(nth => layerOf(nth, found, text))];
  return layers.flatMap((layer, height) =>
    layer.isBelow ? [] : configurationsOf(layer, layers.slice(0, height), text, declared?.version, environmentOfFile(fileName)),
  );
}

type Part = 'common' | 'consumer' | 'producer' | 'admin' | 'streams';
const parts: readonly Part[] = ['common', 'consumer', 'producer', 'admin', 'streams'];
const roleOfPart: Readonly<Record<Part, Role>> = {
  common: 'client',
  consumer: 'consumer',
  producer: 'producer',
  admin: 'admin',
  streams: 'streams',
};

interface SpringEntry {
  readonly entry: TextEntry;
  /** The key below `spring.kafka.`, as it is written. */
  readonly below: string;
}

/** A document of a file, or the file below. */
interface Layer {
  readonly isBelow: boolean;
  readonly profile: string | undefined;
  readonly entries: Readonly<Record<Part, readonly PartEntry[]>>;
  readonly unread: Readonly<Record<Part, readonly Unread[]>>;
}

function springEntry(entry: TextEntry): SpringEntry | undefined {
  const below = /^spring\.kafka\.(.+)$/is.exec(entry.key)?.[1];
  return below === undefined ? undefined : { entry, below };
}

function layerOf(document: number, found: readonly SpringEntry[], text: ConfigText): Layer {
  const entries: Record<Part, PartEntry[]> = { common: [], consumer: [], producer: [], admin: [], streams: [] };
  const unread: Record<Part, Unread[]> = { common: [], consumer: [], producer: [], admin: [], streams: [] };
  const misplaced = new Set<string>();
  for (const { entry, below } of found.filter(one => one.entry.document === document)) {
    const [part, name] = splitPart(below);
    const handed = handedOn(part, name);
    if (handed !== undefined) {
      const bound = /^properties[.[]/i.test(name) ? entry.value : springValue(part === 'common' ? name : `${part}.${name}`, entry.value);
      entries[part].push({ entry, key: handed, value: bound });
      continue;
    }
    if (springProperty(below) !== undefined) continue;
    const block = misplacedBlock(below, text.sections ?? [], document);
    if (block === undefined) unread[part].push(...notRead(part, name, entry));
    else if (!misplaced.has(block.path)) {
      misplaced.add(block.path);
      unread.common.push({
        entry: { ...entry, name: lastOf(block.path), keyRange: block.keyRange, valueRange: block.keyRange, line: block.line },
        means: undefined,
        instead: `spring.kafka.${lastOf(block.path)}`,
      });
    }
  }
  return { isBelow: false, profile: profileOf(document, text), entries, unread };
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

function splitPart(below: string): readonly [part: Part, name: string] {
  const [, first = '', rest = ''] = /^([^.]+)\.(.+)$/s.exec(below) ?? [];
  const part = parts.find(one => one !== 'common' && one === first.toLowerCase());
  return part === undefined ? ['common', below] : [part, rest];
}

/** The Kafka key that Boot hands on; undefined: none. In `properties` every key is Kafka's own, in brackets or without. */
function handedOn(part: Part, name: string): string | undefined {
  const own = /^properties[.[](.+)$/is.exec(name)?.[1];
  if (own !== undefined) return own.replace(/^\[?(.*?)\]?$/s, '$1');
  return springHandsOn(part, name);
}

/** What stands among a client's settings and is no property of Boot's, where its words are those of a Kafka setting. */
function notRead(part: Part, name: string, entry: TextEntry): readonly Unread[] {
  const here = entry.section === '' ? entry.key.slice(0, -name.length) : '';
  const other = part === 'consumer' ? 'producer' : part === 'producer' ? 'consumer' : undefined;
  const owned = other && springHandsOn(other, name);
  if (other !== undefined && owned !== undefined && javaFacts.key(roleOfPart[part], owned) === undefined) {
    const mine = lettersOf(name).endsWith('deserializer')
      ? name.replace(/de-?_?serializer$/i, 'serializer')
      : name.replace(/serializer$/i, 'deserializer');
    return [{ entry, means: owned, instead: mine === name ? undefined : here + mine, owner: other }];
  }
  // A property of a part, one level too high: spring.kafka.group-id.
  if (part === 'common') {
    const inPart = (['consumer', 'producer'] as const).find(one => springHandsOn(one, name) !== undefined);
    if (inPart !== undefined && !name.includes('.'))
      return [{ entry, means: springHandsOn(inPart, name), instead: `${here}${inPart}.${name}` }];
  }
  const means = meantKey(roleOfPart[part], name);
  if (means === undefined) return [];
  return [{ entry, means, instead: here + springSpelling(part, means) }];
}

/** max-poll-interval-ms, session-timeout, lingerMs: the words of a Kafka setting, with or without its unit. */
function meantKey(role: Role, name: string): string | undefined {
  const withoutDots = (text: string): string => lettersOf(text).replaceAll('.', '');
  const wanted = withoutDots(name);
  return javaFacts.keys(role).find(key => {
    const letters = withoutDots(key);
    return (
      key.includes('.') && (letters === wanted || letters === `${wanted}ms` || letters === `${wanted}bytes` || `${letters}ms` === wanted)
    );
  });
}

/** `spring.kafka.listener.consumer`: a client's block under something that is none. */
function misplacedBlock(below: string, sections: readonly TextSection[], document: number): TextSection | undefined {
  const path =
    /^(listener|template|retry|jaas|admin|consumer|producer|streams)\.(consumer|producer|admin|streams|listener|template)\./i.exec(
      below,
    )?.[0];
  return path === undefined
    ? undefined
    : sections.find(
        section => section.document === document && section.path.toLowerCase() === `spring.kafka.${path.slice(0, -1).toLowerCase()}`,
      );
}

function profileOf(document: number, text: ConfigText): string | undefined {
  const named = text.entries.find(
    entry => entry.document === document && /^spring\.(config\.activate\.on-?profile|profiles)(\[0\])?$/i.test(entry.key),
  );
  return named?.value;
}

/** What the files below hand on, as one layer. */
function layersBelow(below: readonly ClientConfiguration[]): readonly Layer[] {
  const clients = below.filter(({ framework, label }) => framework === 'spring-boot' && !label.includes(', profile '));
  if (clients.length === 0) return [];
  const of = (part: Part): readonly PartEntry[] =>
    clients.flatMap(({ role, entries }) =>
      role === roleOfPart[part] ? entries.map(entry => ({ entry, key: entry.key, value: entry.value, writtenKey: entry.writtenKey })) : [],
    );
  const none = { common: [], consumer: [], producer: [], admin: [], streams: [] };
  return [
    {
      isBelow: true,
      profile: undefined,
      entries: { common: of('common'), consumer: of('consumer'), producer: of('producer'), admin: of('admin'), streams: of('streams') },
      unread: none,
    },
  ];
}

function configurationsOf(
  layer: Layer,
  lower: readonly Layer[],
  text: ConfigText,
  version: string | undefined,
  environment: string | undefined,
): readonly ClientConfiguration[] {
  // Another profile's document is not below this one.
  const under = lower.filter(({ profile }) => profile === undefined || profile === layer.profile);
  const make = (
    part: Part,
    entries: readonly PartEntry[],
    unread: readonly Unread[],
    inherits: ClientConfiguration | undefined,
  ): ClientConfiguration =>
    clientConfiguration(
      {
        library: 'java',
        role: roleOfPart[part],
        version,
        framework: 'spring-boot',
        label: `spring.kafka${part === 'common' ? '' : `.${part}`}${layer.profile === undefined ? '' : `, profile ${layer.profile}`}`,
        environment: layer.profile ?? environment,
        isPart: true,
        entries,
        unread,
        notation: text.notation,
        spell: (key, near) => spell(part, key, near),
        inherits,
      },
      javaFacts,
    );
  const inherited = (part: Part, from: ClientConfiguration | undefined): ClientConfiguration | undefined => {
    const entries = under.flatMap(one => one.entries[part]);
    return entries.length === 0 ? from : make(part, entries, [], from);
  };
  const common = make('common', layer.entries.common, layer.unread.common, inherited('common', undefined));
  return parts
    .map(part => (part === 'common' ? common : make(part, layer.entries[part], layer.unread[part], inherited(part, common))))
    .filter(({ entries, unread }) => entries.length > 0 || unread.length > 0);
}

/** `max-poll-records` where Boot has a name for it, else `properties.<Kafka's own>`. */
function springSpelling(part: Part, key: string): string {
  return springNameOf(part, key) ?? `properties.${key}`;
}

function spell(part: Part, key: string, near: TextEntry | undefined): string {
  const name = springSpelling(part, key);
  const whole = `spring.kafka.${part === 'common' ? '' : `${part}.`}${name}`;
  if (near === undefined || near.section === '') return whole;
  // Beside an entry in a section only what follows the section's path is written.
  const section = near.section.toLowerCase();
  if (whole.startsWith(`${section}.`)) return whole.slice(section.length + 1);
  if (section.endsWith('.properties')) return key;
  return name;
}
