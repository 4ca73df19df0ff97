import type { TopicPartition } from './cluster.ts';
import type { GroupType } from './group.ts';

/**
 * What the tail of a group's own partition of `__consumer_offsets` tells of that group: what no API of Kafka's does. Times are
 * milliseconds since 1970 by the coordinator's clock. The log is compacted: of what lies before `since` only the last word on
 * each key may be left, of what lies behind it every word is there.
 */
export interface OffsetsLog {
  readonly partition: number;
  readonly readFromOffset: bigint;
  readonly readUpToOffset: bigint;
  /** From which moment on all that was written is here; null: what was read holds nothing at all. */
  readonly since: number | null;
  /** The tail that was read is the whole log, as far as compaction left it. */
  readonly reachesStart: boolean;
  /** Oldest first. */
  readonly states: readonly GroupStateEntry[];
  /** Oldest first. Those of transactions that were given up are not among them. */
  readonly commits: readonly CommitEntry[];
  /** Of a group that commits very much only the last commits are here: from this moment on all. Absent: since `since`. */
  readonly commitsSince?: number;
}

/** One record about the group itself. `at` is when the coordinator wrote it. Told apart by `kind`. */
export type GroupStateEntry = ClassicGroupEntry | GroupEpochEntry | MemberEntry | MemberEpochEntry | MemberLeftEntry | GroupDeletedEntry;

/** A classic group as it was once a rebalance had ended, it had become empty, or a static member had come back. */
export interface ClassicGroupEntry {
  readonly kind: 'classic';
  readonly at: number;
  readonly offset: bigint;
  readonly generation: number;
  /** `consumer`, `connect`, …; empty while nobody is in it. */
  readonly protocolType: string;
  /** Empty while nobody is in it. */
  readonly assignor: string;
  readonly leader: string | null;
  /** When the state was entered that it is in; null where an old broker did not write it. */
  readonly stateChangedAt: number | null;
  readonly members: readonly LoggedMember[];
}

/** Something made the coordinator of a group of a newer type (KIP-848) assign anew. */
export interface GroupEpochEntry {
  readonly kind: 'epoch';
  readonly at: number;
  readonly offset: bigint;
  readonly groupType: Exclude<GroupType, 'classic' | 'unknown'>;
  readonly groupEpoch: number;
}

/** A member of such a group joined, or told something new about itself. */
export interface MemberEntry {
  readonly kind: 'member';
  readonly at: number;
  readonly offset: bigint;
  readonly groupType: Exclude<GroupType, 'classic' | 'unknown'>;
  readonly member: LoggedMember;
}

/** How far a member of such a group has got towards its target assignment. */
export interface MemberEpochEntry {
  readonly kind: 'member-epoch';
  readonly at: number;
  readonly offset: bigint;
  readonly memberId: string;
  readonly memberEpoch: number;
  /** Partitions that it may read, and that it has yet to give back. Streams tasks count one each. */
  readonly assigned: number;
  readonly pendingRevocation: number;
}

export interface MemberLeftEntry {
  readonly kind: 'member-left';
  readonly at: number;
  readonly offset: bigint;
  readonly memberId: string;
}

export interface GroupDeletedEntry {
  readonly kind: 'deleted';
  readonly at: number;
  readonly offset: bigint;
}

/** A member as the coordinator wrote it down. */
export interface LoggedMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  /** With the slash that the broker writes before it: `/10.2.0.11`. */
  readonly clientHost: string;
  /** Java's `max.poll.interval.ms`; null where the group's type has none. */
  readonly rebalanceTimeoutMs: number | null;
  /** The client's own; null where the broker or the group's configuration sets it, as for members of the newer protocols. */
  readonly sessionTimeoutMs: number | null;
  /** Topics that it subscribes to; null where its bytes are not those of a consumer. */
  readonly topics: readonly string[] | null;
  /** KIP-848 regex subscription; null without one. */
  readonly topicsRegex: string | null;
  /** null where it is not written down with it, or its bytes are not those of a consumer. */
  readonly assignment: readonly TopicPartition[] | null;
}

export interface CommitEntry extends TopicPartition {
  /** When the coordinator wrote it. */
  readonly at: number;
  /** When it was committed, which is earlier where it was committed with a transaction. */
  readonly committedAt: number;
  /** null: the commit was deleted or has expired. */
  readonly committedOffset: bigint | null;
  readonly leaderEpoch: number;
  readonly metadata: string;
}
