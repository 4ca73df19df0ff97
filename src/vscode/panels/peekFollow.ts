/**
 * Following a topic live: the newest records, then what is written from now on. It reads on from where it stands, once a
 * second; while the page is hidden nobody is asked, while the person reads further up only the log ends are.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { failureOf, FailureError } from '../../model/failure.ts';
import type { LookedAt, PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { Followed } from '../../report/followWords.ts';
import type { Kafka, OpenCluster } from '../clusters/clusters.ts';
import type { Stage } from './peekLook.ts';

/** What following takes of an open cluster. */
export interface FollowedCluster {
  readonly cluster: OpenCluster['cluster'];
  readonly kafka: Pick<
    Kafka,
    'peekRecords' | 'peekMore' | 'joinLookedAt' | 'fetchEnds' | 'newPartitions' | 'wordFollowing' | 'failureSentence'
  >;
}

export class PeekFollow {
  #isHeld = false;
  #isSeen = true;
  /** Ends the pause at hand. */
  #wake = new AbortController();
  readonly #partitionsEveryMs: number;

  /** `partitionsEveryMs`: how often the topic is asked whether it has more partitions by now. */
  constructor(partitionsEveryMs = 10_000) {
    this.#partitionsEveryMs = partitionsEveryMs;
  }

  /** The person reads further up: nothing moves under their eyes, and only the number of new offsets is told. */
  set isHeld(isHeld: boolean) {
    this.#isHeld = isHeld;
    this.#wake.abort();
  }

  /** Hidden, nobody is asked anything. */
  set isSeen(isSeen: boolean) {
    this.#isSeen = isSeen;
    if (isSeen) this.#wake.abort();
  }

  /** Follows until it is cancelled. Throws FailureError where not even the beginning can be read. */
  async run(open: FollowedCluster, wanted: PeekRequest, stage: Stage, signal: AbortSignal): Promise<void> {
    const { kafka, cluster } = open;
    const request = { ...wanted, limit: Math.min(wanted.limit, mostKept) };
    const begin = await kafka.peekRecords(cluster, request, { signal });
    /** Partitions that the topic got meanwhile. */
    const grown: number[] = [];
    let followed: Followed = { lookedAt: begin.lookedAt, came: 0, skipped: 0n, most: request.limit, grown };
    const statement = () => kafka.wordFollowing(request, followed, kafka.failureSentence);
    const shows = (records: readonly KafkaRecord[]) =>
      stage.show({ request, lookedAt: followed.lookedAt, statement: statement() }, records);
    const adds = (records: readonly KafkaRecord[]) =>
      // Only what stays in view becomes rows.
      stage.add(records.slice(-request.limit), {
        statement: statement(),
        share: null,
        most: request.limit,
        lookedAt: followed.lookedAt,
      });
    await shows(begin.records);
    if (begin.lookedAt.failure) return;

    let waitMs = beatMs;
    let saidHeld = false;
    let askedForPartitions = performance.now();
    const isHeldMeanwhile = () => this.#isHeld;
    while (await this.#beat(waitMs, signal)) {
      const { failing, ...before } = followed;
      try {
        const isHeld = this.#isHeld;
        // Said before the log is asked: from here on nothing moves, also where the cluster does not answer.
        if (isHeld && !saidHeld) stage.tell({ type: 'held', news: 0 });
        saidHeld = isHeld;
        if (wanted.partitions.length === 0 && performance.now() - askedForPartitions >= this.#partitionsEveryMs) {
          const came = await kafka.newPartitions(cluster, request.topic, followed.lookedAt.partitions, { signal });
          grown.push(...came.map(({ partition }) => partition));
          followed = { ...followed, lookedAt: { ...followed.lookedAt, partitions: [...followed.lookedAt.partitions, ...came] } };
          askedForPartitions = performance.now();
        }
        if (isHeld) {
          stage.tell({ type: 'held', news: Number(await unreadOf(open, request, followed.lookedAt, signal)) });
          continue;
        }
        const { records, lookedAt, behind } = await readOn(open, request, followed.lookedAt, grown, signal);
        // What was on its way when the person scrolled up is read again once they are back.
        if (isHeldMeanwhile()) continue;
        followed = { ...before, lookedAt, came: before.came + records.length };
        waitMs = behind > 0n ? hurryMs : beatMs;
        if (behind > BigInt(request.limit)) {
          // What lies between could not be shown anyway: on at the newest.
          const newest = await kafka.peekRecords(cluster, request, { signal });
          if (isHeldMeanwhile()) continue;
          const bytes = lookedAt.bytes + newest.lookedAt.bytes;
          followed = {
            ...followed,
            lookedAt: { ...newest.lookedAt, bytes },
            skipped: followed.skipped + offsetsBetween(lookedAt, newest.lookedAt),
          };
          await shows(newest.records);
        } else if (records.length > 0 || failing) await adds(records);
      } catch (thrown) {
        if (signal.aborted) break;
        waitMs = Math.min(Math.max(waitMs, beatMs) * 2, mostWaitMs);
        followed = { ...followed, failing: { failure: failureOf(thrown), nextMs: waitMs } };
        await adds([]);
      }
    }
    const { lookedAt, came, skipped, most } = followed;
    followed = { lookedAt, came, skipped, most, grown, ended: true };
    await adds([]);
  }

  /** Waits; while nobody looks, until somebody does. false: it was cancelled. */
  async #beat(ms: number, signal: AbortSignal): Promise<boolean> {
    do {
      this.#wake = new AbortController();
      const ends = AbortSignal.any([signal, this.#wake.signal]);
      if (this.#isSeen) await pause(ms, undefined, { signal: ends }).catch(() => undefined);
      else await new Promise<void>(resolve => ends.addEventListener('abort', () => resolve(), { once: true }));
    } while (!this.#isSeen && !signal.aborted);
    return !signal.aborted;
  }
}

/** What was written since. `behind`: so many offsets are still unread. Throws FailureError where no partition could be read. */
async function readOn(
  { kafka, cluster }: FollowedCluster,
  request: PeekRequest,
  seen: LookedAt,
  grown: readonly number[],
  signal: AbortSignal,
): Promise<{ readonly records: readonly KafkaRecord[]; readonly lookedAt: LookedAt; readonly behind: bigint }> {
  // A partition that failed is asked again. One that could not be looked at from the beginning has no place to read on from.
  const partitions = seen.partitions.map(each => {
    const { failure, ...rest } = each;
    return failure && each.logEndOffset === 0n && !grown.includes(each.partition) ? each : rest;
  });
  const more = await kafka.peekMore(cluster, { ...request, limit: mostAtOnce }, { ...seen, partitions }, 'later', { signal });
  const [first] = more.lookedAt.partitions;
  if (first?.failure && more.lookedAt.partitions.every(({ failure }) => failure)) throw new FailureError(first.failure);
  const behind = more.lookedAt.partitions.reduce((sum, { to, logEndOffset, failure }) => (failure ? sum : sum + logEndOffset - to), 0n);
  return { records: more.records, lookedAt: kafka.joinLookedAt({ ...seen, partitions }, more.lookedAt), behind };
}

/** Offsets that were written and not read yet. */
async function unreadOf(
  { kafka, cluster }: FollowedCluster,
  { topic, isolation }: PeekRequest,
  { partitions }: LookedAt,
  signal: AbortSignal,
): Promise<bigint> {
  const read = new Map(partitions.filter(({ failure }) => !failure).map(({ partition, to }) => [partition, to]));
  const ends = await kafka.fetchEnds(
    cluster,
    [...read.keys()].map(partition => ({ topic, partition })),
    { signal },
  );
  return ends.reduce((sum, { partition, highWatermark, lastStableOffset }) => {
    const end = (isolation === 'read_committed' ? lastStableOffset : highWatermark).value;
    const to = read.get(partition);
    return end !== undefined && to !== undefined && end > to ? sum + end - to : sum;
  }, 0n);
}

function offsetsBetween(before: LookedAt, after: LookedAt): bigint {
  const read = new Map(before.partitions.map(({ partition, to }) => [partition, to]));
  return after.partitions.reduce((sum, { partition, from }) => {
    const to = read.get(partition) ?? from;
    return from > to ? sum + from - to : sum;
  }, 0n);
}

const beatMs = 1_000;
/** Between two readings of a log that is written faster than it is read. */
const hurryMs = 100;
const mostWaitMs = 30_000;
/** A table in which nobody finds what just came is no help, and its rows are made anew whenever following has to skip. */
const mostKept = 2_000;
const mostAtOnce = 2_000;
