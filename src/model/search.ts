import type { TopicPartition } from './cluster.ts';
import type { Failure } from './failure.ts';
import type { IsolationLevel } from './peek.ts';

/** What is searched, from where to where. Times are milliseconds since 1970. */
export interface SearchRequest {
  readonly places: readonly SearchPlace[];
  readonly from: SearchFrom;
  readonly until: SearchUntil;
  readonly what: SearchFor;
  /** Most records to find; the search ends at the last of them. */
  readonly most: number;
  readonly isolation: IsolationLevel;
}

export interface SearchPlace {
  readonly topic: string;
  /** Empty: all partitions. */
  readonly partitions: readonly number[];
}

export type SearchFrom =
  | { readonly kind: 'oldest' }
  | { readonly kind: 'offset'; readonly offset: bigint }
  | { readonly kind: 'time'; readonly at: number }
  /** What the group has committed; partitions without a commit are not searched, and say so. */
  | { readonly kind: 'committed'; readonly groupId: string };

export type SearchUntil =
  /** The log ends as they were when the search began. */
  | { readonly kind: 'end' }
  /** Up to, not with, this offset. */
  | { readonly kind: 'offset'; readonly offset: bigint }
  /** Up to the first record of this time or later. */
  | { readonly kind: 'time'; readonly at: number };

export type SearchFor =
  | { readonly kind: 'text'; readonly text: string; readonly matchCase: boolean; readonly parts: readonly SearchPart[] }
  /** JavaScript's syntax, with Unicode (`u`), `^` and `$` at line ends (`m`). */
  | { readonly kind: 'regex'; readonly source: string; readonly matchCase: boolean; readonly parts: readonly SearchPart[] }
  /** A JSON path (RFC 9535) into the value: true of a record where any place that it finds compares as wanted. */
  | { readonly kind: 'path'; readonly path: string; readonly operator: PathOperator; readonly operand: string }
  /** CEL over `value`, `key`, `headers`, `topic`, `partition`, `offset`, `timestamp`. */
  | { readonly kind: 'expression'; readonly text: string }
  /** A trace id, as it stands in headers: whole header texts (`00-4bf9…-00f0…-01`) are understood too. */
  | { readonly kind: 'trace'; readonly id: string };

export type SearchPart = 'key' | 'value' | 'headers';

export const pathOperators = ['==', '!=', '<', '<=', '>', '>=', 'contains', 'exists'] as const;
export type PathOperator = (typeof pathOperators)[number];

/** Why something cannot be searched for, or why a record cannot be held against it. src/report/searchWords.ts words it. */
export interface SearchFault {
  readonly kind:
    | 'nothing-wanted'
    | 'too-long'
    | 'regex'
    | 'path'
    | 'expression'
    /** The expression's answer is not yes or no. */
    | 'not-a-condition'
    /** What is compared needs JSON, and this value is none. */
    | 'not-json'
    /** Evaluating this one record took longer than anybody waits. */
    | 'too-slow'
    /** The thread that searches has ended. */
    | 'ended';
  /** Index of the character in the regular expression, path or expression at which it cannot be understood. */
  readonly at?: number;
  /** In the words of who could not understand it. */
  readonly detail?: string;
}

export interface SearchProgress {
  /** Records looked at so far, and those of them that match. */
  readonly records: number;
  readonly matched: number;
  /** Bytes of record batches that were fetched and looked at, packed as they are. */
  readonly bytes: number;
  readonly ms: number;
  /** 0–1 of all offsets on the way; 1 where there are none. */
  readonly share: number;
  /** What the rest will take at this rate; undefined while nobody can know. */
  readonly leftMs?: number;
}

/** What was searched, exactly: a search that finds nothing says where there is nothing. */
export interface SearchEnd {
  readonly partitions: readonly SearchedPartition[];
  /** Topics of which nothing could be searched. */
  readonly failures: readonly { readonly topic: string; readonly failure: Failure }[];
  readonly records: number;
  readonly matched: number;
  /** Control records, and for read_committed records of aborted transactions: stepped over. */
  readonly hidden: number;
  readonly bytes: number;
  readonly ms: number;
  /** Records that could not be held against what was searched for, and the first of them. */
  readonly faults: number;
  readonly firstFault?: RecordFault;
  readonly stopped?: SearchStop;
}

export interface RecordFault extends TopicPartition {
  readonly offset: bigint;
  readonly fault: SearchFault;
}

export type SearchStop =
  /** As many as wanted were found. */
  | { readonly by: 'most' }
  | { readonly by: 'cancelled' }
  /** It cannot be searched for. */
  | { readonly by: 'fault'; readonly fault: SearchFault }
  /** What was found takes so many bytes that more would endanger the editor. */
  | { readonly by: 'memory'; readonly bytes: number }
  /** One record took too long, or its evaluation broke the thread that searches. Undefined where nobody knows which one. */
  | { readonly by: 'record'; readonly at: (TopicPartition & { readonly offset: bigint }) | undefined; readonly failure: Failure };

export interface SearchedPartition extends TopicPartition {
  /** First offset looked at, and the one after the last; equal where nothing was. */
  readonly from: bigint;
  readonly to: bigint;
  /** Where the way was to end; `to` is less where the search was stopped or the partition failed. */
  readonly until: bigint;
  readonly records: number;
  readonly matched: number;
  readonly bytes: number;
  /** Why it was not searched from where it was asked, or not at all. */
  readonly note?: 'deleted' | 'beyond-end' | 'at-end' | 'not-yet-visible' | 'time-beyond-end' | 'no-commit';
  /** Records that were deleted (retention, DeleteRecords) before the search came to them. */
  readonly deleted?: OffsetsBetween;
  /** Batches that came and cannot be read, from the first to behind the last of them. */
  readonly unread?: OffsetsBetween & { readonly batches: number; readonly failure: Failure };
  readonly failure?: Failure;
}

/** `from` belongs to it, `to` does not. */
export interface OffsetsBetween {
  readonly from: bigint;
  readonly to: bigint;
}
