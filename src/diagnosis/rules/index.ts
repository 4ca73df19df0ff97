import type { Rule } from '../rule.ts';
import { catchingUp } from './catching-up.ts';
import { closeToRetention } from './close-to-retention.ts';
import { commitBeyondEnd } from './commit-beyond-end.ts';
import { commitOfAnotherLog } from './commit-of-another-log.ts';
import { commitsAboutToExpire } from './commits-about-to-expire.ts';
import { commitsTooRare } from './commits-too-rare.ts';
import { emptyGroupWithWaitingRecords } from './empty-group-with-waiting-records.ts';
import { groupDoesNotExist } from './group-does-not-exist.ts';
import { groupRenamed } from './group-renamed.ts';
import { growingLag } from './growing-lag.ts';
import { hotPartition } from './hot-partition.ts';
import { idleMembers } from './idle-members.ts';
import { leaderlessPartition } from './leaderless-partition.ts';
import { nothingCommitted } from './nothing-committed.ts';
import { openTransaction } from './open-transaction.ts';
import { partitionWithoutOwner } from './partition-without-owner.ts';
import { recordTooLarge } from './record-too-large.ts';
import { recordsLost } from './records-lost.ts';
import { shareGroupBacklog } from './share-group-backlog.ts';
import { silentProducer } from './silent-producer.ts';
import { stoppedEverywhere } from './stopped-everywhere.ts';
import { stuckPartition } from './stuck-partition.ts';
import { topicNoLongerSubscribed } from './topic-no-longer-subscribed.ts';
import { underMinIsr } from './under-min-isr.ts';

/** All rules, causes before what they cause: among equally bad findings the first of this list comes first. */
export const rules: readonly Rule[] = [
  groupDoesNotExist,
  groupRenamed,
  leaderlessPartition,
  underMinIsr,
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
  growingLag,
  commitsTooRare,
  catchingUp,
  silentProducer,
  idleMembers,
];
