import type { Rule } from '../rule.ts';
import { catchingUp } from './catching-up.ts';
import { commitBeyondEnd } from './commit-beyond-end.ts';
import { emptyGroupWithWaitingRecords } from './empty-group-with-waiting-records.ts';
import { groupDoesNotExist } from './group-does-not-exist.ts';
import { growingLag } from './growing-lag.ts';
import { idleMembers } from './idle-members.ts';
import { leaderlessPartition } from './leaderless-partition.ts';
import { nothingCommitted } from './nothing-committed.ts';
import { openTransaction } from './open-transaction.ts';
import { partitionWithoutOwner } from './partition-without-owner.ts';
import { recordsLost } from './records-lost.ts';
import { stuckPartition } from './stuck-partition.ts';

/** All rules, causes before what they cause: among equally bad findings the first of this list comes first. */
export const rules: readonly Rule[] = [
  groupDoesNotExist,
  leaderlessPartition,
  emptyGroupWithWaitingRecords,
  stuckPartition,
  partitionWithoutOwner,
  commitBeyondEnd,
  recordsLost,
  nothingCommitted,
  openTransaction,
  growingLag,
  catchingUp,
  idleMembers,
];
