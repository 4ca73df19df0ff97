import assert from 'node:assert/strict';
import { LagHistory } from '../../../src/model/lagHistory.ts';

const rates = { produced: null, consumed: null };

describe('the history that the pictures of the lag are drawn from', () => {
  it('keeps totals and each partition’s lag, and what was not known as such', () => {
    const history = new LagHistory();
    history.add(1000, rates, ['a-0', 'a-1'], [5, NaN]);
    history.add(2000, rates, ['a-0', 'a-2'], [7, 1]);
    assert.deepEqual(
      history.points.map(({ total }) => total),
      [5, 8],
    );
    assert.deepEqual(history.seriesOf('a-0'), { at: [1000, 2000], lags: [5, 7] });
    assert.deepEqual(history.seriesOf('a-1').lags, [NaN, NaN]);
    assert.deepEqual(history.seriesOf('a-2').lags, [NaN, 1]);
    assert.deepEqual(history.seriesOf('a-0', 1500).lags, [7]);
  });

  it('has no total where nothing was known', () => {
    const history = new LagHistory();
    history.add(1000, rates, ['a-0'], [NaN]);
    assert.equal(history.points[0]?.total, null);
  });

  it('forgets what is older than it is to keep', () => {
    const history = new LagHistory(10_000);
    for (let at = 0; at <= 30_000; at += 1000) history.add(at, rates, ['a-0'], [1]);
    assert.equal(history.points[0]?.at, 20_000);
  });

  it('stays small over a day of beats, fine where it is recent', () => {
    const history = new LagHistory(24 * 3_600_000);
    for (let at = 0; at <= 24 * 3_600_000; at += 5000) history.add(at, rates, ['a-0'], [1]);
    assert.ok(history.points.length <= 720);
    const ages = history.points.map(({ at }) => 24 * 3_600_000 - at);
    assert.ok(ages.filter(age => age <= 600_000).length >= 120, 'every beat of the last ten minutes is there');
    assert.ok(Math.max(...ages) > 20 * 3_600_000, 'and the day is still there, if thinner');
  });

  it('keeps fewer points of a group of ten thousand partitions', () => {
    const history = new LagHistory();
    const names = Array.from({ length: 10_000 }, (_, index) => `a-${index}`);
    for (let beat = 0; beat < 150; beat++) history.add(beat * 5000, rates, names, new Float64Array(10_000));
    assert.ok(history.points.length <= 100);
  });

  it('crosses to a page and back as it was', () => {
    const history = new LagHistory();
    history.add(1000, { produced: 2, consumed: 1 }, ['a-0', 'a-1'], [5, NaN]);
    const [point] = history.points;
    assert.ok(point);
    const copy = new LagHistory();
    copy.take(history.names, { ...point, lags: [...point.lags].map(value => (Number.isNaN(value) ? null : value)) });
    assert.deepEqual(copy.points, history.points);
  });

  it('gives few points spread over all the time, first and last included', () => {
    const history = new LagHistory();
    for (let at = 0; at <= 100_000; at += 1000) history.add(at, rates, ['a-0'], [1]);
    const thinned = history.thinned(11).map(({ at }) => at);
    assert.deepEqual([thinned.length, thinned[0], thinned[5], thinned[10]], [11, 0, 50_000, 100_000]);
  });
});
