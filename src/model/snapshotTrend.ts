import { partitionName } from './cluster.ts';
import type { NextRecord } from './partitionState.ts';
import type { RecordsAtCommit, SnapshotParts } from './snapshot.ts';
import { atOnce, type Steps } from './steps.ts';
import { judgingGroup, type GroupTrend } from './trend.ts';

/** A snapshot's partitions, judged with what was found at their commits; null of a group that does not exist or could not be asked. */
export const judgeSnapshot = (parts: Pick<SnapshotParts, 'samples' | 'records'>): GroupTrend | null => atOnce(judgingSnapshot(parts));

/** The same in steps. */
export function* judgingSnapshot({ samples, records }: Pick<SnapshotParts, 'samples' | 'records'>): Steps<GroupTrend | null> {
  if (samples.items.length === 0) return null;
  const known = judged.get(samples);
  if (known?.records === records) return known.trend;
  const trend = yield* judgingGroup(samples.items, nextRecordsIn({ samples, records }));
  judged.set(samples, { records, trend });
  return trend;
}

/** Rules, words and pictures of one snapshot ask for the same: with thousands of partitions it takes a while. */
const judged = new WeakMap<SnapshotParts['samples'], { readonly records: SnapshotParts['records']; readonly trend: GroupTrend }>();

/** What the group would read next on each partition (`orders-2`) that was looked into. */
export function nextRecordsIn({ samples, records }: Pick<SnapshotParts, 'samples' | 'records'>): ReadonlyMap<string, NextRecord> {
  const ends = new Map(samples.items.at(-1)?.partitions.map(row => [partitionName(row), row.highWatermark.value]));
  return new Map(
    records.items.map(looked => {
      const name = partitionName(looked);
      return [name, nextRecordAt(looked, ends.get(name))];
    }),
  );
}

/** What was found from the commit on. Control records and what a transaction gave up are nothing to read. */
function nextRecordAt({ records, committedOffset, lookedUpTo }: RecordsAtCommit, end: bigint | undefined): NextRecord {
  if (records.some(({ offset, control, aborted }) => offset >= committedOffset && !control && !aborted)) return 'readable';
  return end !== undefined && lookedUpTo >= end ? 'nothing' : 'not-looked';
}
