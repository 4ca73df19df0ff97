import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { GroupWatch, type Watcher } from '../../../src/gather/groupWatch.ts';
import { withSample } from '../../../src/gather/history.ts';
import { FailureError, type Failure } from '../../../src/model/failure.ts';
import type { GroupSample } from '../../../src/model/sample.ts';
import { began, group, sample, seconds } from '../../support/snapshots.ts';

/** A group that answers when the test says so. */
class SlowGroup {
  readonly asked: { readonly at: number; readonly signal: AbortSignal | undefined }[] = [];
  #answer: ((sample: GroupSample) => void) | undefined;
  #refuse: ((thrown: unknown) => void) | undefined;

  readonly sampling = ({ signal }: { readonly signal?: AbortSignal } = {}): Promise<GroupSample> => {
    this.asked.push({ at: Date.now(), signal });
    return new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#refuse = reject;
      signal?.addEventListener('abort', () => reject(new FailureError({ kind: 'cancelled' })));
    });
  };

  async answer(): Promise<void> {
    this.#answer?.({ ...sample(0, group([]), {}), at: Date.now() });
    await settled();
  }

  async fail(failure: Failure): Promise<void> {
    this.#refuse?.(new FailureError(failure));
    await settled();
  }
}

/** Lets everything that waits for a promise go on. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function watcher(intervalMs: number): Watcher<GroupSample> & { readonly samples: GroupSample[]; readonly failures: Failure[] } {
  const [samples, failures]: [GroupSample[], Failure[]] = [[], []];
  return { intervalMs, samples, failures, onSample: one => samples.push(one), onFailure: one => failures.push(one) };
}

describe('the beat of a watched group', () => {
  let slow: SlowGroup;
  let watch: GroupWatch<GroupSample>;
  /** Lets the clock run and everything happen that is due. */
  const pass = async (ms: number): Promise<void> => {
    mock.timers.tick(ms);
    await settled();
  };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: began });
    slow = new SlowGroup();
    watch = new GroupWatch(slow.sampling, withSample);
  });
  afterEach(() => mock.timers.reset());

  it('asks at once, and then once an interval', async () => {
    const mine = watcher(seconds(5));
    watch.watch(mine);
    for (const second of [0, 5, 10]) {
      await pass(second === 0 ? 0 : seconds(5));
      await slow.answer();
    }
    assert.deepEqual(
      slow.asked.map(({ at }) => at - began),
      [0, 5_000, 10_000],
    );
    assert.equal(mine.samples.length, 3);
    assert.equal(watch.history.length, 3);
  });

  it('asks nothing while nobody watches', async () => {
    watch.watch(watcher(seconds(5)))();
    await pass(seconds(600));
    assert.equal(slow.asked.length, 0);
  });

  it('stops with the last watcher, and gives up what is in flight', async () => {
    const [first, second] = [watch.watch(watcher(seconds(5))), watch.watch(watcher(seconds(5)))];
    await pass(0);
    first();
    assert.equal(slow.asked[0]!.signal?.aborted, false);
    second();
    assert.equal(slow.asked[0]!.signal.aborted, true);
    await pass(seconds(600));
    assert.equal(slow.asked.length, 1);
  });

  it('is shared: the most eager sets the pace and all get every sample', async () => {
    const [calm, eager] = [watcher(seconds(10)), watcher(seconds(2))];
    watch.watch(calm);
    const leave = watch.watch(eager);
    await pass(0);
    await slow.answer();
    await pass(seconds(2));
    await slow.answer();
    assert.deepEqual([calm.samples.length, eager.samples.length], [2, 2]);
    leave();
    await pass(seconds(2));
    await slow.answer();
    await pass(seconds(9));
    assert.equal(slow.asked.length, 3);
  });

  it('tells a newcomer what is fresh at once, without asking again', async () => {
    watch.watch(watcher(seconds(5)));
    await pass(0);
    await slow.answer();
    const late = watcher(seconds(5));
    watch.watch(late);
    await settled();
    assert.equal(late.samples.length, 1);
    assert.equal(slow.asked.length, 1);
  });

  it('never has two questions in flight, and spends half of the time asking at most', async () => {
    watch.watch(watcher(seconds(2)));
    await pass(0);
    await pass(seconds(6));
    assert.equal(slow.asked.length, 1);
    await slow.answer(); // took 6 s
    await pass(seconds(5));
    assert.equal(slow.asked.length, 1);
    await pass(seconds(1));
    assert.equal(slow.asked.length, 2);
  });

  it('tells failures, asks ever more rarely, and goes on when an answer comes', async () => {
    const mine = watcher(seconds(5));
    watch.watch(mine);
    await pass(0);
    await slow.fail({ kind: 'unreachable', code: 'ECONNREFUSED' });
    assert.deepEqual(mine.failures, [{ kind: 'unreachable', code: 'ECONNREFUSED' }]);
    await pass(seconds(10));
    await slow.fail({ kind: 'unreachable' });
    await pass(seconds(20));
    await slow.answer();
    await pass(seconds(5));
    assert.deepEqual(
      slow.asked.map(({ at }) => at - began),
      [0, 10_000, 30_000, 35_000],
    );
  });

  it('asks again within a minute however often it failed', async () => {
    watch.watch(watcher(seconds(5)));
    await pass(0);
    for (let time = 0; time < 12; time++) {
      await slow.fail({ kind: 'unreachable' });
      await pass(seconds(60));
    }
    assert.equal(slow.asked.length, 13);
  });

  it('ends when the cluster was taken away', async () => {
    watch.watch(watcher(seconds(5)));
    await pass(0);
    await slow.fail({ kind: 'cancelled', code: 'CLUSTER_REMOVED' });
    await pass(seconds(600));
    assert.equal(slow.asked.length, 1);
  });

  it('begins again for whoever comes after the last one left', async () => {
    watch.watch(watcher(seconds(5)))();
    const mine = watcher(seconds(5));
    watch.watch(mine);
    await pass(0);
    await slow.answer();
    assert.equal(mine.samples.length, 1);
  });

  it('begins again also for whoever comes while the given-up question ends', async () => {
    const leave = watch.watch(watcher(seconds(5)));
    await pass(0);
    leave();
    const mine = watcher(seconds(5));
    watch.watch(mine);
    await pass(0);
    await pass(0);
    await slow.answer();
    assert.deepEqual([mine.samples.length, mine.failures.length], [1, 0]);
  });
});
