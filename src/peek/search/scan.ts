import { schemaIdHeaders } from '../../decoding/schemas.ts';
import { type AbortedTransaction, abortedBatches } from '../../kafka/protocol/abortedBatches.ts';
import type { Batch } from '../../kafka/protocol/batch.ts';
import { readBatches } from '../../kafka/protocol/recordBatch.ts';
import { RecordWalk } from '../../kafka/protocol/recordWalk.ts';
import type { TopicPartition } from '../../model/cluster.ts';
import { type Failure, failureOf } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { RecordFault, SearchedPartition, SearchFor } from '../../model/search.ts';
import type { AskHost, Worked } from '../worked.ts';
import { faultOf } from './checks.ts';
import type { Matcher } from './match.ts';
import { matcherOf } from './matcher.ts';
import { hides } from './reading.ts';
import { type DecodingToSend, SchemasAtHand } from './schemasAtHand.ts';
import { Whereabouts } from './whereabouts.ts';

/** The batches of one Fetch answer. */
export interface ScanQuestion {
  readonly what: SearchFor;
  /** Most records to find in all of the search, and most bytes of them. */
  readonly most: number;
  readonly mostBytes: number;
  /** Aborted transactions are stepped over; else they are marked. */
  readonly committedOnly: boolean;
  readonly pieces: readonly ScanPiece[];
  readonly decodings: readonly (readonly [topic: string, decoding: DecodingToSend])[];
  /** Shared: where the thread tells what it is at, for whoever watches that it does not hang. */
  readonly whereabouts: SharedArrayBuffer;
}

export interface ScanPiece extends TopicPartition {
  /** What `whereabouts` calls this partition. */
  readonly place: number;
  readonly bytes: Uint8Array;
  /** Of the records only those from `from` up to, not with, `until` are looked at. */
  readonly from: bigint;
  readonly until: bigint;
  readonly aborted: readonly AbortedTransaction[];
}

export interface ScanAnswer {
  /** One a piece, in their order. */
  readonly pieces: readonly ScannedPiece[];
  readonly found: readonly KafkaRecord[];
  readonly faults: number;
  readonly firstFault?: RecordFault;
  /** As much as may be found is found: by number, or by bytes. Nothing is looked at from then on. */
  readonly full?: 'most' | 'memory';
}

export interface ScannedPiece {
  /** Looked at up to, not with, this offset. Behind the last batch, unless as many as wanted were found before. */
  readonly to: bigint;
  readonly records: number;
  readonly matched: number;
  readonly hidden: number;
  readonly bytes: number;
  /** Batches that cannot be unpacked or read: they are stepped over. */
  readonly unread?: NonNullable<SearchedPartition['unread']>;
  /** Behind `to` no further batch can be told apart. */
  readonly failure?: Failure;
}

/** Looks for what is wanted in the batches of an answer: bytes first, and what these cannot rule out record by record. */
export async function scanTask(question: ScanQuestion, ask: AskHost): Promise<Worked<ScanAnswer>> {
  const scan = new Scan(question, ask);
  const pieces: ScannedPiece[] = [];
  for (const piece of question.pieces) pieces.push(await scan.piece(piece));
  const { found, faults, firstFault } = scan;
  const full = scan.full();
  return {
    answer: { pieces, found, faults, ...(firstFault ? { firstFault } : {}), ...(full ? { full } : {}) },
    transfer: found.flatMap(({ value }) => (value !== null && value.length >= worthMoving ? [value.buffer as ArrayBuffer] : [])),
  };
}

const schemaIdEnding = Buffer.from('_schema_id');

/** Smaller values are copied quicker than they are handed over. */
const worthMoving = 64 * 1024;

/** What is prepared once a search: each search has a thread of its own. */
let prepared: Prepared | undefined;

interface Prepared {
  readonly what: string;
  readonly matcher: Matcher;
  readonly schemas: Map<string, SchemasAtHand>;
  found: number;
  foundBytes: number;
}

function preparedFor({ what, decodings }: ScanQuestion): Prepared {
  const key = JSON.stringify(what);
  if (prepared?.what !== key) prepared = { what: key, matcher: matcherOf(what), schemas: new Map(), found: 0, foundBytes: 0 };
  for (const [topic, decoding] of decodings) {
    if (!prepared.schemas.has(topic)) prepared.schemas.set(topic, new SchemasAtHand(decoding));
  }
  return prepared;
}

class Scan {
  readonly found: KafkaRecord[] = [];
  faults = 0;
  firstFault: RecordFault | undefined;
  readonly #matcher: Matcher;
  readonly #prepared: Prepared;
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #committedOnly: boolean;
  readonly #whereabouts: Whereabouts;
  readonly #ask: AskHost;

  constructor(question: ScanQuestion, ask: AskHost) {
    this.#prepared = preparedFor(question);
    this.#matcher = this.#prepared.matcher;
    this.#most = question.most;
    this.#mostBytes = question.mostBytes;
    this.#committedOnly = question.committedOnly;
    this.#whereabouts = new Whereabouts(question.whereabouts);
    this.#ask = ask;
  }

  async piece(piece: ScanPiece): Promise<ScannedPiece> {
    const { topic, from, until } = piece;
    const schemas = this.#prepared.schemas.get(topic) ?? new SchemasAtHand({ files: [] });
    const isAborted = abortedBatches(piece.aborted);
    const seen = { to: from, records: 0, matched: 0, hidden: 0, bytes: 0 };
    let unread: ScannedPiece['unread'];
    let failure: Failure | undefined;
    try {
      for (const batch of readBatches(Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.byteLength))) {
        const aborted = isAborted(batch);
        const { baseOffset, lastOffset } = batch.info;
        if (lastOffset < from) continue;
        if (seen.to >= until || this.full()) break;
        this.#whereabouts.at(piece.place, baseOffset);
        seen.bytes += batch.bytes;
        try {
          if (batch.control || (aborted && this.#committedOnly)) seen.hidden += batch.count;
          else {
            const looked = await this.#batch(piece, batch, aborted, schemas);
            seen.records += looked.records;
            seen.matched += looked.matched;
            if (looked.to <= lastOffset) {
              seen.to = looked.to;
              break;
            }
          }
        } catch (error) {
          const { from: first = baseOffset, batches = 0, failure: why = unreadable(error, batch) } = unread ?? {};
          unread = { from: first, to: lastOffset + 1n, batches: batches + 1, failure: why };
        }
        seen.to = lastOffset + 1n;
      }
    } catch (error) {
      failure = failureOf(error);
    }
    const { to, ...counts } = seen;
    return { ...counts, to: to < until ? to : until, ...(unread ? { unread } : {}), ...(failure ? { failure } : {}) };
  }

  full(): 'most' | 'memory' | undefined {
    if (this.#prepared.found >= this.#most) return 'most';
    return this.#prepared.foundBytes >= this.#mostBytes ? 'memory' : undefined;
  }

  /** @throws FailureError where the batch cannot be read. */
  async #batch(
    piece: ScanPiece,
    batch: Batch,
    aborted: boolean,
    schemas: SchemasAtHand,
  ): Promise<{ readonly records: number; readonly matched: number; readonly to: bigint }> {
    const { count, candidates } = this.#candidatesOf(batch, piece, schemas);
    const to = batch.info.lastOffset + 1n;
    if (candidates.length === 0) return { records: count, matched: 0, to };
    await schemas.bring(candidates, this.#matcher.parts, this.#ask);
    let matched = 0;
    for (const record of candidates) {
      this.#whereabouts.on(record.offset);
      if (!this.#passes(record, schemas)) continue;
      matched++;
      this.#prepared.found++;
      this.#prepared.foundBytes += record.size;
      this.found.push(aborted ? { ...record, aborted } : record);
      if (!this.full()) continue;
      const looked = batch.records(piece, ({ offset }) => offset >= piece.from && offset <= record.offset);
      return { records: looked.length, matched, to: record.offset + 1n };
    }
    return { records: count, matched, to };
  }

  #passes(record: KafkaRecord, schemas: SchemasAtHand): boolean {
    try {
      return this.#matcher.passes(record, schemas.decoding);
    } catch (error) {
      const { topic, partition, offset } = record;
      this.firstFault ??= { topic, partition, offset, fault: faultOf(error) };
      this.faults++;
      return false;
    }
  }

  /** The records of a batch that their bytes do not rule out, and how many of all are in the range. */
  #candidatesOf(
    batch: Batch,
    piece: ScanPiece,
    schemas: SchemasAtHand,
  ): { readonly count: number; readonly candidates: readonly KafkaRecord[] } {
    const inRange = ({ offset }: { readonly offset: bigint }) => offset >= piece.from && offset < piece.until;
    const { bytes } = this.#matcher;
    // Messages of the old formats are few, and each compressed set is unpacked as one. Kafka's own records are all packed.
    if (bytes === undefined || batch.info.magic !== 2 || schemas.decoding.own) {
      const candidates = batch.records(piece, inRange).filter(inRange);
      return { count: candidates.length, candidates };
    }
    const body = batch.unpacked();
    const filter = bytes(body);
    const { baseOffset, lastOffset } = batch.info;
    const first = piece.from > baseOffset ? Number(piece.from - baseOffset) : 0;
    const last = piece.until <= lastOffset ? Number(piece.until - baseOffset) - 1 : Number.MAX_SAFE_INTEGER;
    const { key, value } = schemas.decoding;
    const looksAt = { key: this.#matcher.parts.includes('key'), value: this.#matcher.parts.includes('value') };
    // One look for what both headers' names end with; hardly any topic has them.
    const mayName = (looksAt.key || looksAt.value) && body.includes(schemaIdEnding);
    const named = { key: mayName && body.includes(schemaIdHeaders.key), value: mayName && body.includes(schemaIdHeaders.value) };
    const wanted = new Set<bigint>();
    let count = 0;
    let hit = filter.find(0);
    const walk = new RecordWalk(body, batch.count);
    while (walk.next()) {
      if (walk.offsetDelta < first || walk.offsetDelta > last) continue;
      count++;
      if (hit !== -1 && hit < walk.start) hit = filter.find(walk.start);
      if (
        (hit !== -1 && hit < walk.end) ||
        (looksAt.value && hides(value, body, walk.valueAt, walk.valueLength, named.value)) ||
        (looksAt.key && hides(key, body, walk.keyAt, walk.keyLength, named.key))
      ) {
        wanted.add(baseOffset + BigInt(walk.offsetDelta));
      }
    }
    return { count, candidates: wanted.size === 0 ? [] : batch.records(piece, ({ offset }) => wanted.has(offset)) };
  }
}

/** A length that does not fit is the batch's fault, and a Failure by now only where it was unpacking that found it. */
function unreadable(error: unknown, { info: { baseOffset, lastOffset } }: Batch): Failure {
  if (!(error instanceof RangeError)) return failureOf(error);
  return { kind: 'unreadable', code: 'CORRUPT_BATCH', detail: `offsets ${baseOffset} to ${lastOffset}: ${error.message}` };
}
