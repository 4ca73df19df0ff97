import type { ClientFile } from './clientFile.ts';
import type { ConfigEntry } from './cluster.ts';
import { Renaming } from './renaming.ts';
import type { LookedAtRecord, Snapshot } from './snapshot.ts';

export interface RedactOptions {
  /** Names of topics, groups, clients and transactions stay. Default: true. Without them causes that compare names are not found. */
  readonly names?: boolean;
}

/**
 * The snapshot as it may be shown to others: without keys, values and header names of records, without hosts, addresses, users,
 * servers' own words and commit metadata. What is equal stays equal (two members of one host still share one), so that the
 * rules come to the same verdict.
 */
export function redactSnapshot(snapshot: Snapshot, { names = true }: RedactOptions = {}): Snapshot {
  const { parts } = snapshot;
  const headers = new Numbered('header');
  const keys = new Numbered('key');
  const users = new Numbered('user');
  const bare: Snapshot = {
    ...snapshot,
    // The command line calls a cluster by its servers.
    clusterName: names && !/[:.]/.test(snapshot.clusterName) ? snapshot.clusterName : 'cluster',
    parts: {
      ...parts,
      records: {
        ...parts.records,
        items: parts.records.items.map(looked => ({ ...looked, records: looked.records.map(record => withoutContent(record, headers)) })),
      },
      hotKeys: {
        ...parts.hotKeys,
        items: parts.hotKeys.items.map(hot => ({
          ...hot,
          keys: hot.keys.map(one => ({ ...one, key: one.key === '' ? '' : keys.of(one.key) })),
        })),
      },
      quotas: {
        ...parts.quotas,
        items: parts.quotas.items.map(quota => ({
          ...quota,
          entity: quota.entity.map(({ type, name }) => ({ type, name: type === 'client-id' || name === null ? name : users.of(name) })),
        })),
      },
      brokerConfigs: { ...parts.brokerConfigs, items: parts.brokerConfigs.items.filter(isHarmless) },
      topicConfigs: {
        ...parts.topicConfigs,
        items: parts.topicConfigs.items.map(({ topic, entries }) => ({ topic, entries: entries.filter(isHarmless) })),
      },
      clientFiles: { ...parts.clientFiles, items: parts.clientFiles.items.map(file => withoutPlaces(file, names)) },
    },
  };
  const hidden = everywhere(bare, new Numbered('host'), new Numbered('rack')) as Snapshot;
  return names ? hidden : new Renaming(hidden).renamed();
}

/** How long and of what shape they are is told beside them. */
const withoutContent = (record: LookedAtRecord, headers: Numbered): LookedAtRecord => ({
  ...record,
  key: record.key && nothing,
  value: record.value && nothing,
  headers: record.headers.map(({ key }) => ({ key: headers.of(key), value: null })),
});

const nothing = new Uint8Array();

/** Numbers, switches and the words that Kafka itself defines; neither addresses nor paths nor principals. */
const isHarmless = ({ name, value, sensitive }: ConfigEntry): boolean =>
  !sensitive && !aboutPlaces.test(name) && (value === null || /^[\w,.-]*$/.test(value));

const aboutPlaces =
  /listener|host|server|url|dir(s|ectory)?$|path|location|user|principal|quorum|ssl|sasl|zookeeper|rack|endpoint|registry/i;

/** A file outside of the workspace keeps its last name only. */
function withoutPlaces(file: ClientFile, names: boolean): ClientFile {
  const local = (path: string): string => (/^([/\\]|[A-Za-z]:)/.test(path) ? (path.split(/[/\\]/).at(-1) ?? '') : path);
  const settings = file.settings.filter(
    ({ key, value, meaning }) =>
      meaning === 'groupId' || (!aboutPlaces.test(key) && !/[:/\\@]/.test(value) && (names || !/topic|client\.id|instance/.test(key))),
  );
  return {
    ...file,
    file: local(file.file),
    settings: settings.map(setting => (setting.file === undefined ? setting : { ...setting, file: local(setting.file) })),
  };
}

/** What may stand anywhere: hosts of members and failures, what a server said, metadata of commits, racks. */
function everywhere(value: unknown, hosts: Numbered, racks: Numbered): unknown {
  if (Array.isArray(value)) return value.map(item => everywhere(item, hosts, racks));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
      if (name === 'others' || (name === 'detail' && typeof inner === 'string')) return [];
      if (name === 'clientHost' && typeof inner === 'string') return [[name, hosts.of(inner)]];
      if (name === 'broker' && typeof inner === 'string') return [[name, hosts.of(inner)]];
      if (name === 'rack' && typeof inner === 'string') return [[name, racks.of(inner)]];
      if (name === 'metadata' && typeof inner === 'string') return [[name, '']];
      return [[name, everywhere(inner, hosts, racks)]];
    }),
  );
}

/** The same name for the same text: `host-1`, `host-2`. Empty stays empty. */
class Numbered {
  readonly #kind: string;
  readonly #known = new Map<string, string>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  of(text: string): string {
    if (text === '') return '';
    const known = this.#known.get(text) ?? `${this.#kind}-${this.#known.size + 1}`;
    this.#known.set(text, known);
    return known;
  }
}
