import assert from 'node:assert/strict';
import { withGroupsSample, withSample } from '../../../src/gather/history.ts';
import type { GroupsSample } from '../../../src/gather/sampleGroups.ts';
import type { GroupSample } from '../../../src/model/sample.ts';
import { began, group, sample, seconds } from '../../support/snapshots.ts';

const beats = (count: number, everySeconds: number, partitions = 1): readonly GroupSample[] => {
  const one = sample(0, group([]), { 'orders-0': { committed: 1n, end: 2n } });
  const rows = Array.from({ length: partitions }, () => one.partitions[0]!);
  let history: readonly GroupSample[] = [];
  for (let beat = 0; beat < count; beat++)
    history = withSample(history, { ...one, partitions: rows, at: began + seconds(beat * everySeconds) });
  return history;
};
const agesOf = (history: readonly GroupSample[]) => history.map(({ at }) => (history.at(-1)!.at - at) / 1000).reverse();

describe('what the sampler remembers of a group', () => {
  it('is every sample of the last five minutes', () => {
    assert.deepEqual(agesOf(beats(61, 5)).length, 61);
  });

  it('is one every half minute beyond that', () => {
    const older = agesOf(beats(361, 5)).filter(age => age > 300);
    for (const [index, age] of older.entries()) if (index > 0) assert.ok(age - (older[index - 1] ?? 0) >= 30, older.join(' '));
    assert.ok(older.length >= 45, `${older.length} samples for 25 minutes`);
  });

  it('is nothing beyond two hours', () => {
    const history = beats(2_000, 5);
    assert.ok(Math.max(...agesOf(history)) <= 7_200);
    assert.ok(Math.max(...agesOf(history)) > 7_000);
    assert.ok(history.length < 300, `${history.length} samples`);
  });

  it('is less of a large group, but never less than two samples', () => {
    assert.equal(beats(30, 5, 5_000).length, 8);
    assert.equal(beats(5, 5, 30_000).length, 2);
  });

  it('is of a large group spread over minutes, so that a commit can be seen to stand still', () => {
    const ages = agesOf(beats(60, 5, 5_000));
    assert.equal(ages.length, 8);
    assert.ok(Math.max(...ages) >= 120 && Math.max(...ages) <= 240, ages.join(' '));
  });

  it('is in the order of time', () => {
    const history = beats(400, 5);
    assert.deepEqual(
      [...history].sort((a, b) => a.at - b.at),
      history,
    );
    assert.equal(history.at(-1)?.at, began + seconds(399 * 5));
  });
});

describe('what the sampler remembers of many groups', () => {
  const looks = (count: number, everySeconds: number, groups: number) => {
    const one = sample(0, group([]), { 'orders-0': { committed: 1n, end: 2n } });
    const all = new Map(Array.from({ length: groups }, (_, n) => [`group-${n}`, one] as const));
    let history: readonly GroupsSample[] = [];
    for (let look = 0; look < count; look++)
      history = withGroupsSample(history, { at: began + seconds(look * everySeconds), groups: all, missing: [], cost: one.cost });
    return history.map(({ at }) => (at - began) / 1000);
  };

  it('is two minutes, which a trend looks back', () => {
    assert.deepEqual(looks(30, 10, 5).at(0), 170);
    assert.equal(looks(30, 10, 5).length, 13);
  });

  it('is of very many groups a few looks, spread over the same time', () => {
    const kept = looks(30, 10, 10_000);
    assert.equal(kept.length, 4);
    assert.equal(kept.at(-1), 290);
    assert.ok((kept[0] ?? 290) <= 230, kept.join(' '));
  });
});
