import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { LookedAtPartition, PeekRequest } from '../../../src/model/peek.ts';
import { startBudget, type Peeked, type PeekOptions } from '../../../src/peek/budget.ts';
import { joinLookedAt } from '../../../src/peek/joinLookedAt.ts';
import { look, lookFurther } from '../../../src/peek/look.ts';
import { batchesOf, MemoryLog, type MemoryPartition } from './memoryLog.ts';

const request = (part: Partial<PeekRequest>): PeekRequest => ({
  topic: 'orders',
  partitions: [],
  start: { kind: 'newest' },
  limit: 100,
  isolation: 'read_committed',
  showControlRecords: false,
  ...part,
});

const lookAt = (log: MemoryLog, part: Partial<PeekRequest>, options: PeekOptions = {}) => look(log, request(part), startBudget(options));
const one = (partition: MemoryPartition) => new MemoryLog('orders', { 0: partition });
const offsets = ({ records }: Peeked) => records.map(({ offset }) => Number(offset));
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const covered = ({ lookedAt }: Peeked) => lookedAt.partitions.map(({ partition, from, to }) => [partition, Number(from), Number(to)]);
const notes = ({ lookedAt }: Peeked) => lookedAt.partitions.map(({ note }) => note);

describe('looking at one partition', () => {
  const full = { batches: batchesOf({ from: 100, count: 900 }), logStartOffset: 100, logEndOffset: 1_000 };

  it('shows the newest records', async () => {
    const seen = await lookAt(one(full), { limit: 25 });
    assert.deepEqual(offsets(seen), range(975, 1_000));
    assert.deepEqual(covered(seen), [[0, 975, 1_000]]);
    assert.equal(seen.lookedAt.records, 25);
  });

  it('shows the oldest records', async () => {
    const seen = await lookAt(one(full), { start: { kind: 'oldest' }, limit: 25 });
    assert.deepEqual(offsets(seen), range(100, 125));
    assert.deepEqual(covered(seen), [[0, 100, 125]]);
  });

  it('begins exactly at an offset, in the middle of a batch', async () =>
    assert.deepEqual(offsets(await lookAt(one(full), { start: { kind: 'offset', offset: 457n }, limit: 5 })), range(457, 462)));

  it('begins at a time', async () =>
    assert.deepEqual(offsets(await lookAt(one(full), { start: { kind: 'time', at: 300_500 }, limit: 3 })), range(401, 404)));

  it('shows all there is where that is less than asked for', async () => {
    const seen = await lookAt(one({ batches: batchesOf({ count: 7 }), logEndOffset: 7 }), { limit: 100 });
    assert.deepEqual(offsets(seen), range(0, 7));
    assert.equal(seen.lookedAt.stopped, undefined);
  });

  it('an empty partition is looked at, and nothing was there', async () => {
    const seen = await lookAt(one({ batches: [], logStartOffset: 50, logEndOffset: 50 }), {});
    assert.deepEqual(offsets(seen), []);
    assert.deepEqual(covered(seen), [[0, 50, 50]]);
  });

  it('reads on after the last record, and before the first', async () => {
    const log = one(full);
    const wanted = request({ start: { kind: 'offset', offset: 500n }, limit: 10 });
    const first = await look(log, wanted, startBudget({}));
    const later = await lookFurther(log, wanted, first.lookedAt, 'later', startBudget({}));
    assert.deepEqual(offsets(later), range(510, 520));
    const both = joinLookedAt(first.lookedAt, later.lookedAt);
    const earlier = await lookFurther(log, wanted, both, 'earlier', startBudget({}));
    assert.deepEqual(offsets(earlier), range(490, 500));
    const all = joinLookedAt(both, earlier.lookedAt);
    assert.deepEqual(
      all.partitions.map(({ from, to }) => [from, to]),
      [[490n, 520n]],
    );
    assert.equal(all.records, 30);
  });

  it('reading on at the end finds what was written meanwhile', async () => {
    const log = one(full);
    const first = await lookAt(log, { limit: 5 });
    assert.deepEqual(offsets(await lookFurther(log, request({}), first.lookedAt, 'later', startBudget({}))), []);
    log.partitions = { 0: { ...full, batches: batchesOf({ from: 100, count: 903 }), logEndOffset: 1_003 } };
    assert.deepEqual(offsets(await lookFurther(log, request({}), first.lookedAt, 'later', startBudget({}))), [1_000, 1_001, 1_002]);
  });
});

describe('where there is nothing to begin at', () => {
  const log = one({ batches: batchesOf({ from: 100, count: 100 }), logStartOffset: 100, logEndOffset: 200 });
  const at = (offset: bigint) => lookAt(log, { start: { kind: 'offset', offset }, limit: 2 });

  it('a deleted offset begins at the log start', async () => {
    assert.deepEqual(offsets(await at(5n)), [100, 101]);
    assert.deepEqual(notes(await at(5n)), ['deleted']);
  });
  it('the end has no record yet', async () => assert.deepEqual([offsets(await at(200n)), notes(await at(200n))], [[], ['at-end']]));
  it('an offset beyond the end says so', async () =>
    assert.deepEqual([offsets(await at(201n)), notes(await at(201n))], [[], ['beyond-end']]));
  it('a time after the last record says so', async () =>
    assert.deepEqual(notes(await lookAt(log, { start: { kind: 'time', at: 1e12 } })), ['time-beyond-end']));
  it('a topic that does not exist is told, not thrown', async () =>
    assert.equal((await lookAt(log, { topic: 'oders' })).lookedAt.failure?.code, 'UNKNOWN_TOPIC_OR_PARTITION'));
  it('a partition that does not exist costs only itself', async () => {
    const seen = await lookAt(log, { partitions: [0, 7], limit: 2 });
    assert.deepEqual(offsets(seen), [198, 199]);
    assert.deepEqual(
      seen.lookedAt.partitions.map(({ failure }) => failure?.kind),
      [undefined, 'not-found'],
    );
  });
});

describe('gaps and markers', () => {
  it('a compacted partition with one record left in a million offsets is read in a few steps', async () => {
    const log = one({
      batches: [
        { lastOffset: 9, bytes: 200, records: [{ offset: 3, time: 3 }] },
        { lastOffset: 999_999, bytes: 200, records: [{ offset: 999_990, time: 9 }] },
      ],
      logEndOffset: 1_000_000,
    });
    assert.deepEqual(offsets(await lookAt(log, { limit: 10 })), [3, 999_990]);
    assert.ok(log.fetches.length < 20, `${log.fetches.length} fetches`);
    assert.deepEqual(offsets(await lookAt(log, { start: { kind: 'oldest' } })), [3, 999_990]);
  });

  const transactions = {
    batches: [
      ...batchesOf({ count: 4, perBatch: 4 }),
      { lastOffset: 4, bytes: 80, records: [{ offset: 4, time: 4_000, control: 'commit' as const }] },
      { lastOffset: 6, bytes: 200, records: [5, 6].map(offset => ({ offset, time: offset * 1_000, aborted: true })) },
      { lastOffset: 7, bytes: 80, records: [{ offset: 7, time: 7_000, control: 'abort' as const }] },
    ],
    logEndOffset: 8,
  };

  it('a tail of markers holds nobody up, and is counted', async () => {
    const seen = await lookAt(one(transactions), { limit: 3 });
    assert.deepEqual(offsets(seen), [1, 2, 3]);
    assert.deepEqual(covered(seen), [[0, 1, 8]]);
    assert.equal(seen.lookedAt.hidden, 4);
  });
  it('markers and aborted records are shown when asked', async () =>
    assert.deepEqual(offsets(await lookAt(one(transactions), { showControlRecords: true })), range(0, 8)));
  it('a read_uncommitted client sees aborted records, never markers', async () =>
    assert.deepEqual(offsets(await lookAt(one(transactions), { isolation: 'read_uncommitted' })), [0, 1, 2, 3, 5, 6]));

  const open = { batches: batchesOf({ count: 20, perBatch: 5 }), logEndOffset: 20, lastStableOffset: 10 };
  it('read_committed ends at the last stable offset', async () => {
    const seen = await lookAt(one(open), { limit: 3 });
    assert.deepEqual(offsets(seen), [7, 8, 9]);
    assert.equal(seen.lookedAt.partitions[0]?.logEndOffset, 10n);
  });
  it('an offset behind an open transaction is not yet visible', async () =>
    assert.deepEqual(notes(await lookAt(one(open), { start: { kind: 'offset', offset: 12n } })), ['not-yet-visible']));
  it('read_uncommitted still asks read_committed below the last stable offset, for only that answer names aborted records', async () => {
    const log = one(open);
    assert.deepEqual(offsets(await lookAt(log, { start: { kind: 'oldest' }, isolation: 'read_uncommitted' })), range(0, 20));
    assert.deepEqual(
      log.fetches.map(({ isolation, wanted }) => [isolation, Number(wanted[0]?.offset)]),
      [
        ['read_committed', 0],
        ['read_uncommitted', 10],
      ],
    );
  });
});

describe('several partitions', () => {
  /** Partition 1 is a minute behind partition 0, 2 is empty. */
  const partitions = {
    0: { batches: batchesOf({ count: 100, at: 60_000 }), logEndOffset: 100 },
    1: { batches: batchesOf({ count: 100, at: 0 }), logEndOffset: 100 },
    2: { batches: [], logEndOffset: 0 },
  };

  it('the newest over all partitions, by time', async () => {
    const seen = await lookAt(new MemoryLog('orders', partitions), { limit: 64 });
    assert.equal(seen.records.length, 64);
    const times = seen.records.map(({ timestamp }) => timestamp);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    // Partition 0 ends 60 s after partition 1: its last 60 records are all newer than any of partition 1.
    assert.deepEqual(covered(seen), [
      [0, 38, 100],
      [1, 98, 100],
      [2, 0, 0],
    ]);
  });

  it('the oldest over all partitions, by time', async () => {
    const seen = await lookAt(new MemoryLog('orders', partitions), { start: { kind: 'oldest' }, limit: 64 });
    assert.deepEqual(covered(seen), [
      [0, 0, 2],
      [1, 0, 62],
      [2, 0, 0],
    ]);
  });

  it('chosen partitions only', async () => {
    const log = new MemoryLog('orders', partitions);
    assert.deepEqual(covered(await lookAt(log, { partitions: [1], limit: 5 })), [[1, 95, 100]]);
    assert.ok(log.fetches.every(({ wanted }) => wanted.every(({ partition }) => partition === 1)));
  });

  it('clocks that run backwards within a partition do not break its order', async () => {
    const log = one({
      batches: [{ lastOffset: 2, bytes: 100, records: [300, 100, 200].map((time, offset) => ({ offset, time })) }],
      logEndOffset: 3,
    });
    assert.deepEqual(offsets(await lookAt(log, {})), [0, 1, 2]);
  });

  it('records of one millisecond are taken from all partitions in turn, in few fetches', async () => {
    const same = Object.fromEntries(
      range(0, 8).map(partition => [partition, { batches: batchesOf({ count: 400, everyMs: 0 }), logEndOffset: 400 }]),
    );
    const log = new MemoryLog('orders', same);
    const seen = await lookAt(log, { limit: 80 });
    assert.deepEqual(
      covered(seen),
      range(0, 8).map(partition => [partition, 390, 400]),
    );
    assert.equal(log.fetches.length, 1);
  });

  it('a hundred partitions with batches larger than asked for take turns', async () => {
    const many = Object.fromEntries(
      range(0, 100).map(partition => [partition, { batches: batchesOf({ count: 20, bytes: 700_000 }), logEndOffset: 20 }]),
    );
    const log = new MemoryLog('orders', many);
    const seen = await lookAt(log, { limit: 100 }, { mostBytes: 1e9 });
    assert.equal(seen.records.length, 100);
    assert.ok(seen.lookedAt.partitions.every(({ failure }) => !failure));
  });

  it('a partition that fails keeps what was read of it, and the others all', async () => {
    const failure = { kind: 'kafka', code: 'KAFKA_STORAGE_ERROR' } as const;
    const sick = { batches: batchesOf({ count: 100, bytes: 200_000 }), logEndOffset: 100, failsAt: { offset: 30, failure } };
    const seen = await lookAt(new MemoryLog('orders', { 0: sick, 1: partitions[1] }), { start: { kind: 'oldest' }, limit: 500 });
    assert.equal(seen.records.filter(({ partition }) => partition === 0).length, 30);
    assert.equal(seen.records.filter(({ partition }) => partition === 1).length, 100);
    assert.deepEqual(covered(seen)[0], [0, 0, 30]);
    assert.equal(seen.lookedAt.partitions[0]?.failure?.code, 'KAFKA_STORAGE_ERROR');
  });
});

describe('around the committed offset of a group', () => {
  const full = { batches: batchesOf({ from: 100, count: 900 }), logStartOffset: 100, logEndOffset: 1_000 };
  const around = (partition: Partial<MemoryPartition>, limit = 20) =>
    lookAt(one({ ...full, ...partition }), { start: { kind: 'committed', groupId: 'billing' }, limit });
  const first = ({ lookedAt }: Peeked): LookedAtPartition | undefined => lookedAt.partitions[0];

  it('shows a quarter before the next record, the rest from it on', async () => {
    const seen = await around({ committed: 600 });
    assert.deepEqual(offsets(seen), range(595, 615));
    assert.equal(first(seen)?.committedOffset, 600n);
  });
  it('a group that has read everything sees what it read last', async () => {
    const seen = await around({ committed: 1_000 });
    assert.deepEqual(offsets(seen), range(980, 1_000));
    assert.equal(first(seen)?.note, 'at-end');
  });
  it('no commit is its own state', async () => {
    const seen = await around({});
    assert.deepEqual([offsets(seen), first(seen)?.note, first(seen)?.committedOffset], [[], 'no-commit', null]);
  });
  it('a commit below the log start shows what is left', async () => {
    const seen = await around({ committed: 20 });
    assert.deepEqual([offsets(seen)[0], first(seen)?.note, first(seen)?.committedOffset], [100, 'deleted', 20n]);
  });
  it('a commit beyond the end says so and shows the newest', async () => {
    const seen = await around({ committed: 5_000 });
    assert.deepEqual([offsets(seen).at(-1), first(seen)?.note], [999, 'beyond-end']);
  });
  it('shares the limit between the partitions', async () => {
    const log = new MemoryLog('orders', { 0: { ...full, committed: 600 }, 1: { ...full, committed: 300 }, 2: full });
    const seen = await lookAt(log, { start: { kind: 'committed', groupId: 'billing' }, limit: 16 });
    assert.deepEqual(covered(seen), [
      [0, 598, 606],
      [1, 298, 306],
      [2, 1_000, 1_000],
    ]);
    assert.ok(log.fetches.every(({ wanted }) => new Set(wanted.map(({ partition }) => partition)).size === wanted.length));
  });
});

describe('what ends reading early', () => {
  const large = { batches: batchesOf({ count: 10_000, perBatch: 1, bytes: 1_000_000 }), logEndOffset: 10_000 };

  it('the bound on bytes: what was read is kept and said', async () => {
    const seen = await lookAt(one(large), { start: { kind: 'oldest' }, limit: 10_000 }, { mostBytes: 20_000_000 });
    assert.equal(seen.lookedAt.stopped, 'bytes');
    assert.ok(seen.records.length >= 20 && seen.records.length < 60, `${seen.records.length} records`);
    assert.equal(seen.lookedAt.partitions[0]?.to, BigInt(seen.records.length));
  });

  it('cancelling: what was read is kept, and covers what is said', async () => {
    const log = one(large);
    const cancel = new AbortController();
    log.onFetch = () => {
      if (log.fetches.length === 5) cancel.abort();
    };
    const seen = await lookAt(log, { limit: 1_000 }, { signal: cancel.signal });
    assert.equal(seen.lookedAt.stopped, 'cancelled');
    assert.ok(seen.records.length > 0);
    assert.deepEqual(offsets(seen), range(...(covered(seen)[0]?.slice(1) as [number, number])));
  });

  it('the bound on time', async () => {
    const budget = startBudget({ mostMs: 1 });
    const log = one(large);
    log.onFetch = async () => {
      if (!budget.signal.aborted) await once(budget.signal, 'abort');
    };
    const seen = await look(log, request({ start: { kind: 'oldest' }, limit: 10_000 }), budget);
    assert.deepEqual([seen.lookedAt.stopped, seen.records.length > 0], ['time', true]);
  });

  it('a partition that answers nothing below its end is given up', async () => {
    const seen = await lookAt(one({ batches: [], logEndOffset: 10 }), {});
    assert.equal(seen.lookedAt.partitions[0]?.failure?.code, 'NO_RECORDS_BELOW_THE_END');
  });

  it('a batch that cannot be unpacked is told, and reading goes on behind it', async () => {
    const damage = { kind: 'unreadable', code: 'CORRUPT_BATCH' } as const;
    const [first, second, third] = batchesOf({ count: 30 });
    assert.ok(first && second && third);
    const log = one({ batches: [first, { ...second, firstOffset: 10, records: [], damage }, third], logEndOffset: 30 });
    for (const start of ['oldest', 'newest'] as const) {
      const seen = await lookAt(log, { start: { kind: start } });
      assert.deepEqual(offsets(seen), [...range(0, 10), 10, ...range(20, 30)]);
      assert.deepEqual(seen.records[10]?.unreadable, { last: 19n, failure: damage }); // one row for the batch
      assert.equal(seen.lookedAt.records, 20);
      assert.equal(seen.lookedAt.partitions[0]?.failure?.code, 'CORRUPT_BATCH');
      assert.deepEqual(covered(seen), [[0, 0, 30]]);
    }
  });

  it('a batch that cannot be unpacked is one row, also where reading begins or turns in the middle of it', async () => {
    const damage = { kind: 'unreadable', code: 'CORRUPT_BATCH' } as const;
    const batches = batchesOf({ count: 30 }).map((batch, at) => (at === 1 ? { ...batch, firstOffset: 10, records: [], damage } : batch));
    const log = one({ batches, logEndOffset: 30, committed: 15 });
    const seen = await lookAt(log, { start: { kind: 'committed', groupId: 'billing' }, limit: 40 });
    assert.deepEqual(offsets(seen), [...range(0, 10), 15, ...range(20, 30)]);
    assert.equal(seen.records.filter(record => record.unreadable).length, 1);
  });

  it('records that retention deletes meanwhile are skipped', async () => {
    const before = { batches: batchesOf({ count: 1_000, bytes: 20_000 }), logEndOffset: 1_000 };
    const log = one(before);
    log.onFetch = () => {
      if (log.fetches.length === 2) log.partitions = { 0: { ...before, logStartOffset: 500 } };
    };
    const seen = await lookAt(log, { start: { kind: 'oldest' }, limit: 1_000 });
    assert.equal(seen.lookedAt.partitions[0]?.failure, undefined);
    assert.ok(offsets(seen).includes(0) && offsets(seen).includes(999) && !offsets(seen).includes(499));
  });

  it('progress is told', async () => {
    let bytes = 0;
    await lookAt(one(large), { start: { kind: 'oldest' }, limit: 5 }, { onProgress: progress => (bytes = progress.bytes) });
    assert.ok(bytes >= 5_000_000);
  });
});
