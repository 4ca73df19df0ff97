import type { ClientFile } from './clientFile.ts';
import type { ConfigEntry, Partition, TopicPartition } from './cluster.ts';
import type { Group, GroupState, GroupType } from './group.ts';
import type { Missing } from './finding.ts';
import type { PartitionCommit } from './offsets.ts';
import type { OffsetsLog } from './offsetsLog.ts';
import type { Operation } from './operations.ts';
import type { ClientQuota } from './quota.ts';
import type { KafkaRecord } from './record.ts';
import type { Cost, GroupSample } from './sample.ts';
import type { ShareOffset } from './shareOffset.ts';
import type { OpenTransaction } from './transaction.ts';

/**
 * Everything that a diagnosis looks at, as plain data (src/model/exactJson.ts writes and reads it). A rule declares the
 * parts that it needs and sees no others; a part that could not be had says so in `missing`.
 */
export interface Snapshot {
  readonly clusterName: string;
  readonly groupId: string;
  /** Milliseconds since 1970 of the last sample: the rules' only clock. */
  readonly takenAt: number;
  readonly cost: Cost;
  readonly parts: SnapshotParts;
}

export interface SnapshotParts {
  /** The group; no item and nothing missing means that it does not exist. */
  readonly group: Part<Group>;
  /** Beats over the window, oldest first; none of a group that does not exist. */
  readonly samples: Part<GroupSample>;
  /** Leaders and replicas of the group's topics. */
  readonly topics: Part<Partition>;
  /** The record at the committed offset of partitions with unread records, and its neighbours. */
  readonly records: Part<RecordsAtCommit>;
  /** Ids of all groups that this login may see, for "did you mean". */
  readonly groupIds: Part<string>;
  /** Configuration of the group's topics. */
  readonly topicConfigs: Part<TopicConfig>;
  /** At most one: what the tail of the group's own partition of `__consumer_offsets` tells of it. */
  readonly offsetsLog: Part<OffsetsLog>;
  /** In the group's partitions whose last stable offset lies below the high watermark: asked only there. */
  readonly openTransactions: Part<OpenTransaction>;
  /** When something was last written. A partition that holds nothing is not among them. */
  readonly lastRecords: Part<LastRecord>;
  /** What one broker runs with: retention of commits, limits of session timeouts, of records and of transactions. */
  readonly brokerConfigs: Part<ConfigEntry>;
  /** All topics that this login may see; a list that may leave some out is missing `topics`. */
  readonly topicNames: Part<string>;
  /** What this login may do with the group and its topics (KIP-430). */
  readonly operations: Part<SubjectOperations>;
  readonly quotas: Part<ClientQuota>;
  /** At most one: the group's own partition of `__consumer_offsets`, whose leader is its coordinator. None: nobody ever committed. */
  readonly offsetsTopic: Part<Partition>;
  /** Of commits that carry a leader epoch: where that epoch ended in the log as it is now. */
  readonly epochs: Part<CommitEpoch>;
  /** Other groups that have committed on the topics in question: asked only where this group has no commit, or does not exist. */
  readonly relatedGroups: Part<RelatedGroup>;
  /** Keys among the newest records of partitions that get far more than others: read only of those. */
  readonly hotKeys: Part<HotKeys>;
  /** Files of the workspace whose `group.id` is this group's. */
  readonly clientFiles: Part<ClientFile>;
  /** Only of share groups, which have them instead of commits. */
  readonly shareOffsets: Part<ShareOffset>;
  /** The first record that is still in the log, of partitions whose readers are closest to losing it: 16 at most. */
  readonly timeToStart: Part<StartOfLog>;
}

export interface Part<T> {
  readonly items: readonly T[];
  readonly missing: readonly Missing[];
}

export interface RecordsAtCommit {
  readonly topic: string;
  readonly partition: number;
  readonly committedOffset: bigint;
  /** Milliseconds since 1970 when it was read. */
  readonly at: number;
  /** Records just before, at and just after the committed offset, ascending. The first with offset >= committedOffset is the next to be read. */
  readonly records: readonly LookedAtRecord[];
  /** The offset behind the last one that was looked at: where it is the log's end, what `records` does not hold is not there. */
  readonly lookedUpTo: bigint;
}

/** A record with what each decoder made of its value. */
export interface LookedAtRecord extends KafkaRecord {
  readonly valueLooksLike: ValueShape;
  /** In schema registry framing: the id of the schema that it was written with. */
  readonly schemaId?: number;
}

/** What the bytes of a value are at first sight. `registry` is Confluent's framing: magic byte 0 and a schema id. */
export type ValueShape = 'null' | 'empty' | 'json' | 'text' | 'registry' | 'binary';

export interface TopicConfig {
  readonly topic: string;
  readonly entries: readonly ConfigEntry[];
}

/** The newest record of a partition, by its timestamp. */
export interface LastRecord extends TopicPartition {
  readonly offset: bigint;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly timestampType: KafkaRecord['timestampType'];
}

export interface SubjectOperations {
  readonly kind: 'topic' | 'group';
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** A commit and where the epoch of the leader that wrote the last record before it ended. */
export interface CommitEpoch extends TopicPartition {
  readonly committedOffset: bigint;
  readonly committedEpoch: number;
  /** The offset behind the epoch's last record: a commit beyond it is of records that are gone. null: the log knows no epoch so old, or none so new. */
  readonly endOfEpoch: bigint | null;
}

export interface RelatedGroup {
  readonly groupId: string;
  readonly groupState: GroupState;
  readonly groupType: GroupType;
  readonly commits: readonly PartitionCommit[];
}

export interface HotKeys extends TopicPartition {
  /** Of so many of the newest records. */
  readonly sampled: number;
  /** Most records first. */
  readonly keys: readonly HotKey[];
}

export interface HotKey {
  /** As text, or in hexadecimal where it is none; cut at 64 characters. Empty for records without a key. */
  readonly key: string;
  readonly records: number;
}

export interface StartOfLog extends TopicPartition {
  readonly logStartOffset: bigint;
  /** Milliseconds since 1970 of the first record; null where the log is empty, or its records carry no time. */
  readonly timestamp: number | null;
}

export type PartName = keyof SnapshotParts;

/** A part that nobody looked at: neither fine nor wrong. */
export const notRecorded = (name: PartName): Part<never> => ({ items: [], missing: [{ subject: name, reason: { kind: 'not-recorded' } }] });

const nobodyLooked: SnapshotParts = {
  group: notRecorded('group'),
  samples: notRecorded('samples'),
  topics: notRecorded('topics'),
  records: notRecorded('records'),
  groupIds: notRecorded('groupIds'),
  topicConfigs: notRecorded('topicConfigs'),
  offsetsLog: notRecorded('offsetsLog'),
  openTransactions: notRecorded('openTransactions'),
  lastRecords: notRecorded('lastRecords'),
  brokerConfigs: notRecorded('brokerConfigs'),
  topicNames: notRecorded('topicNames'),
  operations: notRecorded('operations'),
  quotas: notRecorded('quotas'),
  offsetsTopic: notRecorded('offsetsTopic'),
  epochs: notRecorded('epochs'),
  relatedGroups: notRecorded('relatedGroups'),
  hotKeys: notRecorded('hotKeys'),
  clientFiles: notRecorded('clientFiles'),
  shareOffsets: notRecorded('shareOffsets'),
  timeToStart: notRecorded('timeToStart'),
};

/** Every part, by name. */
export const partNames = Object.keys(nobodyLooked) as readonly PartName[];

/** The parts of a snapshot that may be of an older version: what it does not have, nobody looked at. */
export const wholeParts = (parts: Partial<SnapshotParts>): SnapshotParts => ({ ...nobodyLooked, ...parts });
