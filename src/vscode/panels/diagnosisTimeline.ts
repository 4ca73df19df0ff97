/** A snapshot's offsets and members over time, as the diagnosis panel's page draws them. Pure: no editor, no clock. */
import { partitionName } from '../../model/cluster.ts';
import { memberNames } from '../../model/memberNames.ts';
import { everybodyIn, membershipTimeline, type MembershipEvent, type TimelineMember } from '../../model/membership.ts';
import type { CommitEntry, OffsetsLog } from '../../model/offsetsLog.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { GroupTrend, PartitionTrend } from '../../model/trend.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import type { LaneOnWire, MomentOnWire, OffsetsPicture, TimelineOnWire } from '../../webviewProtocol/timeline.ts';

/** What lies further back than this says nothing about now. */
const longestMs = 3_600_000;
/** A picture of 300 pixels shows no more. */
const mostPoints = 240;
const mostMoments = 200;

/** `shown`: the partition whose offsets are drawn. */
export function timelineOf(
  { takenAt, parts }: Snapshot,
  trend: GroupTrend | null,
  shown: string | undefined,
  word: (event: MembershipEvent, nameOf: (memberId: string) => string) => string,
): TimelineOnWire | null {
  const [first] = parts.samples.items;
  if (!first || !trend) return null;
  const [log] = parts.offsetsLog.items;
  const drawn = trend.partitions.find(one => partitionName(one) === shown) ?? mostLag(trend.partitions);
  const commits = log && drawn ? commitsOf(log, drawn, takenAt - longestMs, first.at) : [];
  const events = membershipTimeline(parts.samples.items, log).filter(({ at }) => at >= takenAt - longestMs && at <= takenAt);
  const began = Math.min(first.at, commits[0]?.at ?? first.at, events[0]?.at ?? first.at);
  const [now] = parts.group.items;
  const names = memberNames(everybodyIn(events, now?.members ?? []));
  const nameOf = (memberId: string): string => names.get(memberId) ?? memberId;
  const moments = events.slice(-mostMoments).map((event): MomentOnWire => ({
    at: event.at,
    kind: event.kind === 'owners' ? 'rebalance' : event.kind,
    words: word(event, nameOf),
    isExact: event.notBefore === event.at,
  }));
  return {
    from: began,
    to: takenAt,
    isLogged: began < first.at,
    picture: drawn ? pictureOf(parts.samples.items, drawn, commits) : null,
    lanes: lanesOf(now?.members ?? [], events, nameOf),
    moments,
    earlierMoments: events.length - moments.length,
  };
}

function mostLag(partitions: readonly PartitionTrend[]): PartitionTrend | undefined {
  return partitions.reduce<PartitionTrend | undefined>((most, one) => (lagIn(one) > (most ? lagIn(most) : -1n) ? one : most), undefined);
}

const lagIn = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.records : -1n);

/** What the coordinator wrote of this partition before the first look. */
const commitsOf = (log: OffsetsLog, { topic, partition }: PartitionTrend, from: number, before: number): readonly CommitEntry[] =>
  log.commits.filter(one => one.topic === topic && one.partition === partition && one.at >= from && one.at < before);

interface Seen {
  readonly at: number;
  readonly committed: bigint | null;
  readonly end: bigint | null;
}

function pictureOf(
  samples: Snapshot['parts']['samples']['items'],
  shown: PartitionTrend,
  commits: readonly CommitEntry[],
): OffsetsPicture | null {
  const watched = samples.flatMap(({ at, partitions }): readonly Seen[] => {
    const row = partitions.find(({ topic, partition }) => topic === shown.topic && partition === shown.partition);
    return row ? [{ at, committed: row.committed.value?.offset ?? null, end: row.highWatermark.value ?? null }] : [];
  });
  const logged = commits.map(({ at, committedOffset }): Seen => ({ at, committed: committedOffset, end: null }));
  const seen = [...thinned(logged), ...thinned(watched)];
  const known = seen.flatMap(({ committed, end }) => [committed, end]).filter(offset => offset !== null);
  const [first] = known;
  if (seen.length < 2 || first === undefined) return null;
  const base = known.reduce((least, offset) => (offset < least ? offset : least), first);
  const above = (offset: bigint | null) => (offset === null ? null : Number(offset - base));
  const { committed, highWatermark } = shown.offsets;
  return {
    partition: partitionName(shown),
    state: shown.state,
    points: seen.map(({ at, committed: offset, end }) => ({ at, committed: above(offset), end: above(end) })),
    committed: committed.value ? toDecimal(committed.value.offset) : null,
    end: highWatermark.value === undefined ? null : toDecimal(highWatermark.value),
  };
}

/** Every so many-th and the last: the shape stays. */
function thinned(points: readonly Seen[]): readonly Seen[] {
  const step = Math.ceil(points.length / mostPoints);
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}

function lanesOf(
  members: readonly TimelineMember[],
  events: readonly MembershipEvent[],
  nameOf: (memberId: string) => string,
): readonly LaneOnWire[] {
  const joined = new Map<string, number>();
  const left = new Map<string, number>();
  for (const event of events) {
    if (event.kind === 'joined') joined.set(event.member.memberId, event.at);
    if (event.kind === 'left') left.set(event.member.memberId, event.at);
  }
  const there = new Set(members.map(({ memberId }) => memberId));
  const lane = (memberId: string, leftAt: number | null): LaneOnWire => ({
    ...{ memberId, name: nameOf(memberId), joinedAt: joined.get(memberId) ?? null, leftAt },
  });
  const gone = [...left].filter(([memberId]) => !there.has(memberId)).sort(([, a], [, b]) => b - a);
  return [...members.map(({ memberId }) => lane(memberId, null)), ...gone.map(([memberId, at]) => lane(memberId, at))];
}
