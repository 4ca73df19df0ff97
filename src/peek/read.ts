import { failureOf } from '../model/failure.ts';
import type { IsolationLevel, LookedAt } from '../model/peek.ts';
import type { ClusterLog, FetchedPartition } from './clusterLog.ts';
import type { Cursor } from './cursor.ts';

/** What reading may cost, and who hears of it. */
export interface Budget {
  readonly signal: AbortSignal;
  readonly mostBytes: number;
  readonly onFetched: (bytes: number) => void;
}

export interface Reading<C extends Cursor> {
  readonly topic: string;
  /** The cursors that must be read on before the answer is known; none: done. */
  readonly hungry: () => readonly C[];
  readonly isolationAt: (partition: number, offset: bigint) => IsolationLevel;
}

/**
 * Fetches for all hungry cursors at once, round by round, until none is hungry or the budget is spent.
 * A partition that fails costs only itself. Answers what stopped it early.
 */
export async function readWhile<C extends Cursor>(
  log: ClusterLog,
  { topic, hungry, isolationAt }: Reading<C>,
  budget: Budget,
): Promise<LookedAt['stopped']> {
  let bytes = 0;
  for (;;) {
    if (budget.signal.aborted) return stoppedBy(budget.signal);
    const cursors = onePerPartition(hungry());
    if (cursors.length === 0) return undefined;
    if (bytes >= budget.mostBytes) return 'bytes';

    const rounds = new Map<IsolationLevel, C[]>();
    for (const cursor of cursors) {
      const isolation = isolationAt(cursor.partition, cursor.next ?? 0n);
      rounds.set(isolation, [...(rounds.get(isolation) ?? []), cursor]);
    }
    const fetched = await Promise.all(Array.from(rounds, ([isolation, asking]) => fetchRound(log, topic, asking, isolation, budget)));
    for (const each of fetched) bytes += each;
  }
}

/** Fetches once for these cursors; answers the bytes that came. */
async function fetchRound(
  log: ClusterLog,
  topic: string,
  cursors: readonly Cursor[],
  isolation: IsolationLevel,
  budget: Budget,
): Promise<number> {
  const wanted = cursors.flatMap(({ partition, next, fetchBytes }) =>
    next === undefined ? [] : [{ topic, partition, offset: next, maxBytes: fetchBytes }],
  );
  let bytes = 0;
  try {
    const answers = new Map((await withLogStarts(log, await log.records(wanted, isolation))).map(answer => [answer.partition, answer]));
    for (const cursor of cursors) {
      const answer = answers.get(cursor.partition);
      if (!answer) {
        cursor.fail({ kind: 'unreadable', request: 'Fetch', subject: `${topic}-${cursor.partition}`, detail: 'the answer leaves it out' });
        continue;
      }
      bytes += answer.bytes;
      cursor.take(answer);
    }
  } catch (thrown) {
    if (budget.signal.aborted) return bytes; // what is read already is kept
    for (const cursor of cursors) cursor.fail(failureOf(thrown));
  }
  budget.onFetched(bytes);
  return bytes;
}

/** A broker that refuses an offset does not say where the log begins now. */
async function withLogStarts(log: ClusterLog, answers: readonly FetchedPartition[]): Promise<readonly FetchedPartition[]> {
  const refused = answers.filter(({ failure, logStartOffset }) => failure?.code === 'OFFSET_OUT_OF_RANGE' && logStartOffset < 0n);
  if (refused.length === 0) return answers;
  const starts = new Map((await log.ends(refused)).map(({ partition, logStartOffset }) => [partition, logStartOffset.value]));
  return answers.map(answer =>
    refused.includes(answer) ? { ...answer, logStartOffset: starts.get(answer.partition) ?? answer.logStartOffset } : answer,
  );
}

/** A request names a partition once. Those that came away empty-handed go first: only the first batch of an answer may be larger than asked for. */
function onePerPartition<C extends Cursor>(cursors: readonly C[]): readonly C[] {
  const chosen = new Map<number, C>();
  for (const cursor of cursors) if (!chosen.has(cursor.partition)) chosen.set(cursor.partition, cursor);
  return [...chosen.values()].sort((a, b) => b.fruitless - a.fruitless);
}

const stoppedBy = (signal: AbortSignal): 'time' | 'cancelled' =>
  signal.reason instanceof Error && signal.reason.name === 'TimeoutError' ? 'time' : 'cancelled';
