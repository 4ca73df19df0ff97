import assert from 'node:assert/strict';
import { changeEach } from '../../../../src/kafka/changes/askOnce.ts';
import type { Node } from '../../../../src/kafka/routing.ts';
import { type Answer, type Failure, FailureError, known, unknown } from '../../../../src/model/failure.ts';

/** Asks for one change of a broker that first says `first`, and moves to broker 2 when it is located anew. */
async function change(first: () => Answer<true>): Promise<{ readonly asked: readonly Node[]; readonly answer: Answer<true> }> {
  const asked: Node[] = [];
  const [one] = await changeEach<string, true>(
    'Produce',
    ['orders-0'],
    {
      locate: (_, fresh) => Promise.resolve([known(fresh ? 2 : 1)]),
      ask: (_, node) => {
        asked.push(node);
        return new Promise(resolve => resolve([asked.length === 1 ? first() : known(true)]));
      },
      most: 1,
    },
    {},
  );
  return { asked, answer: one!.answer };
}
const thrown = (failure: Failure) => () => {
  throw new FailureError(failure);
};

describe('a change', () => {
  it('that was refused before anything was done is asked for again, of the right broker', async () => {
    assert.deepEqual(await change(() => unknown({ kind: 'no-leader', code: 'NOT_LEADER_OR_FOLLOWER' })), {
      asked: [1, 2],
      answer: known(true),
    });
  });

  it('is asked for again where no connection came about', async () => {
    assert.deepEqual(await change(thrown({ kind: 'unreachable', code: 'ECONNREFUSED' })), { asked: [1, 2], answer: known(true) });
  });

  for (const [what, first] of Object.entries({
    'went out and was never answered': thrown({ kind: 'silent', code: 'NO_ANSWER_IN_TIME', request: 'Produce', broker: 'b:9092' }),
    'went out before the connection was lost': thrown({ kind: 'unreachable', code: 'ECONNRESET', request: 'Produce', broker: 'b:9092' }),
    'was answered with bytes that nobody can read': thrown({
      kind: 'unreadable',
      code: 'BROKEN_FRAME',
      request: 'Produce',
      broker: 'b:9092',
    }),
    'the replicas may still finish': () => unknown({ kind: 'kafka', code: 'REQUEST_TIMED_OUT', request: 'Produce', broker: 'b:9092' }),
  } satisfies Record<string, () => Answer<true>>)) {
    it(`that ${what} is not asked for again, and said to be unknown`, async () => {
      const { asked, answer } = await change(first);
      assert.deepEqual(
        [asked, answer.failure?.code, answer.failure?.kind, answer.failure?.broker],
        [[1], 'OUTCOME_UNKNOWN', 'kafka', 'b:9092'],
      );
      assert.match(answer.failure?.detail ?? '', /^[A-Z_]+$/);
    });
  }

  it('that is forbidden stays forbidden', async () => {
    const failure: Failure = { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED' };
    assert.deepEqual(await change(() => unknown(failure)), { asked: [1], answer: { failure } });
  });
});
