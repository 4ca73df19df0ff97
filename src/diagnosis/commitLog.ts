/** What the tail of the offsets topic tells of a group's commits: farther back than anybody watched. */
import { partitionName, type TopicPartition } from '../model/cluster.ts';
import type { CommitEntry, OffsetsLog } from '../model/offsetsLog.ts';
import { onceEach } from './lookups.ts';

/** A commit as it stands. Milliseconds since 1970. */
export interface Standing {
  readonly since: number;
  /** It was made before what the log tells: since then at least. */
  readonly atLeast: boolean;
  /** When it was committed last, and how often it was written down; where it never was, `newest` is `since`. */
  readonly newest: number;
  readonly times: number;
}

/** One step of a group's commits on one partition. */
export interface CommitStep {
  /** Milliseconds from the commit before. */
  readonly ms: number;
  readonly records: bigint;
}

/** Since when the commit of a partition stands; null where the log says nothing of it, or something newer than what was fetched. */
export function standingIn(log: OffsetsLog | undefined, one: TopicPartition, committed: bigint): Standing | null {
  if (!log) return null;
  const entries = entriesOf(log, one);
  const newest = entries.at(-1);
  if (!newest) return log.since === null ? null : { since: log.since, atLeast: true, newest: log.since, times: 0 };
  if (newest.committedOffset !== committed) return null;
  const moved = entries.findLastIndex(({ committedOffset }) => committedOffset !== committed);
  const first = entries[moved + 1] ?? newest;
  return { since: first.committedAt, atLeast: moved < 0, newest: newest.committedAt, times: entries.length - moved - 1 };
}

/** How a group committed on one partition since `from` (milliseconds since 1970): only commits that went on. */
export function stepsIn(log: OffsetsLog | undefined, one: TopicPartition, from: number): readonly CommitStep[] {
  const steps: CommitStep[] = [];
  let before: { readonly at: number; readonly offset: bigint } | undefined;
  for (const { committedAt: at, committedOffset: offset } of log ? entriesOf(log, one) : []) {
    if (offset === null) before = undefined;
    else if (!before || offset > before.offset) {
      if (before && at >= from) steps.push({ ms: at - before.at, records: offset - before.offset });
      before = { at, offset };
    } else if (offset < before.offset) before = { at, offset };
  }
  return steps;
}

export const hasCommits = (log: OffsetsLog, one: TopicPartition): boolean => entriesOf(log, one).length > 0;

const entriesOf = (log: OffsetsLog, one: TopicPartition): readonly CommitEntry[] => byPartition(log).get(partitionName(one)) ?? [];

const byPartition = onceEach(({ commits }: OffsetsLog): ReadonlyMap<string, readonly CommitEntry[]> => {
  const entries = new Map<string, CommitEntry[]>();
  for (const entry of commits) {
    const name = partitionName(entry);
    const ofPartition = entries.get(name);
    if (ofPartition) ofPartition.push(entry);
    else entries.set(name, [entry]);
  }
  return entries;
});
