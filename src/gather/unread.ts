import { describeTopicConfigs } from '../kafka/configs.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { letOthersRun } from '../kafka/letOthersRun.ts';
import { offsetsAtTime } from '../kafka/offsets.ts';
import { fetchRecords, type FetchedPartition } from '../kafka/records.ts';
import type { ConfigEntry, TopicPartition } from '../model/cluster.ts';
import { failureOf, type Failure } from '../model/failure.ts';
import { recordsBehind } from '../model/lag.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import { ASKED_AGES_MS, timeBetween, type OffsetAtTime, type TimeLag, type UnreadLook } from '../model/timeLag.ts';
import { ByPartition } from './byPartition.ts';
import type { AskOptions } from './sampleGroup.ts';

/** Ages are asked for this often: what was answered stays true, only younger commits need younger answers. */
const AGES_ARE_FRESH_MS = 60_000;
/** Partitions whose ages are asked for, those with the most unread records first: six requests a leader for up to 2,000. */
const MOST_AGED = 1_000;
/** Partitions whose first unread record is kept, after it was read. */
const MOST_KEPT = 4 * MOST_AGED;
/** Records that are read a look: the time of a record costs a whole batch. */
const MOST_READ = 32;
/** Where commits move, their records are read this often. */
const RECORD_IS_FRESH_MS = 15_000;
/** Batches come whole; those that are larger come one a request. */
const BYTES_PER_PARTITION = 64 * 1024;
/** A topic's retention hardly changes. */
const RETENTION_IS_FRESH_MS = 5 * 60_000;
/** A partition whose first unread batches hold no record is read on so many times. */
const MOST_STEPS = 6;
/** Where no more are left all of them are read, to know which are records. */
const FEW_OFFSETS = 1_000n;

/**
 * How long a group's unread records have been waiting. Read from the record for those that the person sees and the worst ones, for
 * all others from ListOffsets at fixed ages. What was found is kept: a record's time never changes, and an age's answer stays true.
 */
export class Unread {
  readonly #cluster: Cluster;
  #read = new ByPartition<ReadAt>();
  #ages = new ByPartition<Ages>();
  readonly #retention = new Map<string, number | null>();
  #agesAskedAt = -Infinity;
  #retentionAskedAt = -Infinity;
  #failure: Failure | null = null;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** What is known by now. Asks nothing. `now`: milliseconds since 1970 of the sample. */
  of(offsets: PartitionOffsets, now: number): UnreadLook {
    const place = placeOf(offsets);
    if (place === null) return nothingWaits;
    if (place === 'unknown') return { ...nothingWaits, timeLag: { kind: 'unknown', failure: null } };
    const read = this.#read.get(place);
    const timeLag = this.#timeLag(place, read, this.#ages.get(place)?.answers ?? [], now);
    const retention = this.#retention.get(place.topic) ?? null;
    const written = timeLag.kind === 'read' ? timeLag.writtenAt : timeLag.kind === 'between' ? timeLag.notBefore : null;
    return {
      timeLag,
      deletedAt: retention === null || written === null ? null : written + retention,
      notRecords: read?.offset === place.offset && read.upTo >= place.end ? read.notRecords : null,
    };
  }

  /** Looks at these partitions of a sample; `seen` are on somebody's screen. What fails is told by `of`; throws only when cancelled. */
  async look(partitions: readonly PartitionOffsets[], seen: readonly TopicPartition[], options: AskOptions = {}): Promise<void> {
    const waiting: Place[] = [];
    for (let index = 0; index < partitions.length; index++) {
      if (index % placesATurn === 0) await letOthersRun(options);
      const offsets = partitions[index];
      const place = offsets ? placeOf(offsets) : null;
      if (place !== null && place !== 'unknown') waiting.push(place);
    }
    await letOthersRun(options);
    waiting.sort((a, b) => (a.records < b.records ? 1 : a.records > b.records ? -1 : 0));
    await letOthersRun(options);
    try {
      await Promise.all([
        this.#askRetention(waiting, options),
        this.#askAges(waiting.slice(0, MOST_AGED), options),
        this.#readRecords(waiting, seen, options),
      ]);
      this.#failure = null;
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.kind === 'cancelled') throw thrown;
      this.#failure = failure;
    }
  }

  #timeLag(place: Place, read: ReadAt | undefined, ages: readonly OffsetAtTime[], now: number): TimeLag {
    // A transaction's marker, or what compaction left of nothing: no record is waiting.
    if (read?.offset === place.offset && read.upTo >= place.end && read.notRecords === place.end - place.offset) return { kind: 'none' };
    if (read?.offset === place.offset && read.writtenAt !== null) return { kind: 'read', writtenAt: read.writtenAt };
    if (ages.length > 0) return timeBetween(place.offset, ages, now);
    if (read?.offset === place.offset && read.failure) return { kind: 'unknown', failure: read.failure };
    return this.#failure ? { kind: 'unknown', failure: this.#failure } : { kind: 'not-looked' };
  }

  async #askAges(waiting: readonly Place[], options: AskOptions): Promise<void> {
    const now = Date.now();
    if (waiting.length === 0 || now - this.#agesAskedAt < AGES_ARE_FRESH_MS) return;
    this.#agesAskedAt = now;
    const found = new ByPartition<Ages>();
    for (const { topic, partition } of waiting) found.setOnce({ topic, partition, answers: [] });
    for (const age of ASKED_AGES_MS) {
      const time = now - age;
      for (const { at, ...where } of await offsetsAtTime(this.#cluster, waiting, time, options)) {
        if (at.value !== undefined) found.get(where)?.answers.push({ time, offset: at.value });
      }
      await letOthersRun(options);
    }
    this.#ages = found;
  }

  async #readRecords(waiting: readonly Place[], seen: readonly TopicPartition[], options: AskOptions): Promise<void> {
    const now = Date.now();
    const [wanted, topics] = [new Set(seen.map(nameOf)), new Set(seen.map(({ topic }) => topic))];
    const first = waiting.filter(place => topics.has(place.topic) && wanted.has(nameOf(place)));
    const places = [...new Set([...first.slice(0, MOST_READ), ...waiting.slice(0, MOST_READ)])]
      .filter(place => {
        const read = this.#read.get(place);
        const isOld = read?.offset !== place.offset || read.writtenAt === null;
        return !read || (isOld && now - read.at >= RECORD_IS_FRESH_MS);
      })
      .slice(0, MOST_READ);
    for (const [{ topic, partition }, read] of await firstRecords(this.#cluster, places, options)) {
      this.#read.set({ topic, partition, ...read, at: now });
    }
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    const all = [...this.#read];
    if (all.length <= MOST_KEPT) return;
    this.#read = new ByPartition();
    for (const read of all.sort((a, b) => b.at - a.at).slice(0, MOST_KEPT - MOST_AGED)) this.#read.set(read);
  }

  async #askRetention(waiting: readonly Place[], options: AskOptions): Promise<void> {
    const now = Date.now();
    const topics = [...new Set(waiting.map(({ topic }) => topic))];
    const isFresh = now - this.#retentionAskedAt < RETENTION_IS_FRESH_MS;
    const wanted = isFresh ? topics.filter(topic => !this.#retention.has(topic)) : topics;
    if (wanted.length === 0) return;
    this.#retentionAskedAt = now;
    for (const { topic, entries } of await describeTopicConfigs(this.#cluster, wanted, options)) {
      this.#retention.set(topic, retentionOf(entries.value ?? []));
    }
  }
}

interface Place extends TopicPartition {
  /** Of the first record that can still be read: the commit, or the log start where that is beyond it. */
  readonly offset: bigint;
  /** Where it ends for a client that reads committed records only, as far as that is known. */
  readonly end: bigint;
  readonly records: bigint;
}

/** What was found from `offset` on. */
interface FirstRecord {
  readonly offset: bigint;
  /** Milliseconds since 1970; null where no record was found, or it carries no time. */
  readonly writtenAt: number | null;
  /** Everything below it was looked at. */
  readonly upTo: bigint;
  readonly notRecords: bigint;
  readonly failure: Failure | null;
}

interface ReadAt extends FirstRecord, TopicPartition {
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Ages extends TopicPartition {
  /** The youngest age first. */
  readonly answers: OffsetAtTime[];
}

/** Where reading goes on; null: nothing waits there. */
function placeOf(offsets: PartitionOffsets): Place | 'unknown' | null {
  const { topic, partition, committed, logStartOffset, highWatermark, lastStableOffset, notDone } = offsets;
  if (committed.failure) return 'unknown';
  if (committed.value === null) return null;
  const [{ offset }, end] = [committed.value, highWatermark.value];
  if (end === undefined) return 'unknown';
  const start = logStartOffset.value ?? offset;
  const from = start > offset ? start : offset;
  if (from >= end) return null;
  return { topic, partition, offset: from, end: lastStableOffset.value ?? end, records: recordsBehind(offset, end, notDone) };
}

/**
 * Reads from each place on until a record is found; where few offsets are left to the end, all of them, so that it is known which of
 * them hold records. A fetch ends with its segment of the log, and compacted topics have many small ones.
 */
async function firstRecords(cluster: Cluster, places: readonly Place[], options: AskOptions): Promise<ReadonlyMap<Place, FirstRecord>> {
  const found = new Map<Place, FirstRecord>(places.map(place => [place, { ...nothingFound, offset: place.offset, upTo: place.offset }]));
  let open: readonly Place[] = places;
  for (let step = 0; open.length > 0 && step < MOST_STEPS; step++) {
    const wanted = open.map(place => {
      const { topic, partition } = place;
      return { topic, partition, offset: found.get(place)?.upTo ?? place.offset, maxBytes: BYTES_PER_PARTITION };
    });
    const answers = await fetchRecords(cluster, wanted, { ...options, maxWaitMs: 0 });
    const rest: Place[] = [];
    for (const [index, place] of open.entries()) {
      const [before, answer] = [found.get(place), answers[index]];
      if (!before || !answer) continue;
      const now = lookedAt(place, before, answer);
      found.set(place, now);
      const isWanted = now.writtenAt === null || place.end - place.offset <= FEW_OFFSETS;
      if (isWanted && !now.failure && now.upTo > before.upTo && now.upTo < place.end) rest.push(place);
    }
    open = rest;
  }
  return found;
}

const nothingFound: Pick<FirstRecord, 'writtenAt' | 'notRecords' | 'failure'> = { writtenAt: null, notRecords: 0n, failure: null };

/** What is known after one more answer. */
function lookedAt(place: Place, before: FirstRecord, { records, nextOffset, failure }: FetchedPartition): FirstRecord {
  const here = records.filter(({ offset, control }) => offset >= before.upTo && offset < place.end && !control);
  const upTo = nextOffset < place.end ? nextOffset : place.end;
  const [first] = here;
  return {
    offset: place.offset,
    writtenAt: before.writtenAt ?? (first && first.timestamp >= 0 ? first.timestamp : null),
    upTo,
    notRecords: before.notRecords + (upTo > before.upTo ? upTo - before.upTo - BigInt(here.length) : 0n),
    failure: failure ?? null,
  };
}

/** Milliseconds after which a record may be deleted because of its age; null: never, or not told. */
function retentionOf(entries: readonly ConfigEntry[]): number | null {
  const valueOf = (wanted: string) => entries.find(({ name }) => name === wanted)?.value;
  const retention = Number(valueOf('retention.ms') ?? '-1');
  return valueOf('cleanup.policy')?.includes('delete') && retention >= 0 ? retention : null;
}

/** Some tenths of a millisecond. */
const placesATurn = 500;

const nothingWaits: UnreadLook = { timeLag: { kind: 'none' }, deletedAt: null, notRecords: null };
const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}-${partition}`;
