import { partitionName, type TopicPartition } from './cluster.ts';
import type { Member } from './group.ts';
import { hotOnes, type Hot } from './hot.ts';
import { lagOf, totalLagOf, type Lag } from './lag.ts';
import { momentsOf, type Moments, type Places } from './moments.ts';
import type { PartitionOffsets } from './offsets.ts';
import { grownBy, msBetween, paceOf, perSecond, stretchForRates, Waits, type Pace } from './pace.ts';
import { standingOf, stateOf, type NextRecord, type Ownership } from './partitionState.ts';
import type { GroupSample, PartitionState } from './sample.ts';
import { atOnce, type Steps } from './steps.ts';
import { Track } from './track.ts';

/**
 * How a group gets on, told from what was seen at several moments. Everything is measured by the clock, never in numbers
 * of samples, so that a panel with a beat of 5 s and a diagnosis with one of 2 s say the same. Where the observation is
 * too short to tell, the state is 'too-early': that is an answer, and it is not "steady".
 */
export interface PartitionTrend extends TopicPartition {
  readonly state: PartitionState;
  readonly lag: Lag;
  /** As seen last. */
  readonly offsets: PartitionOffsets;
  /** The member that it is assigned to; null while nobody owns it, or nobody may know. */
  readonly owner: Member | null;
  readonly ownership: Ownership;
  /** Records a second over the last two minutes at most; null where less than five seconds were seen, or a figure is unknown. */
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  /** produced − consumed, so that the arithmetic that is shown adds up. */
  readonly lagPerSecond: number | null;
  /** Milliseconds since 1970 when the present committed offset was seen first; null without a commit. */
  readonly unmovedSince: number | null;
  /** true: the commit was seen to arrive at its present offset. false: it stood there from the first look on, so "for at least". */
  readonly sawCommitMove: boolean;
  /** Milliseconds since 1970 from when on records were seen to wait behind the commit as it stands; null while none wait. */
  readonly waitingSince: number | null;
  /** Milliseconds until nothing waits any more; null where that is no question. */
  readonly etaMs: number | 'never' | null;
  /** Set where the partition gets far more records than its topic's other partitions. */
  readonly hot: Hot | null;
  /** Between the first and the last look at its end. */
  readonly observedMs: number;
  /** Records that arrived at the log's end meanwhile (in the last two minutes at most); null where the end is unknown. */
  readonly arrived: bigint | null;
}

export interface GroupTrend {
  /** Milliseconds since 1970 of the newest sample. */
  readonly at: number;
  readonly observedMs: number;
  /** In the order of topic and number. */
  readonly partitions: readonly PartitionTrend[];
  /** Of each of them. */
  readonly states: readonly PartitionState[];
  /** Records behind, of each of them; NaN where the lag is not known, or there is no commit. */
  readonly lags: ArrayLike<number>;
  /** One of them, for whoever needs few of ten thousand. */
  partition(row: number): PartitionTrend;
  readonly total: ReturnType<typeof totalLagOf>;
  /** Sums over the partitions whose rates are known; null where none is. */
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  /** The longest of the partitions; 'never' as soon as one of them says so. */
  readonly etaMs: number | 'never' | null;
}

/** A judged group whose figures lie in columns, a number a partition; NaN: null, or not known. */
export interface JudgedTrend extends GroupTrend {
  /** The newest sample's own. */
  readonly moments: Moments;
  readonly lagKinds: readonly Lag['kind'][];
  readonly figures: Readonly<JudgedFigures>;
  /** By row. */
  readonly hot: ReadonlyMap<number, Hot>;
}

type JudgedFigures = ReturnType<typeof unknownFigures>;

/** NaN throughout. A column each: V8 keeps short ones as cheaply as objects, and a cluster has thousands of groups with two partitions each. */
function unknownFigures(rows: number) {
  const column = () => new Float64Array(rows).fill(NaN);
  return {
    /** As in `lags`. */
    lag: column(),
    /** The same, and without a commit those in the log. */
    records: column(),
    lost: column(),
    notYetVisible: column(),
    readable: column(),
    producedPerSecond: column(),
    consumedPerSecond: column(),
    /** Infinity: never. */
    etaMs: column(),
    unmovedSince: column(),
    /** 1: it was seen to. */
    sawCommitMove: column(),
    waitingSince: column(),
    observedMs: column(),
    arrived: column(),
  };
}

/** One auto-commit interval: over less, a consumer that commits every 5 s would look like one that reads nothing. */
export const LEAST_FOR_RATES_MS = 5_000;

/**
 * All partitions of the newest sample, judged over the history that is given (oldest first, at least one sample).
 * `nextRecords` tells what was found at the committed offset of a partition (by its name, `orders-2`), where somebody looked.
 */
export function judgeGroup(samples: readonly GroupSample[], nextRecords: ReadonlyMap<string, NextRecord> = new Map()): JudgedTrend {
  return atOnce(judgingGroup(samples, nextRecords));
}

/** A millisecond or two. */
const partitionsAStep = 1_000;

/** The same in steps, for a thread that others need too. */
export function* judgingGroup(
  samples: readonly GroupSample[],
  nextRecords: ReadonlyMap<string, NextRecord> = new Map(),
): Steps<JudgedTrend> {
  const newest = samples.at(-1);
  if (!newest) throw new RangeError('A group is judged by at least one sample.');
  const seen: Moments[] = [];
  for (const sample of samples) {
    seen.push(momentsOf(sample, seen.at(-1)));
    if (sample.partitions.length >= partitionsAStep) yield;
  }
  const track = new Track(seen);
  const waits = new Waits();
  const judged = new Judged(samples[0] ?? newest, newest, momentsOf(newest));
  const rows = newest.partitions.length;
  for (let row = 0; row < rows; row++) {
    if (row % partitionsAStep === partitionsAStep - 1) yield;
    track.follow(row);
    waits.add(track);
    judged.sawEnds(row, track);
  }
  judged.findHot();
  const usualWaitMs = waits.longestMs;
  for (let row = 0; row < rows; row++) {
    if (row % partitionsAStep === partitionsAStep - 1) yield;
    track.follow(row);
    const next = nextRecords.size > 0 ? nextRecords.get(judged.moments.places.names[row] ?? '') : undefined;
    judged.judge(row, track, usualWaitMs, next ?? 'not-looked');
  }
  return judged;
}

class Judged implements JudgedTrend {
  readonly at: number;
  readonly observedMs: number;
  readonly moments: Moments;
  readonly states: PartitionState[] = [];
  readonly lagKinds: Lag['kind'][] = [];
  readonly figures: JudgedFigures;
  readonly total: GroupTrend['total'];
  hot: ReadonlyMap<number, Hot> = new Map();
  producedPerSecond: number | null = null;
  consumedPerSecond: number | null = null;
  lagPerSecond: number | null = null;
  etaMs: number | 'never' | null = null;
  readonly #newest: GroupSample;
  #partitions: readonly PartitionTrend[] | undefined;

  constructor(first: GroupSample, newest: GroupSample, moments: Moments) {
    this.at = newest.at;
    this.observedMs = newest.at - first.at;
    this.moments = moments;
    this.#newest = newest;
    this.total = totalLagOf(newest.partitions);
    this.figures = unknownFigures(newest.partitions.length);
  }

  get lags(): Float64Array {
    return this.figures.lag;
  }

  get partitions(): readonly PartitionTrend[] {
    this.#partitions ??= this.states.map((_, row) => this.partition(row));
    return this.#partitions;
  }

  partition(row: number): PartitionTrend {
    const offsets = this.#newest.partitions[row];
    if (!offsets) throw new RangeError(`No partition ${row} was judged.`);
    const figure = (of: keyof JudgedFigures) => numberOrNull(this.figures[of][row]);
    const [producedPerSecond, consumedPerSecond] = [figure('producedPerSecond'), figure('consumedPerSecond')];
    const [etaMs, arrived] = [figure('etaMs'), figure('arrived')];
    const owner = this.#newest.group.members[this.moments.owner[row] ?? -1] ?? null;
    return {
      topic: offsets.topic,
      partition: offsets.partition,
      state: this.states[row] ?? 'unknown',
      lag: lagOf(offsets),
      offsets,
      owner,
      ownership: owner ? 'owned' : this.moments.withoutOwner,
      producedPerSecond,
      consumedPerSecond,
      lagPerSecond: difference(producedPerSecond, consumedPerSecond),
      unmovedSince: figure('unmovedSince'),
      sawCommitMove: figure('sawCommitMove') === 1,
      waitingSince: figure('waitingSince'),
      etaMs: etaMs === Infinity ? 'never' : etaMs,
      hot: this.hot.get(row) ?? null,
      observedMs: figure('observedMs') ?? 0,
      arrived: arrived === null ? null : BigInt(arrived),
    };
  }

  /** Before any is judged: what is hot is told by the others of its topic. */
  sawEnds(row: number, { spanMs, arrived }: Track): void {
    this.figures.observedMs[row] = spanMs;
    this.figures.arrived[row] = arrived;
  }

  findHot(): void {
    this.hot = hotByTopic(this.moments.places, this.figures.arrived);
  }

  judge(row: number, track: Track, usualWaitMs: number | null, next: NextRecord): void {
    const offsets = this.#newest.partitions[row];
    if (!offsets) return;
    const to = this.figures;
    const lag = lagOf(offsets);
    this.lagKinds[row] = lag.kind;
    this.#sawLag(row, lag);
    const pace = paceOf(track);
    const { producedPerSecond, consumedPerSecond } = ratesOf(track, pace);
    const lagPerSecond = difference(producedPerSecond, consumedPerSecond);
    const standing = standingOf(track);
    const state = stateOf({
      lag,
      endFailure: offsets.highWatermark.failure,
      ownership: track.ownership,
      standing,
      beats: track,
      pace,
      lagPerSecond,
      isHot: this.hot.has(row),
      usualWaitMs,
      next,
    });
    this.states[row] = state;
    const etaMs = etaOf(state, to.records[row] ?? NaN, lagPerSecond);
    to.etaMs[row] = etaMs;
    to.producedPerSecond[row] = producedPerSecond ?? NaN;
    to.consumedPerSecond[row] = consumedPerSecond ?? NaN;
    to.unmovedSince[row] = standing?.unmovedSince ?? NaN;
    to.sawCommitMove[row] = standing?.sawCommitMove ? 1 : 0;
    to.waitingSince[row] = standing?.waitingSince ?? NaN;
    this.producedPerSecond = plus(this.producedPerSecond, producedPerSecond);
    this.consumedPerSecond = plus(this.consumedPerSecond, consumedPerSecond);
    this.lagPerSecond = plus(this.lagPerSecond, lagPerSecond);
    if (etaMs === Infinity) this.etaMs = 'never';
    else if (!Number.isNaN(etaMs) && this.etaMs !== 'never') this.etaMs = Math.max(this.etaMs ?? 0, etaMs);
  }

  #sawLag(row: number, lag: Lag): void {
    const { records, lost, notYetVisible, readable } = this.figures;
    if (lag.kind === 'known') {
      this.lags[row] = records[row] = Number(lag.records);
      lost[row] = Number(lag.parts.lost);
      readable[row] = Number(lag.parts.readable);
      if (lag.parts.notYetVisible !== 'unknown') notYetVisible[row] = Number(lag.parts.notYetVisible);
    } else if (lag.kind === 'no-commit' && lag.waiting !== undefined) records[row] = Number(lag.waiting);
  }
}

const numberOrNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);
const difference = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one - other);
const plus = (all: number | null, one: number | null): number | null => (one === null ? all : (all ?? 0) + one);

/** Which member owns which partition (`orders-2`), as far as the assignments could be read. */
export function ownersOf(members: readonly Member[]): ReadonlyMap<string, Member> {
  return new Map(members.flatMap(member => (member.assignment.value ?? []).map(owned => [partitionName(owned), member] as const)));
}

/** Records a second. */
function ratesOf(track: Track, pace: Pace): Pick<PartitionTrend, 'producedPerSecond' | 'consumedPerSecond'> {
  const stretch = stretchForRates(track, pace, LEAST_FOR_RATES_MS);
  if (stretch) {
    const { from, to } = stretch;
    const ms = msBetween(track, from, to);
    return {
      producedPerSecond: perSecond(grownBy(track.end, from, to), ms),
      consumedPerSecond: perSecond(grownBy(track.committed, from, to), ms),
    };
  }
  const { arrived, arrivedInMs } = track;
  const isKnown = !Number.isNaN(arrived) && arrivedInMs >= LEAST_FOR_RATES_MS;
  return { producedPerSecond: isKnown ? perSecond(arrived, arrivedInMs) : null, consumedPerSecond: null };
}

/** Milliseconds; Infinity: never; NaN: no question. */
function etaOf(state: PartitionState, records: number, lagPerSecond: number | null): number {
  if (state === 'growing' || state === 'hot' || state === 'stuck' || state === 'stopped') return Infinity;
  if (state !== 'draining' || lagPerSecond === null || lagPerSecond >= 0) return NaN;
  return (records / -lagPerSecond) * 1000;
}

function hotByTopic(places: Places, arrived: Float64Array): ReadonlyMap<number, Hot> {
  const hot = new Map<number, Hot>();
  for (const rows of places.rowsByTopic()) {
    for (const [index, one] of hotOnes(rows.map(row => arrived[row] ?? NaN))) hot.set(rows[index] ?? -1, one);
  }
  return hot;
}
