import assert from 'node:assert/strict';
import type { PartitionState } from '../../../src/model/sample.ts';
import { judgeGroup, type PartitionTrend } from '../../../src/model/trend.ts';
import { forbidden, group, member, noLeader, sample, watched, type Offsets } from '../../support/snapshots.ts';
import { traffic, type Traffic } from '../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const empty = group([]);

const judge = (partitions: (second: number) => Readonly<Record<string, Offsets>>, of = billing, window = {}) =>
  judgeGroup(watched(of, partitions, window));
const only = (at: (second: number) => Offsets, of = billing, window = {}): PartitionTrend =>
  judge(second => ({ 'orders-0': at(second) }), of, window).partitions[0]!;
const stateOf = (it: Traffic, window = {}): PartitionState => only(traffic(it), billing, window).state;

/** Where in a commit interval the look begins is chance: all of them must give the same answer. */
const phases = [0.1, 0.7, 1.3, 1.9, 2.6, 3.4, 4.1, 4.8];

describe('the state of a partition', () => {
  describe('is steady for healthy consumers', () => {
    for (const rate of [0.5, 5, 20, 600]) {
      it(`that commit every 5 s at ${rate} records a second, wherever the look begins`, () => {
        for (const firstCommit of phases) {
          assert.equal(
            stateOf({ produced: rate, consumed: rate * 3, commitEvery: 5, firstCommit }),
            'steady',
            `first commit after ${firstCommit} s`,
          );
        }
      });
    }

    it('that commit at every batch', () => {
      assert.equal(stateOf({ produced: 50, consumed: 200, commitEvery: 0.5 }), 'steady');
    });

    it('that commit every 30 s, as Kafka Streams does, once they were seen to', () => {
      for (const firstCommit of [1, 8, 15, 22, 29]) {
        const state = stateOf({ produced: 20, consumed: 100, commitEvery: 30, firstCommit }, { forSeconds: 120, everySeconds: 5 });
        assert.equal(state, 'steady', `first commit after ${firstCommit} s`);
      }
    });

    it('that get a burst and have worked it off', () => {
      const burst = (second: number) => (second >= 4 && second < 5 ? 2_000 : 5);
      assert.equal(stateOf({ produced: burst, consumed: 400, commitEvery: 1 }), 'steady');
    });

    it('of a quiet topic', () => {
      assert.equal(only(() => ({ committed: 500n, end: 500n })).state, 'steady');
    });

    it('that get a record a minute, from one commit to the next', () => {
      const drip = (second: number) => (second >= 15 && second < 15.1 ? 10 : 0);
      for (const forSeconds of [14, 16, 18, 22]) {
        assert.equal(stateOf({ produced: drip, consumed: 10, commitEvery: 5 }, { forSeconds }), 'steady', `seen for ${forSeconds} s`);
      }
    });

    it('that stay before the marker of the last transaction', () => {
      assert.equal(only(() => ({ committed: 499n, end: 500n })).state, 'steady');
    });

    it('that wait for an open transaction', () => {
      const at = (second: number) => ({ committed: 400n, stable: 400n, end: 400n + BigInt(second * 10) });
      assert.equal(only(at).state, 'steady');
    });

    it('of a batch job that has ended with nothing left to read', () => {
      assert.equal(only(() => ({ committed: 100n, end: 100n }), empty).state, 'steady');
    });

    it('that left only control records or aborted ones unread, where somebody looked', () => {
      const samples = watched(billing, () => ({ 'orders-0': { committed: 480n, end: 500n } }), { forSeconds: 120 });
      assert.equal(judgeGroup(samples, new Map([['orders-0', 'nothing']])).partitions[0]?.state, 'steady');
    });
  });

  describe('is growing', () => {
    it('when twice as much arrives as is committed, wherever the look begins', () => {
      for (const firstCommit of phases) {
        assert.equal(
          stateOf({ produced: 30, consumed: 15, commitEvery: 5, firstCommit, backlog: 500 }),
          'growing',
          `first commit after ${firstCommit} s`,
        );
      }
    });

    it('when a quarter more arrives than is committed, after two minutes', () => {
      for (const firstCommit of phases) {
        const state = stateOf({ produced: 25, consumed: 20, commitEvery: 5, firstCommit, backlog: 500 }, { forSeconds: 120 });
        assert.equal(state, 'growing', `first commit after ${firstCommit} s`);
      }
    });

    it('and not when the backlog stays as it is', () => {
      for (const firstCommit of phases) {
        const state = stateOf({ produced: 20, consumed: 20, commitEvery: 5, firstCommit, backlog: 5_000 });
        assert.ok(state === 'steady' || state === 'too-early', `${state}, first commit after ${firstCommit} s`);
      }
    });

    it('never within ten seconds', () => {
      assert.equal(stateOf({ produced: 30, consumed: 15, commitEvery: 1, backlog: 500 }, { forSeconds: 8 }), 'too-early');
    });
  });

  describe('is draining', () => {
    it('when a backlog shrinks, and says when it is gone', () => {
      for (const firstCommit of phases) {
        const trend = only(traffic({ produced: 20, consumed: 200, commitEvery: 5, firstCommit, backlog: 36_000 }));
        assert.equal(trend.state, 'draining', `first commit after ${firstCommit} s`);
        assert.ok(typeof trend.etaMs === 'number');
        // 36,000 − 20 s × 180 = 32,400 left, at 180 a second: three minutes.
        assert.ok(Math.abs(trend.etaMs - 180_000) < 40_000, `gone in ${trend.etaMs} ms`);
      }
    });
  });

  describe('is stuck', () => {
    const poisoned = (second: number) => ({ committed: 200n, end: 260n + BigInt(second * 3) });
    const moving = traffic({ produced: 20, consumed: 100, commitEvery: 5 });

    it('when its commit stands while those of other partitions move', () => {
      const trend = judge(second => ({ 'orders-0': poisoned(second), 'orders-1': moving(second) }));
      assert.deepEqual(
        trend.partitions.map(({ state }) => state),
        ['stuck', 'steady'],
      );
      assert.equal(trend.partitions[0]?.etaMs, 'never');
      assert.equal(trend.etaMs, 'never');
    });

    it('also when the other partitions are read so quickly that nothing is ever seen to wait there', () => {
      const quick = (second: number) => ({ committed: 500n + BigInt(second * 5), end: 500n + BigInt(second * 5) });
      assert.equal(judge(second => ({ 'orders-0': poisoned(second), 'orders-1': quick(second) })).partitions[0]?.state, 'stuck');
    });

    it('by itself only after a minute, for rare commits look the same until then', () => {
      assert.equal(only(poisoned).state, 'too-early');
      assert.equal(only(poisoned, billing, { forSeconds: 62 }).state, 'stuck');
    });

    it('also while nothing arrives any more, after a minute', () => {
      assert.equal(only(() => ({ committed: 200n, end: 260n }), billing, { forSeconds: 62 }).state, 'stuck');
    });

    it('also while its group rebalances and nobody shows what it owns', () => {
      const rebalancing = group([member('billing-1', [], { assignment: { failure: { kind: 'kafka', code: 'REBALANCE_IN_PROGRESS' } } })], {
        groupState: 'PreparingRebalance',
      });
      const of = (second: number) => (second > 40 ? rebalancing : billing);
      const samples = watched(of, second => ({ 'orders-0': poisoned(second) }), { forSeconds: 70 });
      assert.equal(judgeGroup(samples).partitions[0]?.state, 'stuck');
    });

    it('and not while a slow batch is on its way: fourteen seconds are not fifteen', () => {
      const slow = traffic({ produced: 20, consumed: 100, commitEvery: 14, firstCommit: 1 });
      const trend = judge(second => ({ 'orders-0': slow(second), 'orders-1': moving(second) }), billing, { forSeconds: 14 });
      assert.notEqual(trend.partitions[0]?.state, 'stuck');
    });

    it('and not when all commits of the group come every 30 s', () => {
      for (const firstCommit of [1, 6, 11, 16, 21, 26]) {
        const trend = judge(second => ({
          'orders-0': traffic({ produced: 2, consumed: 100, commitEvery: 30, firstCommit })(second),
          'orders-1': traffic({ produced: 20, consumed: 100, commitEvery: 30, firstCommit })(second),
        }));
        for (const { state } of trend.partitions) assert.notEqual(state, 'stuck', `first commit after ${firstCommit} s`);
      }
    });

    it('says since when it stood, and whether that was seen', () => {
      const at = (second: number) => ({ committed: second < 4 ? 190n : 200n, end: 260n + BigInt(second * 3) });
      const seen = only(at, billing, { forSeconds: 70 });
      assert.equal(seen.unmovedSince, sample(4, billing, {}).at);
      assert.equal(seen.sawCommitMove, true);
      assert.equal(only(poisoned).sawCommitMove, false);
    });
  });

  describe('is stopped', () => {
    const waiting = (second: number) => ({ committed: 100n, end: 400n + BigInt(second) });

    it('at the first look when records wait for an empty group', () => {
      assert.equal(only(waiting, empty, { forSeconds: 0 }).state, 'stopped');
    });

    it('and not when somebody commits for the group without joining it', () => {
      assert.notEqual(only(traffic({ produced: 20, consumed: 100, commitEvery: 5 }), empty).state, 'stopped');
    });

    it('after fifteen seconds when nobody of the group owns the partition', () => {
      const others = group([member('billing-1', ['orders-1'])]);
      assert.equal(only(waiting, others, { forSeconds: 10 }).state, 'too-early');
      assert.equal(only(waiting, others, { forSeconds: 16 }).state, 'stopped');
    });

    it('and not said where the members may not be seen', () => {
      const hidden = group([], { failure: { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED' } });
      assert.equal(only(waiting, hidden, { forSeconds: 62 }).state, 'unknown');
    });
  });

  it('is lost where the commit lies below the log start', () => {
    assert.equal(only(() => ({ committed: 90n, start: 100n, end: 150n })).state, 'lost');
  });

  it('is no commit, forbidden, without leader or unknown where it cannot be judged, and never 0', () => {
    const rows: readonly Offsets[] = [
      { committed: null, end: 150n },
      { committed: forbidden, end: forbidden },
      { committed: 90n, end: noLeader },
      { committed: null, end: noLeader },
      { committed: 90n, end: { kind: 'silent' } },
    ];
    assert.deepEqual(
      rows.map(row => only(() => row).state),
      ['no-commit', 'forbidden', 'no-leader', 'no-leader', 'unknown'],
    );
  });
});

describe('a hot partition', () => {
  const owners = group([member('billing-1', ['orders-0', 'orders-1', 'orders-2'])]);
  const at = (rate: number) => traffic({ produced: rate, consumed: 10, commitEvery: 1, backlog: 300 });

  it('is found among two', () => {
    const [hot, other] = [at(60), at(12)];
    const trend = judge(second => ({ 'orders-0': hot(second), 'orders-1': other(second) }), owners);
    assert.equal(trend.partitions[0]!.state, 'hot');
    assert.ok(Math.abs((trend.partitions[0]!.hot?.share ?? 0) - 60 / 72) < 0.02);
    assert.equal(trend.partitions[1]?.hot, null);
  });

  it('is none where all get about the same', () => {
    const [a, b, c] = [at(40), at(50), at(45)];
    const trend = judge(second => ({ 'orders-0': a(second), 'orders-1': b(second), 'orders-2': c(second) }), owners);
    assert.deepEqual(
      trend.partitions.map(({ hot }) => hot),
      [null, null, null],
    );
  });

  it('that keeps up is steady, for it harms nobody', () => {
    const [hot, other] = [
      traffic({ produced: 60, consumed: 200, commitEvery: 1 }),
      traffic({ produced: 5, consumed: 200, commitEvery: 1 }),
    ];
    const trend = judge(second => ({ 'orders-0': hot(second), 'orders-1': other(second) }), owners);
    assert.equal(trend.partitions[0]!.state, 'steady');
    assert.notEqual(trend.partitions[0]!.hot, null);
  });
});

describe('the rates of a group', () => {
  it('add up: produced − consumed is what the lag does', () => {
    const trend = only(traffic({ produced: 30, consumed: 15, commitEvery: 5, backlog: 500 }));
    assert.ok(Math.abs((trend.producedPerSecond ?? 0) - 30) < 3);
    assert.ok(Math.abs((trend.consumedPerSecond ?? 0) - 15) < 3);
    assert.equal(trend.lagPerSecond, (trend.producedPerSecond ?? 0) - (trend.consumedPerSecond ?? 0));
  });

  it('are the same for a beat of 2 s and one of 5 s', () => {
    const it = traffic({ produced: 30, consumed: 15, commitEvery: 5, backlog: 500 });
    const [quick, slow] = [2, 5].map(everySeconds => only(it, billing, { forSeconds: 60, everySeconds }).lagPerSecond ?? 0);
    assert.ok(Math.abs((quick ?? 0) - (slow ?? 0)) < 1.5, `${quick} and ${slow}`);
  });

  it('are unknown, not 0, after one look', () => {
    const trend = only(() => ({ committed: 1n, end: 9n }), billing, { forSeconds: 0 });
    assert.deepEqual([trend.producedPerSecond, trend.consumedPerSecond, trend.lagPerSecond], [null, null, null]);
  });

  it('leave out partitions that are not known, and say how many', () => {
    const steady = traffic({ produced: 20, consumed: 100, commitEvery: 1 });
    const trend = judge(second => ({ 'orders-0': steady(second), 'orders-1': { committed: forbidden, end: forbidden } }));
    assert.equal(trend.total.unknown, 1);
    assert.ok(Math.abs((trend.producedPerSecond ?? 0) - 20) < 1);
  });
});
