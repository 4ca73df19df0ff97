// Groups, samples and snapshots for tests of what judges them: only what a test is about has to be said.
import type { Partition, TopicPartition } from '../../src/model/cluster.ts';
import { known, unknown, type Answer, type Failure } from '../../src/model/failure.ts';
import type { Missing } from '../../src/model/finding.ts';
import type { Group, Member } from '../../src/model/group.ts';
import type { PartitionOffsets } from '../../src/model/offsets.ts';
import type { GroupSample } from '../../src/model/sample.ts';
import {
  type LookedAtRecord,
  type PartName,
  partNames,
  type RecordsAtCommit,
  type Snapshot,
  type SnapshotParts,
  type ValueShape,
} from '../../src/model/snapshot.ts';

/** When every window begins. */
export const began = Date.UTC(2026, 10, 20, 14, 43, 0);
export const seconds = (count: number): number => count * 1000;

/** `orders-2` → its topic and number. */
export function place(name: string): TopicPartition {
  const dash = name.lastIndexOf('-');
  return { topic: name.slice(0, dash), partition: Number(name.slice(dash + 1)) };
}

export const forbidden: Failure = { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'OffsetFetch' };
export const noLeader: Failure = { kind: 'no-leader', code: 'LEADER_NOT_AVAILABLE', request: 'ListOffsets' };

/** A member called `billing-1` that owns `owned` and subscribes to their topics. */
export function member(name: string, owned: readonly string[], overrides: Partial<Member> = {}): Member {
  const assignment = owned.map(place);
  return {
    memberId: `${name}-7d1c`,
    groupInstanceId: null,
    clientId: name,
    clientHost: '/10.2.0.11',
    subscription: known([...new Set(assignment.map(({ topic }) => topic))]),
    subscribedRegex: null,
    assignment: known(assignment),
    ...overrides,
  };
}

/** A stable classic group, empty without members. */
export function group(members: readonly Member[], overrides: Partial<Group> = {}): Group {
  return {
    groupId: 'orders-billing',
    groupType: 'classic',
    groupState: members.length === 0 ? 'Empty' : 'Stable',
    protocolType: 'consumer',
    coordinator: 1,
    assignor: members.length === 0 ? '' : 'range',
    members,
    ...overrides,
  };
}

export interface Offsets {
  /** null: no commit. */
  readonly committed: bigint | null | Failure;
  readonly end: bigint | Failure;
  readonly start?: bigint;
  /** The last stable offset; absent: no transaction is open. */
  readonly stable?: bigint;
}

export function offsets(name: string, { committed, end, start = 0n, stable }: Offsets): PartitionOffsets {
  const answer = (value: bigint | Failure): Answer<bigint> => (typeof value === 'bigint' ? known(value) : unknown(value));
  return {
    ...place(name),
    committed:
      committed === null || typeof committed === 'bigint'
        ? known(committed === null ? null : { offset: committed, leaderEpoch: 0, metadata: '' })
        : unknown(committed),
    logStartOffset: typeof end === 'bigint' ? known(start) : answer(end),
    highWatermark: answer(end),
    lastStableOffset: typeof end === 'bigint' ? known(stable ?? end) : answer(end),
  };
}

export function sample(atSeconds: number, of: Group, partitions: Readonly<Record<string, Offsets>>): GroupSample {
  return {
    at: began + seconds(atSeconds),
    group: of,
    partitions: Object.entries(partitions).map(([name, at]) => offsets(name, at)),
    cost: { requests: 4, ms: 12, bytes: 900 },
  };
}

/** A look of 20 s with a beat every 2 s, as a diagnosis takes it. `partitions` says what is seen after so many seconds. */
export function watched(
  of: Group | ((second: number) => Group),
  partitions: (second: number) => Readonly<Record<string, Offsets>>,
  { forSeconds = 20, everySeconds = 2 } = {},
): readonly GroupSample[] {
  const beats = Array.from({ length: Math.floor(forSeconds / everySeconds) + 1 }, (_, beat) => beat * everySeconds);
  return beats.map(second => sample(second, typeof of === 'function' ? of(second) : of, partitions(second)));
}

export function partition(name: string, overrides: Partial<Partition> = {}): Partition {
  return { ...place(name), leader: 1, leaderEpoch: 5, replicas: [1, 2, 3], isr: [1, 2, 3], offlineReplicas: [], ...overrides };
}

export interface RecordFacts {
  readonly looksLike?: ValueShape;
  readonly schemaId?: number;
  readonly size?: number;
  readonly headers?: readonly string[];
  readonly key?: string | null;
  /** Before the moment of looking. */
  readonly ageSeconds?: number;
  readonly control?: 'commit' | 'abort';
  readonly aborted?: boolean;
}

/** What was found on a partition, by offset, 20 s after the window began. `upTo` is the offset behind the last that was looked at. */
export function records(
  name: string,
  committedOffset: bigint,
  found: Readonly<Record<number, RecordFacts>>,
  { upTo, atSecond = 20 }: { readonly upTo?: bigint; readonly atSecond?: number } = {},
): RecordsAtCommit {
  const at = began + seconds(atSecond);
  const looked = Object.entries(found).map(([offset, facts]): LookedAtRecord => {
    const { looksLike = 'json', size = 200, headers = [], key = 'k', ageSeconds = 5, control, aborted, schemaId } = facts;
    return {
      ...place(name),
      offset: BigInt(offset),
      timestamp: at - seconds(ageSeconds),
      timestampType: 'CreateTime',
      key: key === null ? null : Buffer.from(key),
      value: looksLike === 'null' ? null : Buffer.from('{}'),
      headers: headers.map(header => ({ key: header, value: null })),
      size,
      batch: {
        baseOffset: BigInt(offset),
        lastOffset: BigInt(offset),
        magic: 2,
        compression: 'none',
        producerId: 4001n,
        producerEpoch: 0,
        transactional: false,
        leaderEpoch: 5,
      },
      valueLooksLike: looksLike,
      ...(schemaId === undefined ? {} : { schemaId }),
      ...(control ? { control } : {}),
      ...(aborted ? { aborted } : {}),
    };
  });
  return { ...place(name), committedOffset, at, records: looked, lookedUpTo: upTo ?? (looked.at(-1)?.offset ?? committedOffset) + 1n };
}

/** Parts as lists of what is there; the group is the newest sample's where it is not given. What is not said is not there, and nothing of it is missing. */
export type SnapshotFacts = {
  readonly [Name in PartName]?: SnapshotParts[Name]['items'];
} & { readonly missing?: Readonly<Partial<Record<PartName, readonly Missing[]>>>; readonly groupId?: string };

export function snapshot({ missing = {}, groupId, ...facts }: SnapshotFacts): Snapshot {
  const samples = facts.samples ?? [];
  const newest = samples.at(-1);
  const of = facts.group ?? (newest ? [newest.group] : []);
  const given = { ...facts, group: of };
  return {
    clusterName: 'orders-dev',
    groupId: groupId ?? of[0]?.groupId ?? 'orders-billing',
    takenAt: newest?.at ?? began,
    cost: { requests: 23, ms: 412, bytes: 18_000 },
    parts: Object.fromEntries(
      partNames.map(name => [name, { items: given[name] ?? [], missing: missing[name] ?? [] }]),
    ) as unknown as SnapshotParts,
  };
}

export const failed = (subject: string, failure: Failure): Missing => ({ subject, reason: { kind: 'failure', failure } });
