// All scenarios, in the order in which the demo starts them.
import type { Scenario } from '../scenario.ts';
import { emptyGroupWithWaitingRecords } from './empty-group-with-waiting-records.ts';
import { finishedBatchJob } from './finished-batch-job.ts';
import { healthy } from './healthy.ts';
import { kip848Group } from './kip-848-group.ts';
import { moreMembersThanPartitions } from './more-members-than-partitions.ts';
import { neverCommits } from './never-commits.ts';
import { slowConsumer } from './slow-consumer.ts';
import { stuckOnPoisonRecord } from './stuck-on-poison-record.ts';

export const scenarios: readonly Scenario[] = [
  healthy,
  slowConsumer,
  stuckOnPoisonRecord,
  emptyGroupWithWaitingRecords,
  moreMembersThanPartitions,
  kip848Group,
  neverCommits,
  finishedBatchJob,
];
