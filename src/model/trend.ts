import { partitionName, type TopicPartition } from './cluster.ts';
import type { Group, Member } from './group.ts';
import { hotOnes, type Hot } from './hot.ts';
import { lagOf, totalLag, type Lag } from './lag.ts';
import type { PartitionOffsets } from './offsets.ts';
import { perSecond, stretchForRates, waitsOf, type Beat } from './pace.ts';
import { standingOf, stateOf, UNMOVED_MS, type NextRecord, type Ownership } from './partitionState.ts';
import type { GroupSample, PartitionState } from './sample.ts';

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
  readonly total: { readonly records: bigint; readonly noCommit: number; readonly unknown: number };
  /** Sums over the partitions whose rates are known; null where none is. */
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  /** The longest of the partitions; 'never' as soon as one of them says so. */
  readonly etaMs: number | 'never' | null;
}

/** One partition at one moment. */
export interface PartitionMoment {
  readonly at: number;
  readonly offsets: PartitionOffsets;
  readonly owner: Member | null;
  readonly ownership: Ownership;
}

/** What a partition is judged with besides its own history. */
export interface Surroundings {
  /** The longest time that records were seen to wait before a commit passed them, anywhere in the group; null where too few commits were seen. */
  readonly usualWaitMs: number | null;
  readonly hot: Hot | null;
  readonly next: NextRecord;
}

/** Rates and trends look back this far: long enough for four commits of Kafka Streams, short enough to follow a change. */
export const TREND_WINDOW_MS = 120_000;
/** One auto-commit interval: over less, a consumer that commits every 5 s would look like one that reads nothing. */
export const LEAST_FOR_RATES_MS = 5_000;

/**
 * All partitions of the newest sample, judged over the history that is given (oldest first, at least one sample).
 * `nextRecords` tells what was found at the committed offset of a partition (by its name, `orders-2`), where somebody looked.
 */
export function judgeGroup(samples: readonly GroupSample[], nextRecords: ReadonlyMap<string, NextRecord> = new Map()): GroupTrend {
  const newest = samples.at(-1);
  if (!newest) throw new RangeError('A group is judged by at least one sample.');
  const histories = historiesOf(samples, newest);
  const waits = [...histories.values()].flatMap(history => waitsOf(beatsOf(history)));
  const usualWaitMs = waits.length >= 2 ? waits.reduce((a, b) => Math.max(a, b)) : null;
  const hot = hotByTopic(histories);
  const partitions = [...histories].map(([name, history]) =>
    judgePartition(history, { usualWaitMs, hot: hot.get(name) ?? null, next: nextRecords.get(name) ?? 'not-looked' }),
  );
  return {
    at: newest.at,
    observedMs: newest.at - (samples[0]?.at ?? newest.at),
    partitions,
    total: totalLag(partitions.map(({ lag }) => lag)),
    producedPerSecond: sum(partitions.map(({ producedPerSecond }) => producedPerSecond)),
    consumedPerSecond: sum(partitions.map(({ consumedPerSecond }) => consumedPerSecond)),
    lagPerSecond: sum(partitions.map(({ lagPerSecond }) => lagPerSecond)),
    etaMs: longest(partitions.map(({ etaMs }) => etaMs)),
  };
}

/** One partition over its history (oldest first, at least one moment). */
export function judgePartition(history: readonly PartitionMoment[], { usualWaitMs, hot, next }: Surroundings): PartitionTrend {
  const newest = history.at(-1);
  if (!newest) throw new RangeError('A partition is judged by at least one moment.');
  const beats = beatsOf(history);
  const window = recent(beats);
  const ends = endsOf(history);
  const lag = lagOf(newest.offsets);
  const rates = ratesOf(window, recent(ends));
  const standing = standingOf(beats);
  const state = stateOf({
    lag,
    endFailure: newest.offsets.highWatermark.failure,
    ownership: lastKnownOwnership(history),
    standing,
    window,
    lagPerSecond: rates.lagPerSecond,
    isHot: hot !== null,
    usualWaitMs,
    next,
  });
  return {
    topic: newest.offsets.topic,
    partition: newest.offsets.partition,
    state,
    lag,
    offsets: newest.offsets,
    owner: newest.owner,
    ownership: newest.ownership,
    ...rates,
    unmovedSince: standing?.unmovedSince ?? null,
    sawCommitMove: standing?.sawCommitMove ?? false,
    waitingSince: standing?.waitingSince ?? null,
    etaMs: etaOf(state, lag, rates.lagPerSecond),
    hot,
    observedMs: spanOf(ends),
  };
}

/** Which member owns which partition (`orders-2`), as far as the assignments could be read. */
export function ownersOf(members: readonly Member[]): ReadonlyMap<string, Member> {
  return new Map(members.flatMap(member => (member.assignment.value ?? []).map(owned => [partitionName(owned), member] as const)));
}

interface End {
  readonly at: number;
  readonly end: bigint;
}

interface Rates {
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  readonly arrived: bigint | null;
}

function ratesOf(window: readonly Beat[], ends: readonly End[]): Rates {
  const arrived = arrivedIn(ends);
  const stretch = stretchForRates(window, LEAST_FOR_RATES_MS);
  if (stretch) {
    const { from, to } = stretch;
    const producedPerSecond = perSecond(to.end - from.end, to.at - from.at);
    const consumedPerSecond = perSecond(to.committed - from.committed, to.at - from.at);
    return { producedPerSecond, consumedPerSecond, lagPerSecond: producedPerSecond - consumedPerSecond, arrived };
  }
  const producedPerSecond = arrived !== null && spanOf(ends) >= LEAST_FOR_RATES_MS ? perSecond(arrived, spanOf(ends)) : null;
  return { producedPerSecond, consumedPerSecond: null, lagPerSecond: null, arrived };
}

function etaOf(state: PartitionState, lag: Lag, lagPerSecond: number | null): PartitionTrend['etaMs'] {
  if (state === 'growing' || state === 'hot' || state === 'stuck' || state === 'stopped') return 'never';
  if (state !== 'draining' || lag.kind !== 'known' || lagPerSecond === null || lagPerSecond >= 0) return null;
  return (Number(lag.records) / -lagPerSecond) * 1000;
}

/** While a classic group rebalances nobody shows an assignment, so whoever owned it a moment ago counts. */
function lastKnownOwnership(history: readonly PartitionMoment[]): Ownership {
  const newest = history.at(-1);
  if (!newest) return 'unknown';
  if (newest.ownership === 'nobody-in-group') return 'nobody-in-group';
  const lately = history.filter(({ at }) => newest.at - at < UNMOVED_MS).map(({ ownership }) => ownership);
  return lately.includes('owned') ? 'owned' : newest.ownership;
}

/** The moments at which both the commit and the end were known. */
function beatsOf(history: readonly PartitionMoment[]): readonly Beat[] {
  return history.flatMap(({ at, offsets: { committed, highWatermark, lastStableOffset } }) => {
    const end = highWatermark.value;
    if (!committed.value || end === undefined) return [];
    // What an open transaction hides is nobody's lag yet.
    return [{ at, committed: committed.value.offset, end, readableEnd: lastStableOffset.value ?? end }];
  });
}

function endsOf(history: readonly PartitionMoment[]): readonly End[] {
  return history.flatMap(({ at, offsets: { highWatermark } }) =>
    highWatermark.value === undefined ? [] : [{ at, end: highWatermark.value }],
  );
}

function arrivedIn(ends: readonly End[]): bigint | null {
  const [first, last] = [ends[0], ends.at(-1)];
  if (!first || !last) return null;
  return last.end > first.end ? last.end - first.end : 0n;
}

/** By name, in the order of the newest sample: every moment at which the partition was seen. */
function historiesOf(samples: readonly GroupSample[], newest: GroupSample): ReadonlyMap<string, readonly PartitionMoment[]> {
  const seen = samples.map(viewOf);
  return new Map(
    newest.partitions.map(wanted => {
      const name = partitionName(wanted);
      const history = seen.flatMap(({ at, offsets, owners, without }) => {
        const found = offsets.get(name);
        const owner = owners.get(name) ?? null;
        return found ? [{ at, offsets: found, owner, ownership: owner ? ('owned' as const) : without }] : [];
      });
      return [name, history];
    }),
  );
}

interface View {
  readonly at: number;
  readonly offsets: ReadonlyMap<string, PartitionOffsets>;
  readonly owners: ReadonlyMap<string, Member>;
  /** What a partition is that no known assignment names. */
  readonly without: Ownership;
}

/** A sample never changes, and is judged again with every later one: its maps are made once. */
const views = new WeakMap<GroupSample, View>();

function viewOf(sample: GroupSample): View {
  const made = views.get(sample);
  if (made) return made;
  const view: View = {
    at: sample.at,
    offsets: new Map(sample.partitions.map(offsets => [partitionName(offsets), offsets])),
    owners: ownersOf(sample.group.members),
    without: withoutOwner(sample.group),
  };
  views.set(sample, view);
  return view;
}

function withoutOwner({ failure, members }: Group): Ownership {
  if (failure) return 'unknown';
  if (members.length === 0) return 'nobody-in-group';
  return members.some(({ assignment }) => assignment.failure) ? 'somebody' : 'not-owned';
}

function hotByTopic(histories: ReadonlyMap<string, readonly PartitionMoment[]>): ReadonlyMap<string, Hot> {
  const arrivals = new Map<string, { name: string; records: number }[]>();
  for (const [name, history] of histories) {
    const records = arrivedIn(recent(endsOf(history)));
    const topic = history.at(-1)?.offsets.topic;
    if (records === null || topic === undefined) continue;
    const ofTopic = arrivals.get(topic);
    if (ofTopic) ofTopic.push({ name, records: Number(records) });
    else arrivals.set(topic, [{ name, records: Number(records) }]);
  }
  return new Map([...arrivals.values()].flatMap(ofTopic => [...hotOnes(ofTopic)]));
}

function recent<T extends { readonly at: number }>(moments: readonly T[]): readonly T[] {
  const last = moments.at(-1);
  return last ? moments.filter(({ at }) => at >= last.at - TREND_WINDOW_MS) : [];
}

const spanOf = (moments: readonly { readonly at: number }[]): number => (moments.at(-1)?.at ?? 0) - (moments[0]?.at ?? 0);

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : known.reduce((all, one) => all + one, 0);
}

function longest(etas: readonly PartitionTrend['etaMs'][]): PartitionTrend['etaMs'] {
  if (etas.includes('never')) return 'never';
  const known = etas.filter(eta => typeof eta === 'number');
  return known.length === 0 ? null : Math.max(...known);
}
