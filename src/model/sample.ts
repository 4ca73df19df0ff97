import type { Failure } from './failure.ts';
import type { Group } from './group.ts';
import type { PartitionOffsets } from './offsets.ts';

/** A group and all its partitions at one moment: one beat of the sampler. */
export interface GroupSample {
  /** Milliseconds since 1970 when the log ends had arrived. */
  readonly at: number;
  readonly group: Group;
  /** Every partition that has a commit, is assigned to a member, or belongs to a topic that a member subscribes to; in the order of topic and number. */
  readonly partitions: readonly PartitionOffsets[];
  /** Why the group's commits could not be had. Partitions that only a commit names are then left out. */
  readonly commitsFailure?: Failure;
  readonly cost: Cost;
}

/** What it cost to ask. Requests and bytes are the cluster's: while several questions run at once each counts them all. */
export interface Cost {
  readonly requests: number;
  readonly ms: number;
  readonly bytes: number;
}

/** The words of the mockups' table of states, for one partition of a group. */
export type PartitionState =
  | 'stuck'
  | 'stopped'
  | 'lost'
  | 'no-leader'
  | 'growing'
  | 'hot'
  | 'draining'
  | 'steady'
  | 'no-commit'
  | 'too-early'
  | 'unknown'
  | 'forbidden';
