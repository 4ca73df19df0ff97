import assert from 'node:assert/strict';
import { lagOf, totalLag, totalLagOf } from '../../../src/model/lag.ts';
import { known, unknown } from '../../../src/model/failure.ts';
import { forbidden, noLeader, offsets } from '../../support/snapshots.ts';

const lag = (...facts: Parameters<typeof offsets>) => lagOf(offsets(...facts));

describe('lag', () => {
  it('is what lies between commit and end', () => {
    assert.deepEqual(lag('orders-0', { committed: 90n, end: 100n }), {
      kind: 'known',
      records: 10n,
      parts: { lost: 0n, notYetVisible: 0n, readable: 10n },
    });
  });

  it('is none where all is read', () => {
    const none = lag('orders-0', { committed: 100n, end: 100n });
    assert.equal(none.kind === 'known' && none.records, 0n);
  });

  it('is made of what is lost, what can be read, and what a transaction hides', () => {
    assert.deepEqual(lag('orders-0', { committed: 90n, start: 100n, stable: 130n, end: 150n }), {
      kind: 'known',
      records: 60n,
      parts: { lost: 10n, notYetVisible: 20n, readable: 30n },
    });
  });

  it('hides nothing that was read already, by a client that reads uncommitted', () => {
    const parts = lag('orders-0', { committed: 140n, stable: 130n, end: 150n });
    assert.deepEqual(parts.kind === 'known' && parts.parts, { lost: 0n, notYetVisible: 10n, readable: 0n });
  });

  it('is lost as a whole where nothing of it is left', () => {
    const lost = lag('orders-0', { committed: 90n, start: 150n, end: 150n });
    assert.deepEqual(lost.kind === 'known' && lost.parts, { lost: 60n, notYetVisible: 0n, readable: 0n });
  });

  it('is never negative: a commit beyond the end has none', () => {
    const beyond = lag('orders-0', { committed: 200n, end: 150n });
    assert.equal(beyond.kind === 'known' && beyond.records, 0n);
  });

  it('is “no commit”, and not the whole log, where nothing is committed', () => {
    assert.deepEqual(lag('orders-0', { committed: null, start: 5n, end: 25n }), { kind: 'no-commit', waiting: 20n });
  });

  it('is unknown with its reason, and not 0, where commit or end is not known', () => {
    assert.deepEqual(lag('orders-0', { committed: forbidden, end: 100n }), { kind: 'unknown', reason: forbidden });
    assert.deepEqual(lag('orders-0', { committed: 90n, end: noLeader }), { kind: 'unknown', reason: noLeader });
  });

  it('takes what may be hidden for readable where the last stable offset is not known, and says so', () => {
    const row = { ...offsets('orders-0', { committed: 90n, end: 100n }), lastStableOffset: unknown({ kind: 'silent' as const }) };
    const parts = lagOf(row);
    assert.deepEqual(parts.kind === 'known' && parts.parts, { lost: 0n, notYetVisible: 'unknown', readable: 10n });
  });

  it('loses nothing where only the log start is not known', () => {
    const row = { ...offsets('orders-0', { committed: 90n, end: 100n }), logStartOffset: unknown({ kind: 'silent' as const }) };
    const parts = lagOf(row);
    assert.equal(parts.kind === 'known' && parts.parts.lost, 0n);
  });

  it('keeps offsets beyond 2^53 exact', () => {
    const end = 2n ** 62n + 1n;
    const row = { ...offsets('orders-0', { committed: 2n ** 62n, end }), lastStableOffset: known(end) };
    const exact = lagOf(row);
    assert.equal(exact.kind === 'known' && exact.records, 1n);
  });
});

describe('the lag of several partitions', () => {
  it('is the sum of what is known, and says what is not in it', () => {
    const lags = [
      lag('orders-0', { committed: 90n, end: 100n }),
      lag('orders-1', { committed: 50n, end: 57n }),
      lag('orders-2', { committed: null, end: 100n }),
      lag('orders-3', { committed: 50n, end: noLeader }),
    ];
    assert.deepEqual(totalLag(lags), { records: 17n, noCommit: 1, unknown: 1 });
  });

  it('has the same sum where nobody wants its parts, whatever is known of a partition', () => {
    const places = [null, forbidden, 0n, 90n, 200n];
    const rows = places.flatMap(committed =>
      [noLeader, 0n, 100n].flatMap(end =>
        [0n, 95n].flatMap(start => {
          const row = offsets('orders-0', { committed, start, end });
          return [row, { ...row, notDone: 3n }];
        }),
      ),
    );
    for (const row of rows) assert.deepEqual(totalLagOf([row]), totalLag([lagOf(row)]));
    assert.deepEqual(totalLagOf(rows), totalLag(rows.map(lagOf)));
  });
});
