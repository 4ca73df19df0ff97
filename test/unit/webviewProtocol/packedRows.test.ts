import assert from 'node:assert/strict';
import type { LagRow } from '../../../src/webviewProtocol/lagRows.ts';
import { isNotLooked, isPackedRows, lagsIn, namesIn, oldestIn, sumIn, UnpackedRows } from '../../../src/webviewProtocol/packedRows.ts';
import { packed, plainRows, type UnpackedRow } from '../../support/packedRows.ts';

type Offsets = 'lag' | 'committed' | 'logStart' | 'logEnd' | 'lastStable' | 'notRecords';
const figures: Omit<LagRow, Offsets> = {
  ...{ topic: 'orders', partition: 0, state: 'steady', reason: null, owner: 2 },
  ...{ producedPerSecond: 0, consumedPerSecond: 2.75, lagPerSecond: -2.75, etaMs: 10_172.5 },
  ...{ unmovedSince: 1_795_000_000_000, sawCommitMove: true, waitingSince: 1_795_000_000_001, hotShare: 0.375 },
  timeLag: { kind: 'read', writtenAt: 1_794_999_999_999 },
  deletedAt: 1_795_604_800_000,
};
const plain: UnpackedRow = {
  ...figures,
  lag: { kind: 'known', records: 60n, parts: { lost: 10n, notYetVisible: 20n, readable: 30n } },
  ...{ committed: 90n, logStart: 100n, logEnd: 150n, lastStable: 130n, notRecords: 3n },
};
const plainCrossed: LagRow = {
  ...figures,
  lag: { kind: 'known', records: '60', lost: '10', notYetVisible: '20', readable: '30' },
  ...{ committed: '90', logStart: '100', logEnd: '150', lastStable: '130', notRecords: '3' },
};
const without: Omit<LagRow, Offsets> = {
  ...{ topic: 'refunds', partition: 7, state: 'forbidden', owner: null },
  reason: { what: 'This login may not see it', next: 'Ask for Describe.' },
  ...{ producedPerSecond: null, consumedPerSecond: null, lagPerSecond: null, etaMs: null },
  ...{ unmovedSince: null, sawCommitMove: false, waitingSince: null, hotShare: null, deletedAt: null },
  timeLag: { kind: 'unknown', why: 'the record has no time' },
};
const noOffsets = { committed: null, logStart: null, logEnd: null, lastStable: null, notRecords: null };
const nothingKnown: UnpackedRow = { ...without, ...noOffsets, lag: { kind: 'unknown', reason: { kind: 'forbidden' } } };
const crossed = (...rows: readonly UnpackedRow[]) => plainRows(structuredClone(packed(rows)));
const of = (...rows: readonly UnpackedRow[]) => new UnpackedRows(structuredClone(packed(rows)));

describe('rows of the lag panel that cross as numbers', () => {
  it('arrive as they were sent, what is not known included', () =>
    assert.deepEqual(crossed(plain, nothingKnown, plain), [
      plainCrossed,
      { ...without, ...noOffsets, lag: { kind: 'unknown' } },
      plainCrossed,
    ]));

  it('arrive as they were sent where all of them say the same, or there is only one, or none', () => {
    assert.deepEqual(crossed(plain, plain, plain), [plainCrossed, plainCrossed, plainCrossed]);
    assert.deepEqual(crossed(plain), [plainCrossed]);
    assert.deepEqual(crossed(), []);
  });

  it('keep offsets exact that a double cannot hold', () => {
    const [row, other] = crossed({ ...plain, committed: 9007199254740993n, logEnd: 9223372036854775807n }, plain);
    assert.deepEqual([row?.committed, row?.logEnd], ['9007199254740993', '9223372036854775807']);
    assert.deepEqual([other?.committed, other?.logEnd], ['90', '150']);
  });

  it('cross once where two figures of all rows are the same', () => {
    const fine: UnpackedRow = { ...plain, lag: { kind: 'known', records: 60n, parts: { lost: 0n, notYetVisible: 0n, readable: 60n } } };
    const other: UnpackedRow = { ...fine, committed: 80n };
    const { columns } = packed([
      { ...fine, lastStable: 150n },
      { ...other, logEnd: 151n, lastStable: 151n },
    ]);
    assert.equal(columns.lastStable, columns.logEnd);
    assert.equal(columns.readable, columns.records);
    assert.notEqual(packed([plain, other]).columns.lastStable, packed([plain, other]).columns.logEnd);
  });

  it('keep every kind of lag and of time apart', () => {
    const lags: readonly UnpackedRow['lag'][] = [
      { kind: 'no-commit', waiting: 0n },
      { kind: 'no-commit' },
      { kind: 'known', records: 0n, parts: { lost: 0n, notYetVisible: 'unknown', readable: 0n } },
    ];
    assert.deepEqual(
      crossed(...lags.map(lag => ({ ...plain, lag }))).map(({ lag }) => lag),
      [
        { kind: 'no-commit', waiting: '0' },
        { kind: 'no-commit', waiting: null },
        { kind: 'known', records: '0', lost: '0', notYetVisible: null, readable: '0' },
      ],
    );
    const times: readonly LagRow['timeLag'][] = [
      { kind: 'none' },
      { kind: 'not-looked' },
      { kind: 'read', writtenAt: 5 },
      { kind: 'between', notBefore: null, before: 5 },
      { kind: 'between', notBefore: 4, before: 5 },
      { kind: 'unknown', why: 'nobody may read it' },
    ];
    assert.deepEqual(
      crossed(...times.map(timeLag => ({ ...plain, timeLag }))).map(({ timeLag }) => timeLag),
      times,
    );
    assert.equal(crossed({ ...plain, etaMs: 'never' })[0]?.etaMs, 'never');
  });

  it('are added up without those whose lag is not known', () => {
    const rows = of(plain, nothingKnown, { ...plain, lag: { kind: 'no-commit', waiting: 9n }, notRecords: null }, plain);
    assert.deepEqual(sumIn(rows), {
      lag: { kind: 'known', records: '120', lost: '20', notYetVisible: '40', readable: '60' },
      notRecords: '6',
    });
    assert.deepEqual([...lagsIn(rows)], [60, NaN, NaN, 60]);
  });

  it('say whether somebody has to look yet since when records wait', () => {
    assert.equal(isNotLooked(packed([plain, nothingKnown])), false);
    assert.equal(isNotLooked(packed([plain, { ...plain, timeLag: { kind: 'not-looked' } }])), true);
  });

  it('tell when the oldest unread record was written, as far as that is known', () => {
    const waiting = (...times: readonly LagRow['timeLag'][]) => oldestIn(of(...times.map(timeLag => ({ ...plain, timeLag }))));
    const [none, unseen] = [{ kind: 'none' }, { kind: 'not-looked' }] as const;
    assert.deepEqual(waiting({ kind: 'read', writtenAt: 70 }, none, { kind: 'read', writtenAt: 50 }), {
      ...{ isKnown: true, nothingWaits: false, latest: 50, earliest: 50 },
    });
    assert.deepEqual(waiting({ kind: 'read', writtenAt: 70 }, unseen, { kind: 'between', notBefore: 40, before: 60 }), {
      ...{ isKnown: true, nothingWaits: false, latest: 60, earliest: 40 },
    });
    assert.equal(waiting({ kind: 'read', writtenAt: 7 }, { kind: 'between', notBefore: null, before: 60 }).earliest, -Infinity);
    assert.deepEqual([waiting(none, none).nothingWaits, waiting(none, unseen).nothingWaits], [true, false]);
    assert.equal(waiting(none, unseen).isKnown, false);
  });

  it('keep their names from one look to the next, unless partitions came or went', () => {
    const rows = of(plain, nothingKnown);
    const before = { rows, names: namesIn(rows) };
    assert.deepEqual(before.names, ['orders-0', 'refunds-7']);
    assert.equal(namesIn(of(plain, nothingKnown), before), before.names);
    assert.deepEqual(namesIn(of(nothingKnown), before), ['refunds-7']);
    assert.deepEqual(namesIn(of(nothingKnown, plain), before), ['refunds-7', 'orders-0']);
    assert.deepEqual(namesIn(of({ ...plain, partition: 1 }, nothingKnown), before), ['orders-1', 'refunds-7']);
    assert.deepEqual(namesIn(of({ ...plain, topic: 'bills' }, nothingKnown), before), ['bills-0', 'refunds-7']);
  });

  it('are refused where a part is cut off', () => {
    const rows = packed([plain, nothingKnown, plain]);
    const withNumbers = (numbers: unknown) => ({
      ...rows,
      columns: { ...rows.columns, committed: { ...rows.columns.committed, numbers } },
    });
    const { numbers } = rows.columns.committed;
    assert.ok(isPackedRows(rows));
    assert.ok(isPackedRows(withNumbers(numbers.slice())));
    assert.ok(!isPackedRows(withNumbers(numbers.slice(1))));
    assert.ok(!isPackedRows(withNumbers([...numbers])));
    assert.ok(!isPackedRows(withNumbers(undefined)));
    assert.ok(!isPackedRows({ ...rows, count: 2 }));
  });
});
