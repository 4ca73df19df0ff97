import assert from 'node:assert/strict';
import { summed, worstOf, type Summand } from '../../../../webview/lag/sums.ts';

const lag = (records: number, { lost = 0, hidden = 0 } = {}): Summand['lag'] => ({
  ...{ kind: 'known', records: `${BigInt(records)}`, lost: `${BigInt(lost)}`, notYetVisible: `${BigInt(hidden)}` },
  readable: `${BigInt(records - lost - hidden)}`,
});
const partition = (more: Partial<Summand> = {}): Summand => ({
  ...{ state: 'steady', lag: lag(0), waiting: 0, producedPerSecond: 5, consumedPerSecond: 5, lagPerSecond: 0, etaMs: 0 },
  ...{ unmovedSince: 1_000, sawCommitMove: true },
  ...more,
});

describe('partitions added up', () => {
  it('have the sum of their lags and of what those are made of', () => {
    const both = summed([partition({ lag: lag(10, { lost: 3 }), waiting: 10 }), partition({ lag: lag(7, { hidden: 2 }), waiting: 7 })]);
    assert.deepEqual(both.lag, { kind: 'known', records: '17', lost: '3', notYetVisible: '2', readable: '12' });
    assert.equal(both.waiting, 17);
    assert.deepEqual([both.producedPerSecond, both.consumedPerSecond], [10, 10]);
  });

  it('leave out what is not known of some, and are not known where it is known of none', () => {
    const unknown = partition({ state: 'unknown', lag: { kind: 'unknown' }, waiting: -1, producedPerSecond: null });
    const some = summed([unknown, partition({ lag: lag(4), waiting: 4 })]);
    assert.deepEqual([some.lag, some.waiting, some.producedPerSecond], [lag(4), 4, 5]);
    const none = summed([unknown, unknown]);
    assert.deepEqual([none.lag, none.waiting, none.producedPerSecond], [{ kind: 'unknown' }, -1, null]);
  });

  it('are as bad as the worst of them', () => {
    assert.equal(summed([partition(), partition({ state: 'stuck' }), partition({ state: 'growing' })]).state, 'stuck');
    assert.equal(summed([partition(), partition({ state: 'unknown' })]).state, 'unknown');
    const [first, second] = [partition({ state: 'lost', waiting: 1 }), partition({ state: 'lost', waiting: 2 })];
    assert.equal(worstOf([first, second]), first);
  });

  it('are gone when the last of them is, and never where one never is', () => {
    assert.equal(summed([partition({ etaMs: 4_000 }), partition({ etaMs: 9_000 }), partition({ etaMs: null })]).etaMs, 9_000);
    assert.equal(summed([partition({ etaMs: 4_000 }), partition({ etaMs: 'never' })]).etaMs, 'never');
    assert.equal(summed([partition({ etaMs: null })]).etaMs, null);
  });

  it('have the newest commit, and whether anybody saw that one', () => {
    const seen = partition({ unmovedSince: 2_000, sawCommitMove: true });
    const before = partition({ unmovedSince: 9_000, sawCommitMove: false });
    assert.deepEqual([summed([seen, before]).unmovedSince, summed([seen, before]).sawCommitMove], [9_000, false]);
    assert.equal(summed([partition({ unmovedSince: null })]).unmovedSince, null);
  });

  it('have the oldest unread record that is known, and what retention takes first', () => {
    const read = partition({ timeLag: { kind: 'read', writtenAt: 5_000 }, deletedAt: 90_000 });
    const between = partition({ timeLag: { kind: 'between', notBefore: null, before: 3_000 }, deletedAt: 70_000 });
    const notLooked = partition({ timeLag: { kind: 'not-looked' }, deletedAt: null });
    const all = summed([notLooked, read, between]);
    assert.deepEqual([all.timeLag, all.deletedAt], [between.timeLag, 70_000]);
    assert.deepEqual([summed([notLooked]).timeLag, summed([notLooked]).deletedAt], [{ kind: 'not-looked' }, null]);
  });
});
