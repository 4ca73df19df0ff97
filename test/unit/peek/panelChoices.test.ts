import assert from 'node:assert/strict';
import { choicesFor, rememberChoices, requestOf, wantedOf } from '../../../src/vscode/panels/peekChoices.ts';
import { isPeekChoices, isPeekSubject, peekProtocol, type PeekChoices } from '../../../src/webviewProtocol/peek.ts';

/** The editor's memory, as far as choices need it. */
function memory() {
  const kept = new Map<string, string>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => JSON.parse(kept.get(key) ?? 'null') as never,
    update: (key: string, value: unknown) => {
      kept.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

const subject = { clusterName: 'dev', topic: 'orders' };
const chosen: PeekChoices = {
  start: { kind: 'offset', offset: '184211' },
  partitions: [2],
  limit: 500,
  isolation: 'read_committed',
  showControlRecords: true,
};

describe('choices of the peek panel', () => {
  it('are the newest hundred of all partitions, with nothing hidden, at first', () =>
    assert.deepEqual(choicesFor(memory(), subject), {
      start: { kind: 'newest' },
      partitions: [],
      limit: 100,
      isolation: 'read_uncommitted',
      showControlRecords: false,
    }));

  it('are remembered for a topic', () => {
    const kept = memory();
    rememberChoices(kept, subject, chosen);
    assert.deepEqual(choicesFor(kept, subject), chosen);
    assert.equal(choicesFor(kept, { ...subject, topic: 'payments' }).limit, 100);
  });

  it('never mix a wanted place with a remembered one', () => {
    const kept = memory();
    rememberChoices(kept, subject, chosen);
    assert.deepEqual(choicesFor(kept, { ...subject, wanted: { partitions: [0] } }), {
      ...chosen,
      start: { kind: 'newest' },
      partitions: [0],
    });
    assert.deepEqual(choicesFor(kept, { ...subject, wanted: { start: { kind: 'oldest' } } }), {
      ...chosen,
      start: { kind: 'oldest' },
      partitions: [],
    });
  });

  it('of an older version are forgotten', () => {
    const kept = memory();
    void kept.update('peek ["dev","orders"]', { start: 'newest' });
    assert.equal(choicesFor(kept, subject).limit, 100);
  });

  it('become the request that was wanted, whatever the way', () => {
    for (const start of [
      { kind: 'offset', offset: 9_007_199_254_740_993n },
      { kind: 'time', at: 1_795_219_222_780 },
      { kind: 'committed', groupId: 'g' },
    ] as const) {
      const wanted = wantedOf({ start, partitions: [1] });
      assert.ok(isPeekSubject(JSON.parse(JSON.stringify({ ...subject, wanted }))));
      const request = requestOf('orders', choicesFor(memory(), { ...subject, wanted }));
      assert.deepEqual([request.start, request.partitions], [start, [1]]);
    }
  });

  it('keep the limit within what a panel can hold', () => {
    assert.equal(requestOf('orders', { ...chosen, limit: 1e9 }).limit, 20_000);
    assert.equal(requestOf('orders', { ...chosen, limit: 0 }).limit, 1);
  });
});

describe('messages of the peek panel', () => {
  it('are refused where an offset is no number', () => {
    assert.ok(isPeekChoices(chosen));
    assert.ok(!isPeekChoices({ ...chosen, start: { kind: 'offset', offset: '12x' } }));
    assert.ok(!peekProtocol.toHost({ type: 'read', choices: { ...chosen, isolation: 'dirty' } }));
  });
  it('are refused where a record is half there', () =>
    assert.ok(
      !peekProtocol.toPage({
        type: 'records',
        look: { rows: [{ id: 1 }], markers: [], statement: {}, added: 0, canReadEarlier: true, canReadLater: true },
      }),
    ));
});
