import type { Failure } from './failure.ts';
import type { Lag } from './lag.ts';
import { grownBy, isMove, msBetween, type Beats, type Pace } from './pace.ts';
import type { PartitionState } from './sample.ts';
import { robustSlope, type Point } from './slope.ts';

/** Three times the clients' usual auto-commit interval (5 s: Java, librdkafka): who commits at all has done so. */
export const UNMOVED_MS = 15_000;
/** Where no other commit shows the group's own pace: twice the 30 s at which Kafka Streams commits, the rarest usual default. */
export const RARE_COMMIT_MS = 60_000;
/** A commit that had reached the log's end of ten seconds before keeps up: one auto-commit interval and as much again for the work. */
export const CAUGHT_UP_MS = 10_000;
/** Growing and draining need two auto-commit intervals at least. */
export const LEAST_FOR_TREND_MS = 10_000;
/** A change of the lag below this many records is no trend, however steady it is. */
const NOISE_RECORDS = 10;
/** A transaction leaves one marker behind its last record, and a client that commits "last record + 1" stays before it. */
const MARKER_TAIL = 1n;

/** What is known of the record at the committed offset: a record to read, nothing but control records and gaps, or nobody looked. */
export type NextRecord = 'readable' | 'nothing' | 'not-looked';

/** 'somebody': the group has members, and their assignments could not be read. 'unknown': nor could the members. */
export type Ownership = 'owned' | 'not-owned' | 'nobody-in-group' | 'somebody' | 'unknown';

/** What one partition's state is told from. */
export interface PartitionCase {
  readonly lag: Lag;
  readonly endFailure: Failure | undefined;
  readonly ownership: Ownership;
  readonly standing: Standing | null;
  readonly beats: Beats;
  readonly pace: Pace;
  readonly lagPerSecond: number | null;
  readonly isHot: boolean;
  /** The longest time that records were seen to wait before a commit passed them, anywhere in the group; null where too few commits were seen. */
  readonly usualWaitMs: number | null;
  readonly next: NextRecord;
}

/** How long the present commit stands, and since when records wait behind it. */
export interface Standing {
  /** Milliseconds since 1970 of the last beat, as are all times here. */
  readonly lastAt: number;
  readonly unmovedSince: number;
  readonly sawCommitMove: boolean;
  readonly waitingSince: number | null;
  /** Nothing waited behind this very commit before: the wait began while we looked. */
  readonly waitBeganAtZero: boolean;
  /** Records arrived while others waited already. */
  readonly endMoved: boolean;
}

/** null where nothing was seen. */
export function standingOf({ count, at, committed, readableEnd }: Beats): Standing | null {
  if (count === 0) return null;
  const last = count - 1;
  let same = last;
  let waiting = -1;
  let waitBeganAtZero = false;
  while (same >= 0 && committed[same] === committed[last]) {
    if ((readableEnd[same] ?? 0) <= (committed[same] ?? 0)) waitBeganAtZero = true;
    else if (!waitBeganAtZero) waiting = same;
    same--;
  }
  return {
    lastAt: at[last] ?? 0,
    unmovedSince: at[same + 1] ?? 0,
    sawCommitMove: same >= 0,
    waitingSince: waiting < 0 ? null : (at[waiting] ?? 0),
    waitBeganAtZero,
    endMoved: waiting >= 0 && (readableEnd[last] ?? 0) > (readableEnd[waiting] ?? 0),
  };
}

/** One word for how a partition gets on; src/model/sample.ts says what the words mean. */
export function stateOf(it: PartitionCase): PartitionState {
  const { lag, endFailure, standing, ownership } = it;
  if (lag.kind === 'unknown') return stateOfFailure(endFailure ?? lag.reason);
  if (lag.kind === 'no-commit') return endFailure?.kind === 'no-leader' ? 'no-leader' : 'no-commit';
  if (!standing) return 'unknown';
  if (lag.parts.lost > 0n) return 'lost';
  if (standing.waitingSince === null || it.next === 'nothing') return 'steady';

  const waitedMs = standing.lastAt - standing.waitingSince;
  const unmovedMs = standing.lastAt - standing.unmovedSince;
  if (ownership === 'nobody-in-group' && (!standing.sawCommitMove || unmovedMs >= UNMOVED_MS)) return 'stopped';
  if (ownership === 'not-owned') return waitedMs >= UNMOVED_MS ? 'stopped' : 'too-early';
  if (standsTooLong(it, standing, waitedMs)) return ownership === 'unknown' ? 'unknown' : 'stuck';
  if (waitsNoLongerThanUsual(it, standing, waitedMs) || isMarkerTail(it, standing, waitedMs) || keptUp(it)) return 'steady';
  return trendOf(it);
}

function stateOfFailure({ kind }: Failure): PartitionState {
  return kind === 'forbidden' ? 'forbidden' : kind === 'no-leader' ? 'no-leader' : 'unknown';
}

/**
 * Records wait, the commit stands still, and for longer than this group's commits take elsewhere. While nothing arrives
 * the records that wait may be a transaction's leftovers, so that needs more time and more than a marker.
 */
function standsTooLong({ usualWaitMs, next, lag }: PartitionCase, { endMoved }: Standing, waitedMs: number): boolean {
  const patience = usualWaitMs === null ? RARE_COMMIT_MS : Math.max(UNMOVED_MS, 2 * usualWaitMs);
  if (endMoved) return waitedMs >= patience;
  const isRecord = next === 'readable' || (lag.kind === 'known' && lag.parts.readable > MARKER_TAIL);
  return isRecord && waitedMs >= Math.max(patience, RARE_COMMIT_MS);
}

function isMarkerTail({ lag, next }: PartitionCase, { endMoved }: Standing, waitedMs: number): boolean {
  return !endMoved && next !== 'readable' && waitedMs >= UNMOVED_MS && lag.kind === 'known' && lag.parts.readable <= MARKER_TAIL;
}

function waitsNoLongerThanUsual({ usualWaitMs }: PartitionCase, { waitBeganAtZero }: Standing, waitedMs: number): boolean {
  return waitBeganAtZero && waitedMs <= Math.max(CAUGHT_UP_MS, usualWaitMs ?? 0);
}

/**
 * The last commit had reached what was the end at most ten seconds before it. Lag is looked at right after a commit, for
 * between two commits it grows with every record: at 20 records a second and a commit every 5 s it swings between 0 and 100.
 */
function keptUp({ beats, pace: { last } }: PartitionCase): boolean {
  if (last < 0) return false;
  const since = (beats.at[last] ?? 0) - CAUGHT_UP_MS;
  let before = beats.windowFrom;
  while ((beats.at[before] ?? since) < since) before++;
  return (beats.committed[last] ?? 0) >= (beats.readableEnd[before] ?? Infinity);
}

/**
 * Growing is said only when it is sure: what arrived exceeds what was committed by more than the largest commit, for
 * that much may have been read and not committed yet. And the robust slope must agree, or a burst would look like a trend.
 */
function trendOf({ beats, pace, lagPerSecond, isHot }: PartitionCase): PartitionState {
  const first = beats.windowFrom;
  const last = beats.count - 1;
  const ms = msBetween(beats, first, last);
  if (lagPerSecond === null || ms < LEAST_FOR_TREND_MS || pace.moves < 2) return 'too-early';
  const committed = grownBy(beats.committed, first, last);
  const arrived = grownBy(beats.readableEnd, first, last);
  const step = largestMove(beats);
  const rises = arrived - committed > step && lagPerSecond > 0;
  const falls = committed - arrived > step && lagPerSecond < 0;
  // A slope of 24 troughs is the middle of 276: none is made where it would decide nothing.
  if (!rises && !falls) return 'steady';
  const change = ((robustSlope(troughsIn(beats, pace)) ?? 0) * ms) / 1000;
  if (rises && change > NOISE_RECORDS) return isHot ? 'hot' : 'growing';
  if (falls && change < -NOISE_RECORDS) return 'draining';
  return 'steady';
}

/** The most records that one commit went on by, within the window. */
function largestMove(beats: Beats): number {
  let most = 0;
  for (let index = beats.windowFrom + 1; index < beats.count; index++) most = Math.max(most, grownBy(beats.committed, index - 1, index));
  return most;
}

/** The lags right after the commits where there are enough of them, else all. */
function troughsIn(beats: Beats, { moves }: Pace): readonly Point[] {
  const troughs: Point[] = [];
  for (let index = beats.windowFrom; index < beats.count; index++) {
    if (moves >= 3 && !(index > beats.windowFrom && isMove(beats, index))) continue;
    troughs.push({ at: beats.at[index] ?? 0, value: (beats.readableEnd[index] ?? 0) - (beats.committed[index] ?? 0) });
  }
  return troughs;
}
