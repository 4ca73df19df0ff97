import { partitionName, type TopicPartition } from './cluster.ts';
import type { Group, Member } from './group.ts';
import { hotOnes, type Hot } from './hot.ts';
import { lagOf, totalLag, type Lag } from './lag.ts';
import type { PartitionOffsets } from './offsets.ts';
import { paceOf, perSecond, stretchForRates, Waits, type Beat, type Pace } from './pace.ts';
import { standingOf, stateOf, UNMOVED_MS, type NextRecord, type Ownership } from './partitionState.ts';
import type { GroupSample, PartitionState } from './sample.ts';
import { atOnce, type Steps } from './steps.ts';

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
interface PartitionMoment {
  /** `orders-2`. */
  readonly name: string;
  readonly at: number;
  readonly offsets: PartitionOffsets;
  readonly owner: Member | null;
  readonly ownership: Ownership;
  /** Null where the commit or the end was not known. */
  readonly beat: Beat | null;
}

/** What a partition is judged with besides its own history. */
interface Surroundings {
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
  return atOnce(judgingGroup(samples, nextRecords));
}

/** Some milliseconds. */
const partitionsAStep = 500;

/** The same in steps, for a thread that others need too: ten thousand partitions take longer than a frame. */
export function* judgingGroup(
  samples: readonly GroupSample[],
  nextRecords: ReadonlyMap<string, NextRecord> = new Map(),
): Steps<GroupTrend> {
  const newest = samples.at(-1);
  if (!newest) throw new RangeError('A group is judged by at least one sample.');
  const seen: View[] = [];
  for (const sample of samples) {
    seen.push(viewOf(sample, seen.at(-1)));
    if (sample.partitions.length >= partitionsAStep) yield;
  }
  const histories: History[] = [];
  const waits = new Waits();
  for (const [index, moment] of (seen.at(-1)?.moments ?? []).entries()) {
    if (index % partitionsAStep === partitionsAStep - 1) yield;
    const history = historyOf(moment, index, seen);
    histories.push(history);
    waits.add(history.beats);
  }
  const usualWaitMs = waits.longestMs;
  yield;
  const hot = hotByTopic(histories);
  const partitions: PartitionTrend[] = [];
  for (const [index, history] of histories.entries()) {
    if (index % partitionsAStep === partitionsAStep - 1) yield;
    const { name } = history.newest;
    partitions.push(judge(history, { usualWaitMs, hot: hot.get(name) ?? null, next: nextRecords.get(name) ?? 'not-looked' }));
  }
  return {
    at: newest.at,
    observedMs: newest.at - (samples[0]?.at ?? newest.at),
    partitions,
    total: totalLag(partitions.map(({ lag }) => lag)),
    producedPerSecond: sum(partitions, ({ producedPerSecond }) => producedPerSecond),
    consumedPerSecond: sum(partitions, ({ consumedPerSecond }) => consumedPerSecond),
    lagPerSecond: sum(partitions, ({ lagPerSecond }) => lagPerSecond),
    etaMs: longest(partitions.map(({ etaMs }) => etaMs)),
  };
}

/** One partition over its history. */
function judge({ newest, beats, ends, ownership }: History, { usualWaitMs, hot, next }: Surroundings): PartitionTrend {
  const window = recent(beats);
  const pace = paceOf(window);
  const lag = lagOf(newest.offsets);
  const { producedPerSecond, consumedPerSecond, lagPerSecond, arrived } = ratesOf(window, pace, ends);
  const standing = standingOf(beats);
  const state = stateOf({
    lag,
    endFailure: newest.offsets.highWatermark.failure,
    ownership,
    standing,
    window,
    pace,
    lagPerSecond,
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
    producedPerSecond,
    consumedPerSecond,
    lagPerSecond,
    unmovedSince: standing?.unmovedSince ?? null,
    sawCommitMove: standing?.sawCommitMove ?? false,
    waitingSince: standing?.waitingSince ?? null,
    etaMs: etaOf(state, lag, lagPerSecond),
    hot,
    observedMs: ends.spanMs,
    arrived,
  };
}

/** Which member owns which partition (`orders-2`), as far as the assignments could be read. */
export function ownersOf(members: readonly Member[]): ReadonlyMap<string, Member> {
  return new Map(members.flatMap(member => (member.assignment.value ?? []).map(owned => [partitionName(owned), member] as const)));
}

interface Rates {
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  readonly arrived: bigint | null;
}

function ratesOf(window: readonly Beat[], pace: Pace, { arrived, arrivedInMs }: Ends): Rates {
  const stretch = stretchForRates(window, pace, LEAST_FOR_RATES_MS);
  if (stretch) {
    const { from, to } = stretch;
    const producedPerSecond = perSecond(to.end - from.end, to.at - from.at);
    const consumedPerSecond = perSecond(to.committed - from.committed, to.at - from.at);
    return { producedPerSecond, consumedPerSecond, lagPerSecond: producedPerSecond - consumedPerSecond, arrived };
  }
  const producedPerSecond = arrived !== null && arrivedInMs >= LEAST_FOR_RATES_MS ? perSecond(arrived, arrivedInMs) : null;
  return { producedPerSecond, consumedPerSecond: null, lagPerSecond: null, arrived };
}

function etaOf(state: PartitionState, lag: Lag, lagPerSecond: number | null): PartitionTrend['etaMs'] {
  if (state === 'growing' || state === 'hot' || state === 'stuck' || state === 'stopped') return 'never';
  if (state !== 'draining' || lag.kind !== 'known' || lagPerSecond === null || lagPerSecond >= 0) return null;
  return (Number(lag.records) / -lagPerSecond) * 1000;
}

/** Null unless both the commit and the end were known. */
function beatOf(at: number, { committed, highWatermark, lastStableOffset }: PartitionOffsets): Beat | null {
  const end = highWatermark.value;
  if (!committed.value || end === undefined) return null;
  // What an open transaction hides is nobody's lag yet.
  return { at, committed: committed.value.offset, end, readableEnd: lastStableOffset.value ?? end };
}

/** A partition at every moment at which it was seen, oldest first, as far as it could be measured. */
interface History {
  readonly newest: PartitionMoment;
  readonly beats: readonly Beat[];
  readonly ends: Ends;
  /** While a classic group rebalances nobody shows an assignment, so whoever owned it a moment ago counts. */
  readonly ownership: Ownership;
}

/** What the looks at a partition's end tell. */
interface Ends {
  /** Records that arrived in the two minutes before the last look at it, at most; null where its end was never known. */
  readonly arrived: bigint | null;
  /** Milliseconds in which they did. */
  readonly arrivedInMs: number;
  /** Between the first and the last look. */
  readonly spanMs: number;
}

/** `index`: its place in the newest sample. */
function historyOf(newest: PartitionMoment, index: number, seen: readonly View[]): History {
  const beats: Beat[] = [];
  let { ownership } = newest;
  const isSure = ownership === 'owned' || ownership === 'nobody-in-group';
  // From the newest to the oldest, for the window ends with the newest end that is known.
  let [first, firstInWindow, last]: (PartitionMoment | undefined)[] = [];
  for (let at = seen.length - 1; at >= 0; at--) {
    const moment = seen[at]?.find(newest, index);
    if (moment === undefined) continue;
    if (moment.beat) beats.push(moment.beat);
    if (moment.offsets.highWatermark.value !== undefined) {
      last ??= moment;
      if (moment.at >= last.at - TREND_WINDOW_MS) firstInWindow = moment;
      first = moment;
    }
    if (!isSure && moment.ownership === 'owned' && newest.at - moment.at < UNMOVED_MS) ownership = 'owned';
  }
  return { newest, beats: beats.reverse(), ends: endsOf(first, firstInWindow, last), ownership };
}

function endsOf(first: PartitionMoment | undefined, firstInWindow: PartitionMoment | undefined, last: PartitionMoment | undefined): Ends {
  const [from, to] = [firstInWindow?.offsets.highWatermark.value, last?.offsets.highWatermark.value];
  if (!first || !firstInWindow || !last || from === undefined || to === undefined) return noEnds;
  return { arrived: to > from ? to - from : 0n, arrivedInMs: last.at - firstInWindow.at, spanMs: last.at - first.at };
}

const noEnds: Ends = { arrived: null, arrivedInMs: 0, spanMs: 0 };

interface View {
  readonly moments: readonly PartitionMoment[];
  /** The same partition here; `index` is its place where it comes from. */
  find(partition: PartitionMoment, index: number): PartitionMoment | undefined;
}

/** A sample never changes, and is judged again with every later one: what it tells of each partition is made once. */
const views = new WeakMap<GroupSample, View>();

/** `before`: an earlier one, whose partitions are nearly always the same. */
function viewOf(sample: GroupSample, before?: View): View {
  const made = views.get(sample);
  if (made) return made;
  const view = viewAmong(momentsOf(sample, before?.moments));
  views.set(sample, view);
  return view;
}

/** Apart from the moments' making: what it closes over lives as long as the view, and must not hold the one before. */
function viewAmong(moments: readonly PartitionMoment[]): View {
  let byName: ReadonlyMap<string, PartitionMoment> | undefined;
  return {
    moments,
    find({ name, offsets }, index) {
      // From one sample to the next a partition keeps its place, unless others came or went.
      const there = moments[index];
      if (there && isSame(there.offsets, offsets)) return there;
      byName ??= new Map(moments.map(moment => [moment.name, moment]));
      return byName.get(name);
    },
  };
}

function momentsOf({ at, group, partitions }: GroupSample, before: readonly PartitionMoment[] | undefined): readonly PartitionMoment[] {
  const owners = ownersByTopic(group.members);
  const without = withoutOwner(group);
  return partitions.map((offsets, index): PartitionMoment => {
    const owner = owners.get(offsets.topic)?.get(offsets.partition) ?? null;
    const same = before?.[index];
    // Field by field: a spread would cost more than all else here.
    return {
      name: same && isSame(same.offsets, offsets) ? same.name : partitionName(offsets),
      at,
      offsets,
      owner,
      ownership: owner ? 'owned' : without,
      beat: beatOf(at, offsets),
    };
  });
}

const isSame = (one: TopicPartition, other: TopicPartition): boolean => one.partition === other.partition && one.topic === other.topic;

function ownersByTopic(members: readonly Member[]): ReadonlyMap<string, ReadonlyMap<number, Member>> {
  const owners = new Map<string, Map<number, Member>>();
  for (const member of members) {
    for (const { topic, partition } of member.assignment.value ?? []) {
      let ofTopic = owners.get(topic);
      if (!ofTopic) owners.set(topic, (ofTopic = new Map<number, Member>()));
      ofTopic.set(partition, member);
    }
  }
  return owners;
}

/** What a partition is that no known assignment names. */
function withoutOwner({ failure, members }: Group): Ownership {
  if (failure) return 'unknown';
  if (members.length === 0) return 'nobody-in-group';
  return members.some(({ assignment }) => assignment.failure) ? 'somebody' : 'not-owned';
}

function hotByTopic(histories: readonly History[]): ReadonlyMap<string, Hot> {
  const arrivals = new Map<string, { name: string; records: number }[]>();
  for (const { newest, ends } of histories) {
    if (ends.arrived === null) continue;
    const { name, offsets } = newest;
    const { topic } = offsets;
    const ofTopic = arrivals.get(topic);
    if (ofTopic) ofTopic.push({ name, records: Number(ends.arrived) });
    else arrivals.set(topic, [{ name, records: Number(ends.arrived) }]);
  }
  return new Map([...arrivals.values()].flatMap(ofTopic => [...hotOnes(ofTopic)]));
}

function recent<T extends { readonly at: number }>(moments: readonly T[]): readonly T[] {
  const last = moments.at(-1);
  if (!last) return [];
  const from = last.at - TREND_WINDOW_MS;
  return (moments[0]?.at ?? from) >= from ? moments : moments.filter(({ at }) => at >= from);
}

function sum(partitions: readonly PartitionTrend[], of: (partition: PartitionTrend) => number | null): number | null {
  let all: number | null = null;
  for (const partition of partitions) {
    const one = of(partition);
    if (one !== null) all = (all ?? 0) + one;
  }
  return all;
}

function longest(etas: readonly PartitionTrend['etaMs'][]): PartitionTrend['etaMs'] {
  if (etas.includes('never')) return 'never';
  const known = etas.filter(eta => typeof eta === 'number');
  return known.length === 0 ? null : known.reduce((a, b) => Math.max(a, b));
}
