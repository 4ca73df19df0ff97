import assert from 'node:assert/strict';
import { firstToSucceed, NoneSucceeded } from '../../../../src/kafka/connection/firstToSucceed.ts';

const neverFinal = () => false;
const longPatience = 60_000;

describe('trying servers in order', () => {
  it('does not try the second while the first may still succeed', async () => {
    let second = false;
    const first = () => new Promise(resolve => setImmediate(resolve, 'first'));
    assert.equal(await firstToSucceed([first, () => Promise.resolve((second = true))], longPatience, neverFinal), 'first');
    assert.equal(second, false);
  });

  it('tries the second as soon as the first has failed', async () => {
    assert.equal(
      await firstToSucceed([() => Promise.reject(new Error('down')), () => Promise.resolve('second')], longPatience, neverFinal),
      'second',
    );
  });

  it('tries the second beside a first that keeps it waiting, and takes whoever comes first', async () => {
    assert.equal(
      await firstToSucceed([() => new Promise<string>(() => undefined), () => Promise.resolve('second')], 1, neverFinal),
      'second',
    );
  });

  it('waits for a slow one when all others have failed', async () => {
    let succeed: (value: string) => void = () => undefined;
    const slow = () => new Promise<string>(resolve => (succeed = resolve));
    const failing = () => {
      setImmediate(() => succeed('slow'));
      return Promise.reject<string>(new Error('down'));
    };
    assert.equal(await firstToSucceed([slow, failing], 1, neverFinal), 'slow');
  });

  it('tells why each of them failed, in order', async () => {
    const attempts = ['a', 'b', 'c'].map(name => () => Promise.reject(new Error(name)));
    await assert.rejects(firstToSucceed(attempts, longPatience, neverFinal), (error: unknown) => {
      assert.ok(error instanceof NoneSucceeded);
      assert.deepEqual(error.errors.map(String), ['Error: a', 'Error: b', 'Error: c']);
      return true;
    });
  });

  it('stops at an error that the others would repeat', async () => {
    let second = false;
    const attempts = [() => Promise.reject<boolean>(new Error('refused')), () => Promise.resolve((second = true))];
    await assert.rejects(
      firstToSucceed(attempts, longPatience, () => true),
      NoneSucceeded,
    );
    assert.equal(second, false);
  });

  it('fails when there is none to try', async () => {
    await assert.rejects(firstToSucceed([], longPatience, neverFinal), NoneSucceeded);
  });
});
