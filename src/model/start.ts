/**
 * Where a group starts to read: what was asked of the cluster (StartSituation, gathered), and what follows from it
 * (StartForecast, src/diagnosis/startForecast.ts). Plain data, without words.
 */
import type { TopicPartition } from './cluster.ts';
import type { RelatedGroup, ValueShape } from './snapshot.ts';
import type { Answer, Failure } from './failure.ts';
import type { GroupState, GroupType } from './group.ts';
import type { PartitionOffsets } from './offsets.ts';
import type { IsolationLevel } from './peek.ts';
import type { Cost } from './sample.ts';

/** What `auto.offset.reset` may say, by what clients do: librdkafka's and the oldest Java clients' other spellings mean one of these. */
export type ResetPolicy =
  | { readonly kind: 'earliest' }
  | { readonly kind: 'latest' }
  /** The client stops with an error where it has no usable commit. */
  | { readonly kind: 'none' }
  /** KIP-1106, Java clients since 4.0: the first record that is no older than this. */
  | { readonly kind: 'by-duration'; readonly ms: number };

export type PolicyKind = ResetPolicy['kind'];

/** Who says which policy holds: a client's file of the workspace, or the person who asked. */
export interface StartClient {
  /** As the workspace names it; null: nobody named a file. */
  readonly file: string | null;
  /** 0-based line of the policy in the file; null: it is the library's default, or stands in no file. */
  readonly line: number | null;
  readonly library: 'java' | 'librdkafka';
  readonly isStreams: boolean;
  /** null: what stands there is filled in later, or is no policy. */
  readonly policy: ResetPolicy | null;
  /** The policy as it is written; the default's name where nobody wrote one. */
  readonly written: string;
  /** null: the file says nothing about it that can be read. */
  readonly isolation: IsolationLevel | null;
  readonly topics: readonly string[];
  /** Other files of the same group that say something else. */
  readonly others: readonly { readonly file: string; readonly line: number | null; readonly written: string }[];
}

export interface StartSituation {
  readonly clusterName: string;
  readonly groupId: string;
  /** Milliseconds since 1970, as are all times here. */
  readonly takenAt: number;
  readonly cost: Cost;
  /** null: no such group, so a new one; a failure: it may not be seen. */
  readonly group: Answer<StartGroup | null>;
  readonly client: StartClient | null;
  /** Those that were asked about and do not exist, or may not be seen. */
  readonly missingTopics: readonly { readonly topic: string; readonly failure: Failure }[];
  readonly partitions: readonly StartPartition[];
  /** How far back `atDuration` looks, in milliseconds. */
  readonly durationMs: number;
  /** `offsets.retention.minutes`, in milliseconds. */
  readonly retentionMs: Answer<number>;
  readonly log: StartLog | null;
  /** Where this group has no commits: others that have some on the same topics, those of similar names first. It may have had another name. */
  readonly related: readonly RelatedGroup[];
  /** Only of share groups: `share.auto.offset.reset` of the group, which no client sets. */
  readonly shareReset: Answer<string> | null;
}

export interface StartGroup {
  readonly groupType: GroupType;
  readonly groupState: GroupState;
  readonly protocolType: string;
  readonly members: number;
}

/** What the tail of `__consumer_offsets` tells of a group's commits, where it could be read. */
export interface StartLog {
  /** When the group last changed its state; null: not in what was read. */
  readonly stateChangedAt: number | null;
  /** The oldest of the partitions' last commits that was seen; null: none was. */
  readonly oldestCommitAt: number | null;
}

export interface StartPartition extends PartitionOffsets {
  /** The first offset no older than `durationMs`; null: no record is that young. Absent: nobody asked, a commit decides. */
  readonly atDuration?: Answer<bigint | null>;
  /** The offset behind the last record of the epoch in which was committed, where that lies below the commit: records were cut off (KIP-320). */
  readonly endOfEpoch?: bigint;
  /** The records that reading may begin with, each by the offset that was asked for. */
  readonly previews: readonly StartPreview[];
}

export interface StartPreview {
  readonly askedOffset: bigint;
  /** null: nothing that a consumer gets at or behind it (transaction markers, aborted records, gaps), as far as was looked. */
  readonly record: StartRecord | null;
}

/** The next record, cut short for one line. */
export interface StartRecord {
  readonly offset: bigint;
  readonly timestamp: number;
  /** As text, or in hexadecimal; null: it has none. */
  readonly key: string | null;
  readonly value: string;
  readonly valueLooksLike: ValueShape;
  readonly valueBytes: number;
}

/** Why a partition starts where it starts. */
export type StartCase =
  /** The commit holds, and wins over the policy. */
  | 'goes-on'
  | 'no-commit'
  /** The commit points to records that are deleted. */
  | 'below-start'
  /** The commit points behind the end: the topic was made anew, or records were cut off. */
  | 'beyond-end'
  /** Its end or its commit could not be asked for. */
  | 'unknown';

export type StartOutcome =
  | {
      readonly kind: 'at';
      readonly offset: bigint;
      /** From there to the end. */
      readonly waiting: bigint;
      /** In the log, not read by the group, and passed over. */
      readonly skipped: bigint;
      /** In the log, behind the group already, and read once more. */
      readonly again: bigint;
    }
  /** NoOffsetForPartitionException, OffsetOutOfRangeException: the client gives up. */
  | { readonly kind: 'stops' }
  | { readonly kind: 'unknown'; readonly failure: Failure };

export interface StartRow {
  readonly partition: StartPartition;
  readonly startCase: StartCase;
  /** Committed and deleted before they were read: committed − log start, never counted otherwise. */
  readonly lost: bigint;
  /** Committed beyond the end by so many. */
  readonly cutOff: bigint;
  /** The end for the client: the last stable offset where it reads committed records only. */
  readonly end: bigint | null;
  readonly outcomes: Readonly<Record<PolicyKind, StartOutcome>>;
  /** What the client does by its policy; null where the policy is not known and matters. */
  readonly outcome: StartOutcome | null;
}

export interface StartTotals {
  /** Partitions that start elsewhere than at a commit. */
  readonly partitions: number;
  readonly skipped: bigint;
  readonly again: bigint;
  readonly read: bigint;
  readonly stops: readonly TopicPartition[];
}

export interface StartForecast {
  readonly situation: StartSituation;
  /** null: nobody says it. Share groups have that of the group. */
  readonly policy: ResetPolicy | null;
  readonly isNew: boolean;
  /** Worst first. */
  readonly rows: readonly StartRow[];
  readonly lost: bigint;
  readonly totals: Readonly<Record<PolicyKind, StartTotals>>;
  /** The same for a group.id that never committed. */
  readonly asNew: { readonly records: bigint; readonly partitions: number };
  readonly expiry: StartExpiry;
  readonly level: StartLevel;
}

/** fine: all start as committed, or as a new group's policy says without leaving anything out. */
export type StartLevel = 'fine' | 'attention' | 'unknown';

/** When the commits are forgotten (KIP-211). */
export type StartExpiry =
  | { readonly kind: 'none'; readonly why: 'no-commits' | 'share' }
  /** Members keep them; it begins to count when the last one leaves. */
  | { readonly kind: 'kept'; readonly retentionMs: number }
  | { readonly kind: 'at'; readonly at: number; readonly since: number; readonly basis: 'empty' | 'commit'; readonly retentionMs: number }
  /** It counts already; since when was not seen. */
  | { readonly kind: 'counting'; readonly retentionMs: number }
  | { readonly kind: 'unknown'; readonly failure: Failure };
