import { type Failure, failureOf } from '../model/failure.ts';
import type { CommitEntry, GroupStateEntry, LoggedMember, OffsetsLog } from '../model/offsetsLog.ts';
import type { KafkaRecord } from '../model/record.ts';
import { consumerAssignment, consumerSubscription } from './protocol/consumerProtocol.ts';
import * as written from './protocol/coordinatorRecords.ts';

/** Commits and states that are kept, the newest: a group of 200 partitions that commits every 5 s writes 40 commits a second. */
const MOST_COMMITS = 4_000;
const MOST_STATES = 1_000;

/** Puts one group's records of `__consumer_offsets` together, told in their order. */
export class GroupStory {
  readonly #states: GroupStateEntry[] = [];
  readonly #commits: CommitEntry[] = [];
  /** Commits of transactions that have not ended, by producer id: they count once their marker comes, or never. */
  readonly #pending = new Map<bigint, CommitEntry[]>();
  #failure: Failure | undefined;

  /** Why the first record that could not be read could not; those that could are told all the same. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  tell(record: KafkaRecord): void {
    const { producerId } = record.batch;
    if (record.control) {
      if (record.control === 'commit') this.#commits.push(...(this.#pending.get(producerId) ?? []));
      this.#pending.delete(producerId);
      return;
    }
    try {
      const { commit, state } = read(record);
      if (state) this.#states.push(state);
      if (commit === undefined) return;
      if (!record.batch.transactional) this.#commits.push(commit);
      else this.#pending.set(producerId, [...(this.#pending.get(producerId) ?? []), commit]);
    } catch (thrown) {
      const { request, detail, ...failure } = failureOf(thrown);
      const subject = `${record.topic}-${record.partition}`;
      this.#failure ??= {
        ...failure,
        request: 'Fetch',
        subject,
        detail: [`offset ${record.offset}`, request, detail].filter(Boolean).join(', '),
      };
    }
  }

  told(): Pick<OffsetsLog, 'states' | 'commits' | 'commitsSince'> {
    const cut = this.#commits.length > MOST_COMMITS;
    const commits = cut ? this.#commits.slice(-MOST_COMMITS) : [...this.#commits];
    const [first] = commits;
    return { states: this.#states.slice(-MOST_STATES), commits, ...(cut && first ? { commitsSince: first.at } : {}) };
  }
}

interface Told {
  readonly commit?: CommitEntry;
  readonly state?: GroupStateEntry;
}

/** Nothing where the record is of a type that tells nothing of members or commits. */
function read(record: KafkaRecord): Told {
  const { key, value } = record;
  const read = key === null ? undefined : readers.get(written.typeOfKey(key) ?? -1);
  return key === null || read === undefined ? {} : read(key, value, { at: record.timestamp, offset: record.offset });
}

type When = Pick<GroupStateEntry, 'at' | 'offset'>;
type Read = (key: Uint8Array, value: Uint8Array | null, when: When) => Told;

const readers: ReadonlyMap<number, Read> = new Map<number, Read>([
  [written.offsetCommitKey.type, commit],
  [written.groupMetadataKey.type, classicGroup],
  [written.consumerGroupMetadataKey.type, epochOf('consumer', written.consumerGroupMetadataValue)],
  [written.shareGroupMetadataKey.type, epochOf('share', written.shareGroupMetadataValue)],
  [written.streamsGroupMetadataKey.type, epochOf('streams', written.streamsGroupMetadataValue)],
  [
    written.consumerGroupMemberMetadataKey.type,
    memberOf('consumer', written.consumerGroupMemberMetadataKey, written.consumerGroupMemberMetadataValue, value => ({
      ...{ groupInstanceId: value.instanceId, clientId: value.clientId, clientHost: value.clientHost },
      ...{ rebalanceTimeoutMs: value.rebalanceTimeoutMs, sessionTimeoutMs: value.classicMemberMetadata?.sessionTimeoutMs ?? null },
      ...{ topics: value.subscribedTopicNames, topicsRegex: value.subscribedTopicRegex || null },
    })),
  ],
  [
    written.shareGroupMemberMetadataKey.type,
    memberOf('share', written.shareGroupMemberMetadataKey, written.shareGroupMemberMetadataValue, value => ({
      ...{ groupInstanceId: null, clientId: value.clientId, clientHost: value.clientHost },
      ...{ rebalanceTimeoutMs: null, sessionTimeoutMs: null, topics: value.subscribedTopicNames, topicsRegex: null },
    })),
  ],
  [
    written.streamsGroupMemberMetadataKey.type,
    memberOf('streams', written.streamsGroupMemberMetadataKey, written.streamsGroupMemberMetadataValue, value => ({
      ...{ groupInstanceId: value.instanceId, clientId: value.clientId, clientHost: value.clientHost },
      ...{ rebalanceTimeoutMs: value.rebalanceTimeoutMs, sessionTimeoutMs: null, topics: null, topicsRegex: null },
    })),
  ],
  [
    written.consumerGroupCurrentMemberAssignmentKey.type,
    progressOf(
      written.consumerGroupCurrentMemberAssignmentKey,
      written.consumerGroupCurrentMemberAssignmentValue,
      ({ memberEpoch, assignedPartitions, partitionsPendingRevocation }) => ({
        ...{ memberEpoch, assigned: count(assignedPartitions), pendingRevocation: count(partitionsPendingRevocation) },
      }),
    ),
  ],
  [
    written.shareGroupCurrentMemberAssignmentKey.type,
    progressOf(
      written.shareGroupCurrentMemberAssignmentKey,
      written.shareGroupCurrentMemberAssignmentValue,
      ({ memberEpoch, assignedPartitions }) => ({ memberEpoch, assigned: count(assignedPartitions), pendingRevocation: 0 }),
    ),
  ],
  [
    written.streamsGroupCurrentMemberAssignmentKey.type,
    progressOf(
      written.streamsGroupCurrentMemberAssignmentKey,
      written.streamsGroupCurrentMemberAssignmentValue,
      ({ memberEpoch, activeTasks, activeTasksPendingRevocation }) => ({
        ...{ memberEpoch, assigned: count(activeTasks), pendingRevocation: count(activeTasksPendingRevocation) },
      }),
    ),
  ],
]);

const count = (owned: readonly { readonly partitions: readonly number[] }[]): number =>
  owned.reduce((sum, { partitions }) => sum + partitions.length, 0);

function commit(key: Uint8Array, value: Uint8Array | null, { at }: When): Told {
  const { topic, partition } = written.offsetCommitKey.decode(key);
  if (value === null) return { commit: { topic, partition, at, committedAt: at, committedOffset: null, leaderEpoch: -1, metadata: '' } };
  const { offset, leaderEpoch = -1, metadata, commitTimestamp } = written.offsetCommitValue.decode(value);
  return { commit: { topic, partition, at, committedAt: Number(commitTimestamp), committedOffset: offset, leaderEpoch, metadata } };
}

function classicGroup(_: Uint8Array, value: Uint8Array | null, when: When): Told {
  if (value === null) return { state: { ...when, kind: 'deleted' } };
  const { protocolType, generation, protocol, leader, currentStateTimestamp = -1n, members } = written.groupMetadataValue.decode(value);
  const ofConsumers = protocolType === 'consumer';
  return {
    state: {
      ...{ ...when, kind: 'classic', generation, protocolType, assignor: protocol ?? '', leader },
      stateChangedAt: currentStateTimestamp < 0n ? null : Number(currentStateTimestamp),
      members: members.map(
        ({ memberId, groupInstanceId = null, clientId, clientHost, rebalanceTimeout, sessionTimeout, ...joined }): LoggedMember => ({
          ...{ memberId, groupInstanceId, clientId, clientHost },
          ...{ rebalanceTimeoutMs: rebalanceTimeout ?? null, sessionTimeoutMs: sessionTimeout, topicsRegex: null },
          topics: ofConsumers ? orNull(() => consumerSubscription.decode(joined.subscription).topics) : null,
          assignment: ofConsumers ? orNull(() => assigned(joined.assignment)) : null,
        }),
      ),
    },
  };
}

/** The bytes are a client's own affair: some write none, and some their own. */
function orNull<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch {
    return null;
  }
}

const assigned = (bytes: Uint8Array): NonNullable<LoggedMember['assignment']> =>
  bytes.length === 0
    ? []
    : consumerAssignment
        .decode(bytes)
        .assignedPartitions.flatMap(({ topic, partitions }) => partitions.map(partition => ({ topic, partition })));

type NewerType = Extract<GroupStateEntry, { kind: 'member' }>['groupType'];

interface Decodes<T> {
  decode(bytes: Uint8Array): T;
}

function epochOf(groupType: NewerType, declared: Decodes<{ readonly epoch: number }>): Read {
  return (_, value, when) => ({
    state: value === null ? { ...when, kind: 'deleted' } : { ...when, kind: 'epoch', groupType, groupEpoch: declared.decode(value).epoch },
  });
}

function memberOf<V>(
  groupType: NewerType,
  declaredKey: Decodes<{ readonly memberId: string }>,
  declared: Decodes<V>,
  describe: (value: V) => Omit<LoggedMember, 'memberId' | 'assignment'>,
): Read {
  return (key, value, when) => {
    const { memberId } = declaredKey.decode(key);
    if (value === null) return { state: { ...when, kind: 'member-left', memberId } };
    return { state: { ...when, kind: 'member', groupType, member: { memberId, ...describe(declared.decode(value)), assignment: null } } };
  };
}

/** A member that leaves loses this record too; that it left is told by the one about itself. */
function progressOf<V>(
  declaredKey: Decodes<{ readonly memberId: string }>,
  declared: Decodes<V>,
  describe: (value: V) => { readonly memberEpoch: number; readonly assigned: number; readonly pendingRevocation: number },
): Read {
  return (key, value, when) =>
    value === null
      ? {}
      : { state: { ...when, kind: 'member-epoch', memberId: declaredKey.decode(key).memberId, ...describe(declared.decode(value)) } };
}
