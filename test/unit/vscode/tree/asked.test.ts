import assert from 'node:assert/strict';
import { FailureError } from '../../../../src/model/failure.ts';
import { Asked } from '../../../../src/vscode/tree/asked.ts';

describe('A question of the tree', () => {
  it('is asked once, however often its node is drawn', async () => {
    let times = 0;
    const asked = new Asked(() => Promise.resolve(++times));
    assert.deepEqual(await Promise.all([asked.ask(), asked.ask()]), [{ value: 1 }, { value: 1 }]);
    assert.deepEqual(await asked.ask(), { value: 1 });
  });

  it('that failed is not asked again until somebody refreshes', async () => {
    let times = 0;
    const failure = { kind: 'unreachable', code: 'ECONNREFUSED' } as const;
    const asked = new Asked(() => (++times === 1 ? Promise.reject(new FailureError(failure)) : Promise.resolve('there')));
    assert.deepEqual(await asked.ask(), { failure });
    assert.deepEqual(await asked.ask(), { failure });
    asked.forget();
    assert.deepEqual(await asked.ask(), { value: 'there' });
  });

  it('keeps its last answer in sight while it is asked anew', async () => {
    let answer: (value: string) => void = () => undefined;
    const asked = new Asked(() => new Promise<string>(resolve => (answer = resolve)));
    const first = asked.ask();
    answer('before');
    await first;
    asked.forget();
    const second = asked.ask();
    const shown = [asked.latest];
    answer('after');
    await second;
    shown.push(asked.latest);
    assert.deepEqual(
      shown.map(latest => latest?.answer.value),
      ['before', 'after'],
    );
  });

  it('that is cancelled by a refresh does not answer over the newer one', async () => {
    const answers: ((value: string) => void)[] = [];
    const signals: AbortSignal[] = [];
    const asked = new Asked(signal => {
      signals.push(signal);
      return new Promise<string>(resolve => answers.push(resolve));
    });
    const stale = asked.ask();
    asked.forget();
    const fresh = asked.ask();
    assert.equal(signals[0]?.aborted, true);
    answers[1]?.('fresh');
    await fresh;
    answers[0]?.('stale');
    await stale;
    assert.equal(asked.latest?.answer.value, 'fresh');
  });
});
