import type { ConfigText } from '../configText.ts';
import { clientConfiguration, type ClientConfiguration, type ConfigurationParts, type Entry, type PartEntry } from '../configuration.ts';
import type { Facts } from '../facts/facts.ts';
import type { Role } from '../roles.ts';
import type { Around } from './around.ts';

export interface Whose extends Pick<
  ConfigurationParts,
  'library' | 'role' | 'label' | 'environment' | 'isPart' | 'inherits' | 'framework'
> {
  readonly spell: (key: string, near?: Entry) => string;
}

/** The client whose keys these are, and the clients nested in it: a Connect worker's producers, a Streams application's consumers. */
export function clientsOf(
  entries: readonly PartEntry[],
  whose: Whose,
  { notation }: ConfigText,
  { declared, below }: Around,
  facts: Facts,
): readonly ClientConfiguration[] {
  const { role, label = '', spell } = whose;
  const version = declared?.version;
  const part = (prefix: string, nestedRole: Role, inherits?: ClientConfiguration): ClientConfiguration => {
    const nestedLabel = [label, prefix.slice(0, -1)].filter(Boolean).join('.');
    return clientConfiguration(
      {
        ...whose,
        role: nestedRole,
        version,
        label: nestedLabel,
        isPart: prefix !== '' || whose.isPart === true,
        entries: entriesOf(entries, prefix, role, facts).map(entry => ({ ...entry, key: entry.key.slice(prefix.length) })),
        notation,
        spell: (key, near) => spell(prefix + key, near),
        inherits: inherits ?? (prefix === '' ? whose.inherits : undefined) ?? below.find(layer => layer.label === nestedLabel),
      },
      facts,
    );
  };
  const main = part('', role);
  const keys = new Set(entries.map(({ key }) => key));
  return [
    main,
    ...nested(role, keys).map(([prefix, nestedRole, inherits]) => part(prefix, nestedRole, inherits ? main : undefined)),
  ].filter(config => config.entries.length > 0);
}

/** The entries of one prefix; without prefix those that no nested client has taken. `producer.type` is a setting itself, no producer's "type". */
function entriesOf(entries: readonly PartEntry[], prefix: string, role: Role, facts: Facts): readonly PartEntry[] {
  const isWhole = (key: string): boolean => facts.key(role, key) !== undefined || facts.legacy(key) !== undefined;
  if (prefix !== '') return entries.filter(({ key }) => key.startsWith(prefix) && !isWhole(key));
  const taken = nestedPrefixes[role] ?? [];
  return entries.filter(({ key }) => isWhole(key) || !taken.some(([nestedPrefix]) => key.startsWith(nestedPrefix)));
}

type Nested = readonly [prefix: string, role: Role, inherits: boolean];

/** What many applications do: settings of all clients first, then those of each kind under its name. */
const ownPrefixes: readonly Nested[] = [
  ['consumer.', 'consumer', true],
  ['producer.', 'producer', true],
  ['admin.', 'admin', true],
];

/** Prefixes under which a client's settings are handed on. A Connect worker's producers do not take over its own login; a Streams application's do. */
const nestedPrefixes: Partial<Readonly<Record<Role, readonly Nested[]>>> = {
  connect: [
    ['producer.', 'producer', false],
    ['consumer.', 'consumer', false],
    ['admin.', 'admin', false],
  ],
  connector: [
    ['producer.override.', 'producer', false],
    ['consumer.override.', 'consumer', false],
    ['admin.override.', 'admin', false],
  ],
  streams: [
    ['main.consumer.', 'consumer', true],
    ['restore.consumer.', 'consumer', true],
    ['global.consumer.', 'consumer', true],
    ['consumer.', 'consumer', true],
    ['producer.', 'producer', true],
    ['admin.', 'admin', true],
  ],
  consumer: ownPrefixes,
  producer: ownPrefixes,
  admin: ownPrefixes,
  client: ownPrefixes,
};

function nested(role: Role, keys: ReadonlySet<string>): readonly Nested[] {
  const fixed = nestedPrefixes[role] ?? [];
  if (role !== 'mirror') return fixed;
  // MirrorMaker 2: `source.bootstrap.servers`, `source->target.enabled`.
  const prefixes = new Set([...keys].flatMap(key => /^[\w-]+(->[\w-]+)?\.(?=.)/.exec(key)?.[0] ?? []));
  const aliases = new Set([...keys].flatMap(key => /^([\w-]+)\.bootstrap\.servers$/.exec(key)?.[1] ?? []));
  return [...prefixes]
    .filter(prefix => prefix.includes('->') || aliases.has(prefix.slice(0, -1)))
    .map(prefix => [prefix, 'mirror', true] as const);
}
