import { partitionName, type Partition, type TopicPartition } from '../model/cluster.ts';
import type { Evidence } from '../model/finding.ts';
import type { LogChange } from '../model/findingFigures/commits.ts';
import type { CommitEpoch } from '../model/snapshot.ts';
import { fact } from './rule.ts';

/** A commit beside the epochs of the log that it points into. */
export interface CommitInLog {
  readonly epoch: CommitEpoch;
  /** The partition's leader epoch now; null where it is not known. */
  readonly leaderEpoch: number | null;
  readonly how: LogChange | null;
}

/** null where the commit carries no epoch, or nobody asked. */
export function commitInLog(one: TopicPartition, epochs: readonly CommitEpoch[], topics: readonly Partition[]): CommitInLog | null {
  const name = partitionName(one);
  const epoch = epochs.find(each => partitionName(each) === name);
  if (!epoch) return null;
  const leaderEpoch = topics.find(each => partitionName(each) === name)?.leaderEpoch ?? null;
  return { epoch, leaderEpoch, how: changeOf(epoch, leaderEpoch) };
}

/**
 * Leader epochs only grow as long as a topic lives, and a new topic's begin at 0: a commit of a later epoch than the leader's was
 * made in another life of it. Within one epoch a log never gets shorter, so a shorter one is another, too. A log whose old epoch
 * ends before the commit was cut back when another replica took over (KIP-320).
 */
function changeOf({ committedEpoch, committedOffset, endOfEpoch }: CommitEpoch, leaderEpoch: number | null): LogChange | null {
  // A leader that knows the epoch has only been elected since its number was asked for.
  if (endOfEpoch === null) return leaderEpoch !== null && leaderEpoch >= 0 && committedEpoch > leaderEpoch ? 'recreated' : null;
  if (endOfEpoch >= committedOffset) return null;
  return leaderEpoch === committedEpoch ? 'recreated' : 'truncated';
}

export function epochEvidence({ epoch, leaderEpoch }: CommitInLog, at: number): readonly Evidence[] {
  const { committedEpoch, committedOffset: committed, endOfEpoch } = epoch;
  const partition = partitionName(epoch);
  return [
    fact('commit-has-epoch', { partition, committedEpoch, leaderEpoch }, 'OffsetFetch, Metadata', at),
    ...(endOfEpoch !== null && endOfEpoch < committed
      ? [fact('epoch-ends-before-commit', { partition, committed, committedEpoch, endOfEpoch }, 'OffsetForLeaderEpoch', at)]
      : []),
  ];
}
