import type { TopicPartition } from './cluster.ts';

/** A partition whose replicas are being moved: node ids of all that take part, of the new ones, and of those that will go. */
export interface Reassignment extends TopicPartition {
  readonly replicas: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}
