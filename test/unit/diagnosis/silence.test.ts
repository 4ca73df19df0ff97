import assert from 'node:assert/strict';
import { silenceBefore } from '../../../src/diagnosis/silence.ts';
import { committed, committedEvery, offsetsLog } from '../../support/offsetsLogs.ts';
import { began, group, member, seconds, watched } from '../../support/snapshots.ts';

describe('how long a member was silent before it was missed', () => {
  const planner = group([member('planner-1', ['orders-0']), member('planner-2', ['orders-1'])]);
  /** Killed before anybody looked: its partition's commit stands from the first look on. */
  const samples = watched(planner, second => ({ 'orders-1': { committed: 106n, end: 120n + BigInt(second) } }));
  const departure = { samples, owned: ['orders-1'], leftAt: began + seconds(10), sessionMs: 12_000 };
  const everyFiveSeconds = committedEvery('orders-1', { everySeconds: 5, fromSecond: -30, times: 6, from: 6n, step: 20n });

  it('is told by the offsets topic where its last commit came before the first look', () => {
    const log = offsetsLog({ commits: everyFiveSeconds });
    assert.equal(silenceBefore({ ...departure, log }), 15_000);
  });

  it('does not end with the commit of whoever has its partitions now', () => {
    const log = offsetsLog({ commits: [...everyFiveSeconds, committed('orders-1', 11, 140n), committed('orders-0', 9, 60n)] });
    assert.equal(silenceBefore({ ...departure, log }), 15_000);
  });

  it('is not known where nobody saw a commit of it', () => {
    assert.equal(silenceBefore({ ...departure, log: undefined }), null);
  });

  it('is none where it committed until it left', () => {
    const log = offsetsLog({ commits: [...everyFiveSeconds, committed('orders-1', 0, 118n), committed('orders-1', 5, 123n)] });
    assert.equal(silenceBefore({ ...departure, log }), null);
  });

  it('is none of a member that always commits so rarely', () => {
    const log = offsetsLog({ commits: committedEvery('orders-1', { everySeconds: 14, fromSecond: -61, times: 5, from: 6n, step: 20n }) });
    assert.equal(silenceBefore({ ...departure, log }), null);
  });
});
