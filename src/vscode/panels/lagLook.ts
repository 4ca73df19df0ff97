/** What the kinds of lag panels have in common: one looks at a group, the other at many. */
import type { Failure } from '../../model/failure.ts';
import type { LagHistory } from '../../model/lagHistory.ts';
import type { GroupChange } from '../../webviewProtocol/history.ts';
import type { ExportFormat, LagToPage } from '../../webviewProtocol/lag.ts';
import type { Reason } from '../../webviewProtocol/partitions.ts';
import type { Kafka, OpenCluster } from '../clusters/clusters.ts';

export interface LagLook {
  /** What is known from earlier sessions. Before it starts. */
  recall(before: { readonly history: LagHistory; readonly changes: readonly GroupChange[] }): void;
  /** Asks from now on, until the returned function is called. */
  start(open: OpenCluster, intervalMs: number): () => void;
  /** Everything that a page needs that was not there before; nothing as long as nothing was seen. */
  tellAll(): void;
  /** How long the last answer took, in milliseconds. */
  readonly tookMs: number;
  /** The page shows these rows. */
  see(partitions: readonly { readonly topic: string; readonly partition: number }[]): void;
  /** What was seen last, as a text; undefined: nothing was seen yet, or it has no such text. */
  textOf(format: ExportFormat, kafka: Kafka): { readonly text: string; readonly rows: number } | undefined;
}

/** What a look tells its panel. */
export interface LookEnd {
  readonly clusterName: string;
  /** Only while the page is there. */
  tell(message: LagToPage): void;
  /** Why nothing new comes. */
  troubled(words: TroubleWords, at: number): void;
  failed(failure: Failure): void;
  /** Answers come (again). */
  fine(): void;
}

export interface TroubleWords {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

export const reasonsBy =
  ({ describeFailure }: Kafka) =>
  (failure: Failure): Reason => {
    const { what, why, next } = describeFailure(failure);
    return { what, next: `${why} ${next}` };
  };

/** So many rows cross in one message: a thousand are some 400 kB of JSON and some milliseconds of work. */
const rowsAMessage = 1_000;

/** All rows but the last ones are sent ahead, in turns with others; resolves with the rest, which the beat itself carries. */
export async function sendAhead<Row>(
  rows: readonly Row[],
  send: (some: readonly Row[]) => void,
  pause: () => Promise<void>,
): Promise<readonly Row[]> {
  let from = 0;
  for (; rows.length - from > rowsAMessage; from += rowsAMessage) {
    send(rows.slice(from, from + rowsAMessage));
    await pause();
  }
  return rows.slice(from);
}

/** Works through what comes one after the other; while it is at work, only the newest of what came meanwhile is kept. */
export function oneAtATime<T>(work: (item: T) => Promise<void>): (item: T) => void {
  let busy = false;
  let next: { readonly item: T } | undefined;
  const run = async (item: T): Promise<void> => {
    busy = true;
    try {
      await work(item);
    } finally {
      busy = false;
      const waiting = next;
      next = undefined;
      if (waiting) void run(waiting.item);
    }
  };
  return item => {
    if (busy) next = { item };
    else void run(item);
  };
}
