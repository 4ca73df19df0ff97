import type { DiagnosisRuleId } from '../../model/findingFigures.ts';
import catchingUp from './catching-up.md';
import commitBeyondEnd from './commit-beyond-end.md';
import emptyGroupWithWaitingRecords from './empty-group-with-waiting-records.md';
import groupDoesNotExist from './group-does-not-exist.md';
import growingLag from './growing-lag.md';
import idleMembers from './idle-members.md';
import leaderlessPartition from './leaderless-partition.md';
import nothingCommitted from './nothing-committed.md';
import openTransaction from './open-transaction.md';
import partitionWithoutOwner from './partition-without-owner.md';
import recordsLost from './records-lost.md';
import stuckPartition from './stuck-partition.md';

/** Each rule's page, for “Why? When is this wrong?”. Only bundles can import Markdown; tests read the files. */
export const pages: Readonly<Record<DiagnosisRuleId, string>> = {
  'catching-up': catchingUp,
  'commit-beyond-end': commitBeyondEnd,
  'empty-group-with-waiting-records': emptyGroupWithWaitingRecords,
  'group-does-not-exist': groupDoesNotExist,
  'growing-lag': growingLag,
  'idle-members': idleMembers,
  'leaderless-partition': leaderlessPartition,
  'nothing-committed': nothingCommitted,
  'open-transaction': openTransaction,
  'partition-without-owner': partitionWithoutOwner,
  'records-lost': recordsLost,
  'stuck-partition': stuckPartition,
};
