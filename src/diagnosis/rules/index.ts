import type { Rule } from '../rule.ts';
import { assignmentSkew } from './assignment-skew.ts';
import { catchingUp } from './catching-up.ts';
import { closeToRetention } from './close-to-retention.ts';
import { commitBeyondEnd } from './commit-beyond-end.ts';
import { commitOfAnotherLog } from './commit-of-another-log.ts';
import { commitsAboutToExpire } from './commits-about-to-expire.ts';
import { commitsTooRare } from './commits-too-rare.ts';
import { coordinatorUnhealthy } from './coordinator-unhealthy.ts';
import { crashLoopingMember } from './crash-looping-member.ts';
import { emptyGroupWithWaitingRecords } from './empty-group-with-waiting-records.ts';
import { fileDiffersFromMembers } from './file-differs-from-members.ts';
import { groupDoesNotExist } from './group-does-not-exist.ts';
import { groupRenamed } from './group-renamed.ts';
import { growingLag } from './growing-lag.ts';
import { hotPartition } from './hot-partition.ts';
import { idleMembers } from './idle-members.ts';
import { joinHangs } from './join-hangs.ts';
import { leaderlessPartition } from './leaderless-partition.ts';
import { mixedAssignors } from './mixed-assignors.ts';
import { nothingCommitted } from './nothing-committed.ts';
import { openTransaction } from './open-transaction.ts';
import { partitionWithoutOwner } from './partition-without-owner.ts';
import { patternTakesTooMuch } from './pattern-takes-too-much.ts';
import { permissionMissing } from './permission-missing.ts';
import { pollIntervalExceeded } from './poll-interval-exceeded.ts';
import { quotaThrottling } from './quota-throttling.ts';
import { rebalanceStorm } from './rebalance-storm.ts';
import { reconciliationHangs } from './reconciliation-hangs.ts';
import { recordTooLarge } from './record-too-large.ts';
import { recordsLost } from './records-lost.ts';
import { shareGroupBacklog } from './share-group-backlog.ts';
import { silentProducer } from './silent-producer.ts';
import { staticMembersFenceEachOther } from './static-members-fence-each-other.ts';
import { stoppedEverywhere } from './stopped-everywhere.ts';
import { stuckPartition } from './stuck-partition.ts';
import { subscribedTopicMissing } from './subscribed-topic-missing.ts';
import { syncHangs } from './sync-hangs.ts';
import { topicNoLongerSubscribed } from './topic-no-longer-subscribed.ts';
import { twoApplicationsInOneGroup } from './two-applications-in-one-group.ts';
import { underMinIsr } from './under-min-isr.ts';
import { vanishedMember } from './vanished-member.ts';

/** All rules, causes before what they cause: among equally bad findings the first of this list comes first. */
export const rules: readonly Rule[] = [
  groupDoesNotExist,
  groupRenamed,
  permissionMissing,
  coordinatorUnhealthy,
  leaderlessPartition,
  underMinIsr,
  staticMembersFenceEachOther,
  pollIntervalExceeded,
  crashLoopingMember,
  joinHangs,
  syncHangs,
  reconciliationHangs,
  rebalanceStorm,
  mixedAssignors,
  subscribedTopicMissing,
  recordTooLarge,
  stoppedEverywhere,
  emptyGroupWithWaitingRecords,
  commitsAboutToExpire,
  stuckPartition,
  partitionWithoutOwner,
  topicNoLongerSubscribed,
  commitBeyondEnd,
  commitOfAnotherLog,
  recordsLost,
  closeToRetention,
  nothingCommitted,
  openTransaction,
  hotPartition,
  shareGroupBacklog,
  quotaThrottling,
  vanishedMember,
  twoApplicationsInOneGroup,
  patternTakesTooMuch,
  fileDiffersFromMembers,
  growingLag,
  commitsTooRare,
  catchingUp,
  silentProducer,
  assignmentSkew,
  idleMembers,
];
