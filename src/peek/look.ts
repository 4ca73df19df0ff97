import type { LookedAt, LookedAtPartition, PeekRequest } from '../model/peek.ts';
import type { PeekBudget, Peeked } from './budget.ts';
import type { ClusterLog } from './clusterLog.ts';
import { BackwardCursor, ForwardCursor, type Cursor } from './cursor.ts';
import { Filter } from './filter.ts';
import { mergeByTime, takeByTime, type Direction } from './merge.ts';
import { findBounds, findPlaces, type Bounds, type NoPlace, type Place } from './places.ts';
import { joined, portionOf, type Portion } from './portion.ts';
import { readWhile } from './read.ts';

/** Reads what the request asks for. */
export async function look(log: ClusterLog, request: PeekRequest, budget: PeekBudget): Promise<Peeked> {
  const places = await findPlaces(log, request);
  if (places.failure) return budget.finish([], [], { failure: places.failure });
  if (request.start.kind === 'committed') return readAround(log, request, places.value, budget);
  return read(log, request, places.value, request.start.kind === 'newest' ? 'backward' : 'forward', budget);
}

/** Reads on where an earlier look began or ended. */
export async function lookFurther(
  log: ClusterLog,
  request: PeekRequest,
  lookedAt: LookedAt,
  direction: 'earlier' | 'later',
  budget: PeekBudget,
): Promise<Peeked> {
  const before = new Map(lookedAt.partitions.filter(({ failure, from, to }) => !failure || from < to).map(each => [each.partition, each]));
  const bounds = await findBounds(log, request.topic, [...before.keys()], request.isolation);
  const places = bounds.map(each => ('failure' in each ? each : { ...each, at: resumeAt(each, before.get(each.partition), direction) }));
  return read(log, request, places, direction === 'earlier' ? 'backward' : 'forward', budget);
}

/** Retention may have deleted, or a truncation cut off, where the earlier look ended. */
function resumeAt({ logStartOffset, logEndOffset }: Bounds, seen: LookedAtPartition | undefined, direction: 'earlier' | 'later'): bigint {
  const at = (direction === 'earlier' ? seen?.from : seen?.to) ?? logEndOffset;
  return at < logStartOffset ? logStartOffset : at > logEndOffset ? logEndOffset : at;
}

/** Reads from each place in one direction, as many records as asked for over all partitions together, by time. */
async function read(
  log: ClusterLog,
  request: PeekRequest,
  places: readonly (Place | NoPlace)[],
  direction: Direction,
  budget: PeekBudget,
): Promise<Peeked> {
  const found = places.filter(isPlace);
  const filter = new Filter(request);
  // Partitions are rarely even: half as much again spares most a second fetch.
  const share = Math.ceil((request.limit / Math.max(found.length, 1)) * (found.length > 1 ? 1.5 : 1));
  const cursorAt = (place: Place): Cursor =>
    direction === 'forward' ? forwardFrom(place, share, filter) : backwardFrom(place, share, filter);
  const cursors = new Map(found.map(place => [place, cursorAt(place)]));
  const all = [...cursors.values()];

  const stopped = await readWhile(
    log,
    { topic: request.topic, hungry: () => takeByTime(all, request.limit, direction).hungry, isolationAt: isolations(request, found) },
    budget,
  );
  const { taken } = takeByTime(all, request.limit, direction, 'ended');
  const portions = new Map(Array.from(cursors, ([place, cursor]) => [place, portionOf(cursor, taken.get(cursor) ?? 0, direction)]));
  return finish(places, portions, filter, budget, stopped);
}

/** Reads around what a group committed: in each partition its share of the limit, a quarter of it before the next record. */
async function readAround(
  log: ClusterLog,
  request: PeekRequest,
  places: readonly (Place | NoPlace)[],
  budget: PeekBudget,
): Promise<Peeked> {
  const found = places.filter(isPlace);
  const filter = new Filter(request);
  const committed = found.filter(({ note }) => note !== 'no-commit');
  const share = Math.max(1, Math.floor(request.limit / Math.max(committed.length, 1)));
  const windows = committed.map(place => {
    const before = place.at === place.logEndOffset ? share : Math.floor(share / 4);
    return {
      place,
      before: { cursor: backwardFrom(place, before, filter), quota: before },
      after: { cursor: forwardFrom(place, share - before, filter), quota: share - before },
    };
  });
  const halves = windows.flatMap(({ before, after }) => [before, after]);

  const stopped = await readWhile(
    log,
    {
      topic: request.topic,
      hungry: () =>
        halves
          .filter(({ cursor, quota }) => cursor.next !== undefined && quota > 0 && (cursor.midway || cursor.records.length < quota))
          .map(({ cursor }) => cursor),
      isolationAt: isolations(request, found),
    },
    budget,
  );
  const portions = new Map<Place, Portion>();
  for (const { place, before, after } of windows) {
    const earlier = portionOf(before.cursor, before.quota, 'backward');
    const later = portionOf(after.cursor, after.quota, 'forward');
    // Where reading broke off before it came up to the commit, there is a hole: what lies beyond it is left out.
    portions.set(place, earlier.to === place.at ? joined(earlier, later) : later);
  }
  return finish(places, portions, filter, budget, stopped);
}

function finish(
  places: readonly (Place | NoPlace)[],
  portions: ReadonlyMap<Place, Portion>,
  filter: Filter,
  budget: PeekBudget,
  stopped: LookedAt['stopped'],
): Peeked {
  const nothing = { from: 0n, to: 0n };
  let hidden = 0;
  const partitions = places.map((place): LookedAtPartition => {
    if (!isPlace(place)) return { ...place, ...nothing, logStartOffset: 0n, logEndOffset: 0n };
    const { at, partition, logStartOffset, logEndOffset, lastStableOffset, committedOffset, note } = place;
    const portion = portions.get(place) ?? { from: at, to: at, records: [], failure: undefined };
    hidden += filter.hiddenWithin(partition, portion);
    return {
      partition,
      from: portion.from,
      to: portion.to,
      logStartOffset,
      logEndOffset,
      ...(lastStableOffset === undefined ? {} : { lastStableOffset }),
      ...(committedOffset === undefined ? {} : { committedOffset }),
      ...(note ? { note } : {}),
      ...(portion.failure ? { failure: portion.failure } : {}),
    };
  });
  return budget.finish(mergeByTime(Array.from(portions.values(), ({ records }) => records)), partitions, {
    hidden,
    ...(stopped ? { stopped } : {}),
  });
}

/** About a kilobyte a record at first; the cursors ask for more where that was too little. */
const fetchBytesFor = (records: number) => Math.min(Math.max(records * 1024, 16 * 1024), 512 * 1024);

const forwardFrom = ({ partition, at, logEndOffset }: Place, records: number, { isShown }: Filter) =>
  new ForwardCursor({ partition, from: at, until: logEndOffset, isShown, fetchBytes: fetchBytesFor(records) });

const backwardFrom = ({ partition, at, logStartOffset }: Place, records: number, { isShown }: Filter) =>
  new BackwardCursor({ partition, until: at, logStartOffset, step: records, isShown, fetchBytes: fetchBytesFor(records) });

/** Only an answer to read_committed says which transactions were aborted, so everything below the last stable offset is asked for in that way. */
function isolations({ isolation }: PeekRequest, places: readonly Place[]) {
  const stable = new Map(places.map(({ partition, lastStableOffset }) => [partition, lastStableOffset ?? 0n]));
  return (partition: number, offset: bigint) =>
    isolation === 'read_committed' || offset < (stable.get(partition) ?? 0n) ? 'read_committed' : 'read_uncommitted';
}

const isPlace = (place: Place | NoPlace): place is Place => !('failure' in place);
