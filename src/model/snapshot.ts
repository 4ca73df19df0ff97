import type { ConfigEntry, Partition } from './cluster.ts';
import type { Group } from './group.ts';
import type { Missing } from './finding.ts';
import type { KafkaRecord } from './record.ts';
import type { Cost, GroupSample } from './sample.ts';

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
}

/** What the bytes of a value are at first sight. `registry` is Confluent's framing: magic byte 0 and a schema id. */
export type ValueShape = 'null' | 'empty' | 'json' | 'text' | 'registry' | 'binary';

export interface TopicConfig {
  readonly topic: string;
  readonly entries: readonly ConfigEntry[];
}
