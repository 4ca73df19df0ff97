import type { Scenario } from '../scenario.ts';
import { assignorUpgrade } from './assignor-upgrade.ts';
import { catchingUp } from './catching-up.ts';
import { closeToRetention } from './close-to-retention.ts';
import { commitsOfAnotherCluster } from './commits-of-another-cluster.ts';
import { crashLoop } from './crash-loop.ts';
import { emptyGroupWithWaitingRecords } from './empty-group-with-waiting-records.ts';
import { expiringCommits } from './expiring-commits.ts';
import { fencingEachOther } from './fencing-each-other.ts';
import { finishedBatchJob } from './finished-batch-job.ts';
import { healthy } from './healthy.ts';
import { hotKey } from './hot-key.ts';
import { justStarted } from './just-started.ts';
import { kip848Group } from './kip-848-group.ts';
import { missingPermission } from './missing-permission.ts';
import { missingTopic } from './missing-topic.ts';
import { mistypedGroup } from './mistyped-group.ts';
import { mixedAssignors } from './mixed-assignors.ts';
import { moreMembersThanPartitions } from './more-members-than-partitions.ts';
import { neverCommits } from './never-commits.ts';
import { newPartitions } from './new-partitions.ts';
import { openTransaction } from './open-transaction.ts';
import { patternTooWide } from './pattern-too-wide.ts';
import { quietTopic } from './quiet-topic.ts';
import { rebalanceStorm } from './rebalance-storm.ts';
import { reconciliationHangs } from './reconciliation-hangs.ts';
import { recordTooLarge } from './record-too-large.ts';
import { recordsLost } from './records-lost.ts';
import { renamedGroup } from './renamed-group.ts';
import { rollingRestart } from './rolling-restart.ts';
import { shareGroupBacklog } from './share-group-backlog.ts';
import { silentProducer } from './silent-producer.ts';
import { slowAssignor } from './slow-assignor.ts';
import { slowConsumer } from './slow-consumer.ts';
import { slowPollHoldsJoin } from './slow-poll-holds-join.ts';
import { slowWork } from './slow-work.ts';
import { stoppedEverywhere } from './stopped-everywhere.ts';
import { stuckOnPoisonRecord } from './stuck-on-poison-record.ts';
import { throttled } from './throttled.ts';
import { topicLeftBehind } from './topic-left-behind.ts';
import { transactionalTail } from './transactional-tail.ts';
import { twoApplications } from './two-applications.ts';
import { underMinIsr } from './under-min-isr.ts';
import { unevenRange } from './uneven-range.ts';
import { unlikeItsFile } from './unlike-its-file.ts';
import { vanishedMember } from './vanished-member.ts';

/** Those of the demo, in the order in which it starts them: what a laptop carries beside an editor. */
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

/** All of them: one for each cause that real clients can show here, and the healthy ones that look like one. */
export const allScenarios: readonly Scenario[] = [
  ...scenarios,

  closeToRetention,
  commitsOfAnotherCluster,
  crashLoop,
  expiringCommits,
  fencingEachOther,
  hotKey,
  missingPermission,
  missingTopic,
  mistypedGroup,
  mixedAssignors,
  newPartitions,
  openTransaction,
  patternTooWide,
  rebalanceStorm,
  reconciliationHangs,
  recordTooLarge,
  recordsLost,
  renamedGroup,
  shareGroupBacklog,
  silentProducer,
  slowAssignor,
  slowPollHoldsJoin,
  slowWork,
  stoppedEverywhere,
  throttled,
  topicLeftBehind,
  twoApplications,
  underMinIsr,
  unevenRange,
  unlikeItsFile,
  vanishedMember,

  assignorUpgrade,
  catchingUp,
  justStarted,
  quietTopic,
  rollingRestart,
  transactionalTail,
];
