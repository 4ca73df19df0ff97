import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { GroupSample } from '../../../src/model/sample.ts';
import { judgeGroup } from '../../../src/model/trend.ts';
import { group, member, watched } from '../../support/snapshots.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('judging a group for hours', () => {
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
