import type { DiagnosisRuleId } from '../../model/findingFigures.ts';
import catchingUp from './catching-up.md';
import closeToRetention from './close-to-retention.md';
import commitBeyondEnd from './commit-beyond-end.md';
import commitOfAnotherLog from './commit-of-another-log.md';
import commitsAboutToExpire from './commits-about-to-expire.md';
import commitsTooRare from './commits-too-rare.md';
import emptyGroupWithWaitingRecords from './empty-group-with-waiting-records.md';
import groupDoesNotExist from './group-does-not-exist.md';
import groupRenamed from './group-renamed.md';
import growingLag from './growing-lag.md';
import hotPartition from './hot-partition.md';
import idleMembers from './idle-members.md';
import leaderlessPartition from './leaderless-partition.md';
import nothingCommitted from './nothing-committed.md';
import openTransaction from './open-transaction.md';
import partitionWithoutOwner from './partition-without-owner.md';
import recordTooLarge from './record-too-large.md';
import recordsLost from './records-lost.md';
import shareGroupBacklog from './share-group-backlog.md';
import silentProducer from './silent-producer.md';
import stoppedEverywhere from './stopped-everywhere.md';
import stuckPartition from './stuck-partition.md';
import topicNoLongerSubscribed from './topic-no-longer-subscribed.md';
import underMinIsr from './under-min-isr.md';

/** Each rule's page, for “Why? When is this wrong?”. Only bundles can import Markdown; tests read the files. */
export const pages: Readonly<Record<DiagnosisRuleId, string>> = {
  'catching-up': catchingUp,
  'close-to-retention': closeToRetention,
  'commit-beyond-end': commitBeyondEnd,
  'commit-of-another-log': commitOfAnotherLog,
  'commits-about-to-expire': commitsAboutToExpire,
  'commits-too-rare': commitsTooRare,
  'empty-group-with-waiting-records': emptyGroupWithWaitingRecords,
  'group-does-not-exist': groupDoesNotExist,
  'group-renamed': groupRenamed,
  'growing-lag': growingLag,
  'hot-partition': hotPartition,
  'idle-members': idleMembers,
  'leaderless-partition': leaderlessPartition,
  'nothing-committed': nothingCommitted,
  'open-transaction': openTransaction,
  'partition-without-owner': partitionWithoutOwner,
  'record-too-large': recordTooLarge,
  'records-lost': recordsLost,
  'share-group-backlog': shareGroupBacklog,
  'silent-producer': silentProducer,
  'stopped-everywhere': stoppedEverywhere,
  'stuck-partition': stuckPartition,
  'topic-no-longer-subscribed': topicNoLongerSubscribed,
  'under-min-isr': underMinIsr,
};
