import { ownedFrameBytes } from '../../kafka/connection/guardedSocket.ts';
import type { Cluster } from '../../kafka/connection/cluster.ts';
import { fetchEnds } from '../../kafka/offsets.ts';
import { fetchRaw, type RawRecords } from '../../kafka/rawRecords.ts';
import { locateLeaders } from '../../kafka/topics.ts';
import { failureOf } from '../../model/failure.ts';
import type { RecordFault, SearchEnd, SearchFault, SearchRequest, SearchStop } from '../../model/search.ts';
import type { WorkerClient } from '../workerClient.ts';
import type { ScanAnswer, ScanPiece } from './scan.ts';
import { decodingToSend } from './schemasAtHand.ts';
import { schemasFor, type SearchOptions } from './searchOptions.ts';
import type { Way } from './way.ts';
import type { Ways } from './ways.ts';
import { Whereabouts } from './whereabouts.ts';

/**
 * One search on its way. Each leader is asked by a lane of its own, one Fetch after the other; while the worker searches an answer
 * the next is fetched. No more than four answers are alive at a time, so that memory is bounded whatever the topic's size.
 */
export class Searching {
  readonly #cluster: Cluster;
  readonly #request: SearchRequest;
  readonly #options: SearchOptions & { readonly signal: AbortSignal };
  readonly #worker: WorkerClient;
  readonly #ways: readonly Way[];
  readonly #failures: Ways['failures'];
  readonly #began: number;
  readonly #whereabouts = new Whereabouts();
  /** Ends the fetches in flight. */
  readonly #ending = new AbortController();
  readonly #scans = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #alive = 0;
  #asking = 0;
  #hidden = 0;
  #foundBytes = 0;
  #faults = 0;
  #firstFault: RecordFault | undefined;
  #stopped: SearchStop | undefined;
  #turns = 0;
  #stop: (() => void) | undefined;

  constructor({ cluster, request, options, worker, ways, failures, began }: SearchingOptions) {
    this.#cluster = cluster;
    this.#request = request;
    this.#options = options;
    this.#worker = worker;
    this.#ways = ways;
    this.#failures = failures;
    this.#began = began;
  }

  /** @param fault why it cannot be searched for, if so. */
  async run(fault: SearchFault | undefined): Promise<SearchEnd> {
    const { signal } = this.#options;
    const stopping = new Promise<void>(resolve => (this.#stop = resolve));
    const cancel = () => this.#end({ by: 'cancelled' });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    if (fault) this.#end({ by: 'fault', fault });
    const beat = setInterval(() => this.#tell(), beatMs);
    const watch = setInterval(this.#watchdog(), beatMs);
    try {
      if (!this.#stopped) await Promise.race([this.#all(), stopping]);
    } finally {
      clearInterval(beat);
      clearInterval(watch);
      signal.removeEventListener('abort', cancel);
      this.#ending.abort();
    }
    this.#tell();
    return this.#outcome();
  }

  async #all(): Promise<void> {
    const { signal } = this.#ending;
    const open = this.#ways.filter(way => way.open);
    const leaders = await locateLeaders(this.#cluster, open, false, { signal });
    const lanes = new Map<number | undefined, Way[]>();
    open.forEach((way, index) => {
      // Without a leader it is asked all the same: a Fetch looks for it anew, and tells why there is none.
      const leader = leaders[index]?.value;
      lanes.set(leader, [...(lanes.get(leader) ?? []), way]);
    });
    await Promise.all(Array.from(lanes.values(), ways => this.#lane(ways)));
    while (this.#scans.size > 0) await Promise.all(this.#scans);
  }

  async #lane(ways: readonly Way[]): Promise<void> {
    for (;;) {
      await this.#room();
      const wanted = this.#nextOf(ways);
      if (wanted.length === 0 || this.#stopped) {
        this.#release();
        return;
      }
      const raws = await this.#fetch(wanted);
      const pieces = raws.flatMap((raw, index) => {
        const way = wanted[index];
        const piece = way?.take(raw, index === 0);
        if (!way || !piece) return [];
        way.servedAt = ++this.#turns;
        return [{ way, piece, fetched: way.fetched }];
      });
      if (pieces.length === 0) this.#release();
      else {
        const scan: Promise<void> = this.#scan(pieces).finally(() => {
          this.#scans.delete(scan);
          this.#release();
        });
        this.#scans.add(scan);
      }
    }
  }

  /** The partitions of the next Fetch, which has one isolation level: those that wait for longest first. */
  #nextOf(ways: readonly Way[]): readonly Way[] {
    const open = ways.filter(way => way.open).sort((a, b) => a.servedAt - b.servedAt);
    const isolation = open[0]?.isolation(this.#request.isolation);
    return open.filter(way => way.isolation(this.#request.isolation) === isolation).slice(0, mostPartitions);
  }

  async #fetch(ways: readonly Way[]): Promise<readonly RawRecords[]> {
    const [first] = ways;
    const share = Math.max(leastShare, Math.floor(answerBytes / ways.length));
    const isolation = first?.isolation(this.#request.isolation) ?? 'read_committed';
    const { signal } = this.#ending;
    try {
      const options = { signal, isolation, maxBytes: answerBytes, maxWaitMs: 100 };
      const raws = await fetchRaw(
        this.#cluster,
        ways.map(way => way.wanted(share)),
        options,
      );
      return await this.#withLogStarts(raws);
    } catch (error) {
      const failure = failureOf(error);
      if (!this.#stopped) for (const way of ways) way.fail(failure);
      return [];
    }
  }

  /** A broker that refuses an offset does not say where the log begins now. */
  async #withLogStarts(raws: readonly RawRecords[]): Promise<readonly RawRecords[]> {
    const refused = raws.filter(({ failure, logStartOffset }) => failure?.code === 'OFFSET_OUT_OF_RANGE' && logStartOffset < 0n);
    if (refused.length === 0) return raws;
    const ends = await fetchEnds(this.#cluster, refused, { signal: this.#ending.signal });
    return raws.map(raw => {
      const start = ends[refused.indexOf(raw)]?.logStartOffset.value;
      return start === undefined ? raw : { ...raw, logStartOffset: start };
    });
  }

  async #scan(taken: readonly { readonly way: Way; readonly piece: ScanPiece; readonly fetched: bigint }[]): Promise<void> {
    const { what, most, isolation } = this.#request;
    const { how = {} } = this.#options;
    const { pieces, transfer } = movable(taken.map(({ piece }) => piece));
    try {
      const answer = await this.#worker.run(
        'scan',
        {
          ...{ what, most, mostBytes: mostFoundBytes, pieces, committedOnly: isolation === 'read_committed' },
          decodings: [...new Set(pieces.map(({ topic }) => topic))].map(topic => [
            topic,
            decodingToSend(topic, how.decodingOf?.(topic) ?? {}),
          ]),
          whereabouts: this.#whereabouts.shared,
        },
        {
          transfer,
          onAsk: async question => {
            this.#asking++;
            return schemasFor(how, question).finally(() => this.#asking--);
          },
        },
      );
      if (!this.#stopped) this.#take(taken, answer);
    } catch (error) {
      // The thread broke: nobody can search on. What the end covers is what was answered before.
      this.#end({ by: 'record', at: this.#where(), failure: failureOf(error) });
    }
  }

  #take(taken: readonly { readonly way: Way; readonly piece: ScanPiece; readonly fetched: bigint }[], answer: ScanAnswer): void {
    taken.forEach(({ way, piece, fetched }, index) => {
      const seen = answer.pieces[index];
      if (seen) way.scanned(piece, seen, fetched, answer.full !== undefined);
      this.#hidden += seen?.hidden ?? 0;
    });
    this.#faults += answer.faults;
    this.#firstFault ??= answer.firstFault;
    this.#foundBytes += answer.found.reduce((sum, { size }) => sum + size, 0);
    if (answer.found.length > 0) this.#options.onFound(answer.found);
    if (answer.full) this.#end(answer.full === 'most' ? { by: 'most' } : { by: 'memory', bytes: this.#foundBytes });
  }

  #end(stop: SearchStop): void {
    if (this.#stopped) return;
    this.#stopped = stop;
    this.#ending.abort();
    this.#stop?.();
  }

  /**
   * Ends the thread when it has been at one and the same record for too long. Waiting for schemas is not its time, nor is
   * waiting for a machine that is busy with everything else: then the process itself has hardly worked.
   */
  #watchdog(): () => void {
    let steps = this.#whereabouts.look().steps;
    let since = performance.now();
    let worked = process.cpuUsage();
    return () => {
      const now = this.#whereabouts.look().steps;
      if (now !== steps || this.#scans.size === 0 || this.#asking > 0) {
        steps = now;
        since = performance.now();
        worked = process.cpuUsage();
      } else if (performance.now() - since > mostRecordMs && cpuMs(worked) > mostRecordMs / 2) {
        this.#end({ by: 'record', at: this.#where(), failure: { kind: 'silent', code: 'WORKER_TOOK_TOO_LONG' } });
      }
    };
  }

  #where() {
    const { steps, place, offset } = this.#whereabouts.look();
    const way = steps === 0n ? undefined : this.#ways[place];
    return way && { topic: way.topic, partition: way.partition, offset };
  }

  #tell(): void {
    const { onProgress } = this.#options;
    if (!onProgress) return;
    const { records, matched, bytes } = this.#counts();
    const length = this.#ways.reduce((sum, way) => sum + way.length, 0);
    const share = length === 0 ? 1 : this.#ways.reduce((sum, way) => sum + way.covered, 0) / length;
    const ms = performance.now() - this.#began;
    onProgress({ records, matched, bytes, ms, share, ...(share > 0 ? { leftMs: (ms / share) * (1 - share) } : {}) });
  }

  #counts() {
    const sum = { records: 0, matched: 0, bytes: 0 };
    for (const { counts } of this.#ways) {
      sum.records += counts.records;
      sum.matched += counts.matched;
      sum.bytes += counts.bytes;
    }
    return sum;
  }

  #outcome(): SearchEnd {
    return {
      partitions: this.#ways.map(way => way.end()),
      failures: this.#failures,
      ...this.#counts(),
      hidden: this.#hidden,
      ms: performance.now() - this.#began,
      faults: this.#faults,
      ...(this.#firstFault ? { firstFault: this.#firstFault } : {}),
      ...(this.#stopped ? { stopped: this.#stopped } : {}),
    };
  }

  async #room(): Promise<void> {
    if (this.#alive >= mostAlive) await new Promise<void>(resolve => this.#waiting.push(resolve));
    this.#alive++;
  }

  #release(): void {
    this.#alive--;
    this.#waiting.shift()?.();
  }
}

export interface SearchingOptions extends Ways {
  readonly cluster: Cluster;
  readonly request: SearchRequest;
  readonly options: SearchOptions & { readonly signal: AbortSignal };
  readonly worker: WorkerClient;
  /** By performance.now(). */
  readonly began: number;
}

/**
 * Pieces of a large frame move to the worker with its memory, which nobody else holds; small ones are copied, for they may share
 * theirs with another frame.
 */
function movable(pieces: readonly ScanPiece[]): { readonly pieces: readonly ScanPiece[]; readonly transfer: readonly ArrayBuffer[] } {
  const sizes = new Map<ArrayBufferLike, number>();
  for (const { bytes } of pieces) sizes.set(bytes.buffer, (sizes.get(bytes.buffer) ?? 0) + bytes.length);
  const transfer = new Set<ArrayBuffer>();
  const moved = pieces.map(piece => {
    const { buffer } = piece.bytes;
    const isOwned = buffer instanceof ArrayBuffer && (sizes.get(buffer) ?? 0) >= ownedFrameBytes;
    // A Buffer's prototype does not cross; a copy has memory of its own.
    const bytes = isOwned ? new Uint8Array(buffer, piece.bytes.byteOffset, piece.bytes.length) : new Uint8Array(piece.bytes);
    transfer.add(bytes.buffer);
    return { ...piece, bytes };
  });
  return { pieces: moved, transfer: [...transfer] };
}

/** As large as a consumer's fetch of many partitions; four of them are 64 MB. */
const answerBytes = 16 * 1024 * 1024;
const mostAlive = 4;
const leastShare = 64 * 1024;
const mostPartitions = 1_000;
/** What is found stays in the editor's memory. */
const mostFoundBytes = 128 * 1024 * 1024;
const beatMs = 100;
const mostRecordMs = 3_000;

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};
