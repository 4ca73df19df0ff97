import type { DiagnosisRuleId } from '../../model/findingFigures.ts';
import assignmentSkew from './assignment-skew.md';
import catchingUp from './catching-up.md';
import closeToRetention from './close-to-retention.md';
import commitBeyondEnd from './commit-beyond-end.md';
import commitOfAnotherLog from './commit-of-another-log.md';
import commitsAboutToExpire from './commits-about-to-expire.md';
import commitsTooRare from './commits-too-rare.md';
import coordinatorUnhealthy from './coordinator-unhealthy.md';
import crashLoopingMember from './crash-looping-member.md';
import emptyGroupWithWaitingRecords from './empty-group-with-waiting-records.md';
import fileDiffersFromMembers from './file-differs-from-members.md';
import groupDoesNotExist from './group-does-not-exist.md';
import groupRenamed from './group-renamed.md';
import growingLag from './growing-lag.md';
import hotPartition from './hot-partition.md';
import idleMembers from './idle-members.md';
import joinHangs from './join-hangs.md';
import leaderlessPartition from './leaderless-partition.md';
import mixedAssignors from './mixed-assignors.md';
import nothingCommitted from './nothing-committed.md';
import openTransaction from './open-transaction.md';
import partitionWithoutOwner from './partition-without-owner.md';
import patternTakesTooMuch from './pattern-takes-too-much.md';
import permissionMissing from './permission-missing.md';
import pollIntervalExceeded from './poll-interval-exceeded.md';
import quotaThrottling from './quota-throttling.md';
import rebalanceStorm from './rebalance-storm.md';
import reconciliationHangs from './reconciliation-hangs.md';
import recordTooLarge from './record-too-large.md';
import recordsLost from './records-lost.md';
import shareGroupBacklog from './share-group-backlog.md';
import silentProducer from './silent-producer.md';
import staticMembersFenceEachOther from './static-members-fence-each-other.md';
import stoppedEverywhere from './stopped-everywhere.md';
import stuckPartition from './stuck-partition.md';
import subscribedTopicMissing from './subscribed-topic-missing.md';
import syncHangs from './sync-hangs.md';
import topicNoLongerSubscribed from './topic-no-longer-subscribed.md';
import twoApplicationsInOneGroup from './two-applications-in-one-group.md';
import underMinIsr from './under-min-isr.md';
import vanishedMember from './vanished-member.md';

/** Each rule's page, for “Why? When is this wrong?”. Only bundles can import Markdown; tests read the files. */
export const pages: Readonly<Record<DiagnosisRuleId, string>> = {
  'assignment-skew': assignmentSkew,
  'catching-up': catchingUp,
  'close-to-retention': closeToRetention,
  'commit-beyond-end': commitBeyondEnd,
  'commit-of-another-log': commitOfAnotherLog,
  'commits-about-to-expire': commitsAboutToExpire,
  'commits-too-rare': commitsTooRare,
  'coordinator-unhealthy': coordinatorUnhealthy,
  'crash-looping-member': crashLoopingMember,
  'empty-group-with-waiting-records': emptyGroupWithWaitingRecords,
  'file-differs-from-members': fileDiffersFromMembers,
  'group-does-not-exist': groupDoesNotExist,
  'group-renamed': groupRenamed,
  'growing-lag': growingLag,
  'hot-partition': hotPartition,
  'idle-members': idleMembers,
  'join-hangs': joinHangs,
  'leaderless-partition': leaderlessPartition,
  'mixed-assignors': mixedAssignors,
  'nothing-committed': nothingCommitted,
  'open-transaction': openTransaction,
  'partition-without-owner': partitionWithoutOwner,
  'pattern-takes-too-much': patternTakesTooMuch,
  'permission-missing': permissionMissing,
  'poll-interval-exceeded': pollIntervalExceeded,
  'quota-throttling': quotaThrottling,
  'rebalance-storm': rebalanceStorm,
  'reconciliation-hangs': reconciliationHangs,
  'record-too-large': recordTooLarge,
  'records-lost': recordsLost,
  'share-group-backlog': shareGroupBacklog,
  'silent-producer': silentProducer,
  'static-members-fence-each-other': staticMembersFenceEachOther,
  'stopped-everywhere': stoppedEverywhere,
  'stuck-partition': stuckPartition,
  'subscribed-topic-missing': subscribedTopicMissing,
  'sync-hangs': syncHangs,
  'topic-no-longer-subscribed': topicNoLongerSubscribed,
  'two-applications-in-one-group': twoApplicationsInOneGroup,
  'under-min-isr': underMinIsr,
  'vanished-member': vanishedMember,
};
