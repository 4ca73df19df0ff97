import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { GroupSample } from '../../../src/model/sample.ts';
import { judgeGroup } from '../../../src/model/trend.ts';
import { group, member, noLeader, sample, watched, type Offsets } from '../../support/snapshots.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The same numbers at every run. */
function* chances(): Generator<number, never> {
  for (let seed = 7; ;) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    yield seed / 0x7fff_ffff;
  }
}

/** Two topics whose partitions come and go, are committed, reset, hidden and not to be had, at looks that are 1 to 60 s apart. */
function anyHistory(chance: () => number): readonly GroupSample[] {
  const upTo = (most: number) => Math.floor(chance() * (most + 1));
  const partitions = Array.from({ length: 6 }, (_, n) => ({
    ...{ name: `${n % 2 === 0 ? 'orders' : 'refunds'}-${n}`, end: upTo(500), committed: 0, rate: [0, 3, 40, 900][upTo(3)] ?? 0 },
    commits: upTo(2),
  }));
  const owned = member(
    'billing-1',
    partitions.slice(upTo(2)).map(({ name }) => name),
  );
  let at = 1_795_000_000_000;
  return Array.from({ length: 30 }, () => {
    at += [1_000, 5_000, 20_000, 60_000][upTo(3)] ?? 0;
    const seen: Record<string, Offsets> = {};
    for (const one of partitions) {
      one.end += upTo(one.rate);
      if (one.commits > upTo(2)) one.committed = Math.min(one.end, one.committed + upTo(2 * one.rate));
      if (upTo(40) === 0) one.committed = upTo(one.end);
      if (upTo(15) === 0) continue;
      const [committed, end] = [upTo(20) === 0 ? null : BigInt(one.committed), upTo(20) === 0 ? noLeader : BigInt(one.end)];
      seen[one.name] = {
        committed,
        end,
        start: BigInt(upTo(5) === 0 ? 9 : 0),
        ...(upTo(5) === 0 ? { stable: BigInt(one.committed) } : {}),
      };
    }
    return { ...sample(0, group(upTo(5) === 0 ? [] : [owned]), seen), at };
  });
}

describe('judging a group for hours', () => {
  it('says the same look after look as to somebody who sees all of it for the first time', () => {
    const numbers = chances();
    const states = new Set<string>();
    for (let round = 0; round < 6; round++) {
      const history = anyHistory(() => numbers.next().value);
      for (let looks = 1; looks <= history.length; looks += 3) {
        const kept = history.slice(Math.max(0, looks - 20), looks);
        const [judged, first] = [judgeGroup(kept), judgeGroup(structuredClone(kept))];
        assert.deepEqual(judged.partitions, first.partitions);
        assert.deepEqual(judged.figures, first.figures);
        assert.deepEqual([judged.total, judged.lagPerSecond, judged.etaMs], [first.total, first.lagPerSecond, first.etaMs]);
        for (const { state } of judged.partitions) states.add(state);
      }
    }
    assert.ok(states.size >= 8, [...states].join(' '));
  });

  it('lets go of what it no longer looks at', async () => {
    let seen: readonly GroupSample[] = watched(group([member('billing-1', ['orders-0'])]), second => ({
      'orders-0': { committed: BigInt(second), end: BigInt(second) },
    }));
    assert.ok(seen.length > 3);
    judgeGroup(seen);
    const oldest = new WeakRef(seen[0]!.partitions[0]!);
    seen = seen.slice(-2);
    judgeGroup(seen);
    await nextTurn(); // what a WeakRef was made of stays until the turn is over
    collectGarbage();
    assert.equal(oldest.deref(), undefined);
    assert.equal(seen.length, 2);
  });
});
