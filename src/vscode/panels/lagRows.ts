/** A judged sample's partitions as they cross to the lag panel's page: in columns. Pure: no editor, no clock. */
import type { Failure } from '../../model/failure.ts';
import { lagOf } from '../../model/lag.ts';
import type { Places } from '../../model/moments.ts';
import type { PartitionOffsets } from '../../model/offsets.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { UnreadLook } from '../../model/timeLag.ts';
import type { JudgedTrend } from '../../model/trend.ts';
import { packedColumn, type PackedColumn } from '../../webviewProtocol/packedColumn.ts';
import {
  figures as allFigures,
  lagKinds,
  packedFigure,
  packRows,
  timeKinds,
  type Figure,
  type PackedRows,
  type WholeFigure,
} from '../../webviewProtocol/packedRows.ts';
import { partitionStates, type Reason } from '../../webviewProtocol/partitions.ts';
import { inSlices } from './inSlices.ts';

/** What is told of the rows besides the trend. */
export interface RowWords {
  readonly reasonOf: (failure: Failure) => Reason;
  /** What is known of a partition's unread records; left out where nobody looks. */
  readonly unreadOf?: (offsets: PartitionOffsets) => UnreadLook;
}

/** Most of it lies in the trend's columns already. The rest is looked up row by row, in turns with others who need the thread. */
export async function lagRows({ partitions }: GroupSample, trend: JudgedTrend, { reasonOf, unreadOf }: RowWords): Promise<PackedRows> {
  const { moments, figures } = trend;
  const { topics, topic, partition } = packedPlaces(moments.places);
  const [reasons, whys] = [new Numbered<Reason>(), new Numbered<string>()];
  const looked = columnsOf(partitions.length, lookedUp);
  await inSlices(partitions.keys(), row => {
    const offsets = partitions[row];
    if (!offsets) return;
    looked.state[row] = partitionStates.indexOf(trend.states[row] ?? 'unknown');
    looked.lagKind[row] = lagKinds.indexOf(trend.lagKinds[row] ?? 'unknown');
    const owner = moments.owner[row] ?? -1;
    if (owner >= 0) looked.owner[row] = owner;
    const failure = offsets.committed.failure ?? offsets.highWatermark.failure;
    if (failure) {
      const reason = reasonOf(failure);
      looked.reason[row] = reasons.of(reason, reason.what + reason.next);
    }
    const unread = unreadOf?.(offsets);
    const timeLag = unread?.timeLag ?? { kind: (trend.lags[row] ?? 0) > 0 ? 'not-looked' : 'none' };
    looked.timeKind[row] = timeKinds.indexOf(timeLag.kind);
    if (timeLag.kind === 'read') looked.timeFrom[row] = timeLag.writtenAt;
    if (timeLag.kind === 'between') [looked.timeFrom[row], looked.timeTo[row]] = [timeLag.notBefore ?? NaN, timeLag.before];
    if (timeLag.kind === 'unknown') looked.timeWhy[row] = whys.of(timeLag.failure ? reasonOf(timeLag.failure).what : '');
    looked.deletedAt[row] = unread?.deletedAt ?? NaN;
    looked.notRecords[row] = Number(unread?.notRecords ?? NaN);
  });
  for (const [row, { share }] of trend.hot) looked.hotShare[row] = share;
  const { records, lost, notYetVisible, readable, producedPerSecond, consumedPerSecond, etaMs } = figures;
  const { unmovedSince, sawCommitMove, waitingSince } = figures;
  const { committed, logStart, end: logEnd, lastStable } = moments;
  const columns: Readonly<Record<Figure, Float64Array | PackedColumn>> = {
    ...{ topic, partition, ...looked, records, lost, notYetVisible, readable, committed, logStart, logEnd, lastStable },
    ...{ producedPerSecond, consumedPerSecond, etaMs, unmovedSince, sawCommitMove, waitingSince },
  };
  const packed = await inSlices(allFigures, figure => {
    const column = columns[figure];
    return [figure, column instanceof Float64Array ? packedFigure(figure, column) : column] as const;
  });
  return packRows({
    ...{ count: partitions.length, topics, reasons: reasons.all, whys: whys.all },
    columns: Object.fromEntries(packed) as Record<Figure, PackedColumn>,
    exact: (figure, row) => {
      const offsets = partitions[row];
      if (!offsets) return null;
      return figure === 'notRecords' ? (unreadOf?.(offsets).notRecords ?? null) : wholeFigure(figure, offsets);
    },
  });
}

const lookedUp = [
  ...(['state', 'lagKind', 'owner', 'reason', 'hotShare', 'timeKind', 'timeFrom', 'timeTo', 'timeWhy', 'deletedAt', 'notRecords'] as const),
] as const;

/** NaN throughout. */
function columnsOf<Figure extends string>(count: number, figures: readonly Figure[]): Readonly<Record<Figure, Float64Array>> {
  return Object.fromEntries(figures.map(figure => [figure, new Float64Array(count).fill(NaN)])) as Record<Figure, Float64Array>;
}

function wholeFigure(figure: Exclude<WholeFigure, 'notRecords'>, offsets: PartitionOffsets): bigint | null {
  if (figure === 'committed') return offsets.committed.value?.offset ?? null;
  if (figure === 'logStart') return offsets.logStartOffset.value ?? null;
  if (figure === 'logEnd') return offsets.highWatermark.value ?? null;
  if (figure === 'lastStable') return offsets.lastStableOffset.value ?? null;
  const lag = lagOf(offsets);
  if (lag.kind === 'no-commit') return figure === 'records' ? (lag.waiting ?? null) : null;
  if (lag.kind === 'unknown') return null;
  if (figure === 'records') return lag.records;
  const part = lag.parts[figure];
  return part === 'unknown' ? null : part;
}

interface PackedPlaces {
  readonly topics: readonly string[];
  readonly topic: PackedColumn;
  readonly partition: PackedColumn;
}

/** A group's partitions hardly change, and are the same from one sample to the next. */
const packedOnes = new WeakMap<Places, PackedPlaces>();

function packedPlaces(places: Places): PackedPlaces {
  const known = packedOnes.get(places);
  if (known) return known;
  const topics = new Numbered<string>();
  const made = {
    topic: packedColumn(Float64Array.from(places.partitions, ({ topic }) => topics.of(topic))),
    partition: packedColumn(Float64Array.from(places.partitions, ({ partition }) => partition)),
    topics: topics.all,
  };
  packedOnes.set(places, made);
  return made;
}

/** Each value once, with its index. */
class Numbered<T> {
  readonly all: T[] = [];
  readonly #index = new Map<unknown, number>();

  of(value: T, key: unknown = value): number {
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.#index.set(key, this.all.length);
    return this.all.push(value) - 1;
  }
}
