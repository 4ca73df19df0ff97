import assert from 'node:assert/strict';
import type { LagRow } from '../../../src/webviewProtocol/lagRows.ts';
import { isPackedRows, packRows, unpackRows } from '../../../src/webviewProtocol/packedRows.ts';

const plain: LagRow = {
  ...{ topic: 'orders', partition: 0, state: 'steady', reason: null, owner: 2 },
  lag: { kind: 'known', records: '60', lost: '10', notYetVisible: '20', readable: '30' },
  ...{ committed: '90', logStart: '100', logEnd: '150', lastStable: '130', notRecords: '3' },
  ...{ producedPerSecond: 0, consumedPerSecond: 2.949, lagPerSecond: -2.949, etaMs: 10_172.9 },
  ...{ unmovedSince: 1_795_000_000_000, sawCommitMove: true, waitingSince: 1_795_000_000_001, hotShare: 0.39 },
  timeLag: { kind: 'read', writtenAt: 1_794_999_999_999 },
  deletedAt: 1_795_604_800_000,
};
const nothingKnown: LagRow = {
  ...plain,
  ...{ topic: 'refunds', partition: 7, state: 'forbidden', lag: { kind: 'unknown' }, owner: null },
  reason: { what: 'This login may not see it', next: 'Ask for Describe.' },
  ...{ committed: null, logStart: null, logEnd: null, lastStable: null, notRecords: null },
  ...{ producedPerSecond: null, consumedPerSecond: null, lagPerSecond: null, etaMs: null },
  ...{ unmovedSince: null, sawCommitMove: false, waitingSince: null, hotShare: null, deletedAt: null },
  timeLag: { kind: 'unknown', why: 'the record has no time' },
};
const passes = (...rows: readonly LagRow[]) => assert.deepEqual(unpackRows(structuredClone(packRows(rows))), rows);

describe('rows of the lag panel that cross as numbers', () => {
  it('arrive as they were sent, what is not known included', () => passes(plain, nothingKnown, plain));

  it('keep offsets exact that a double cannot hold', () =>
    passes({ ...plain, committed: '9007199254740993', logEnd: '9223372036854775807' }));

  it('keep every kind of lag and of time apart', () =>
    passes(
      { ...plain, lag: { kind: 'no-commit', waiting: '0' } },
      { ...plain, lag: { kind: 'no-commit', waiting: null } },
      { ...plain, lag: { kind: 'known', records: '0', lost: '0', notYetVisible: null, readable: '0' }, etaMs: 'never' },
      { ...plain, timeLag: { kind: 'none' } },
      { ...plain, timeLag: { kind: 'not-looked' } },
      { ...plain, timeLag: { kind: 'between', notBefore: null, before: 5 } },
      { ...plain, timeLag: { kind: 'between', notBefore: 4, before: 5 } },
    ));

  it('are refused where a part is cut off', () => {
    const packed = packRows([plain, nothingKnown]);
    assert.ok(isPackedRows(packed));
    assert.ok(!isPackedRows({ ...packed, offsets: packed.offsets.slice(1) }));
    assert.ok(!isPackedRows({ ...packed, figures: packed.figures.slice(1) }));
    assert.ok(!isPackedRows({ ...packed, figures: [...packed.figures] }));
  });
});
