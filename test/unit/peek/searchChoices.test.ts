import assert from 'node:assert/strict';
import { mostFound, PeekSearches, searchRequestOf } from '../../../src/vscode/panels/peekSearchChoices.ts';
import { isPeekSearchChoices, type PeekSearchChoices } from '../../../src/webviewProtocol/peekSearch.ts';
import { peekProtocol } from '../../../src/webviewProtocol/peek.ts';

/** The editor's memory, as far as searches need it. */
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
const text = (needle: string): PeekSearchChoices => ({
  what: { kind: 'text', text: needle, matchCase: false, parts: ['value'] },
  ...{ from: { kind: 'oldest' }, until: { kind: 'end' }, most: 100 },
});
const reach = { partitions: [2], isolation: 'read_committed' } as const;

describe('the search bar of a topic', () => {
  it('remembers the last searches, the newest first, each once', () => {
    const kept = memory();
    const searches = new PeekSearches(kept, subject);
    for (const needle of ['a', 'b', 'a']) searches.remember(text(needle));
    assert.deepEqual(
      new PeekSearches(kept, subject).state.history.map(({ what }) => what),
      [text('a').what, text('b').what],
    );
    assert.deepEqual(new PeekSearches(kept, { ...subject, topic: 'payments' }).state.history, []);
  });

  it('keeps ten of them', () => {
    const searches = new PeekSearches(memory(), subject);
    for (let n = 0; n < 14; n++) searches.remember(text(String(n)));
    assert.equal(searches.state.history.length, 10);
  });

  it('is open again after a reload, with what was searched last', () => {
    const kept = memory();
    new PeekSearches(kept, subject).remember(text('ORD-7'));
    const restored = new PeekSearches(kept, subject);
    assert.equal(restored.state.isOpen, false);
    restored.recall();
    assert.deepEqual([restored.state.isOpen, restored.state.choices], [true, text('ORD-7')]);
  });

  it('forgets what an older version remembered in another form', () => {
    const kept = memory();
    void kept.update('peek searches ["dev","orders"]', [{ text: 'a' }, text('b')]);
    assert.equal(new PeekSearches(kept, subject).state.history.length, 1);
  });
});

describe('a search as it is asked for', () => {
  it('reaches the partitions and the isolation that the toolbar says', () => {
    const request = searchRequestOf(subject, { ...text('x'), from: { kind: 'offset', offset: '9007199254740993' } }, reach);
    assert.deepEqual(request.places, [{ topic: 'orders', partitions: [2] }]);
    assert.equal(request.isolation, 'read_committed');
    assert.deepEqual(request.from, { kind: 'offset', offset: 9_007_199_254_740_993n });
  });

  it('of a trace reaches all its topics', () => {
    const trace = { id: '4bf92f', topics: ['orders', 'payments'] };
    const choices = new PeekSearches(memory(), { ...subject, trace }).choices;
    const request = searchRequestOf({ ...subject, trace }, choices, { partitions: [], isolation: 'read_uncommitted' });
    assert.deepEqual(request.what, { kind: 'trace', id: '4bf92f' });
    assert.deepEqual(
      request.places.map(({ topic }) => topic),
      ['orders', 'payments'],
    );
  });

  it('never wants more matches than a table can hold', () =>
    assert.equal(searchRequestOf(subject, { ...text('x'), most: 1e9 }, reach).most, mostFound));

  it('crosses to the host only where it is whole', () => {
    assert.ok(isPeekSearchChoices(text('x')));
    assert.ok(peekProtocol.toHost({ type: 'search', search: text('x'), reach }));
    assert.ok(!peekProtocol.toHost({ type: 'search', search: { ...text('x'), what: { kind: 'script', text: '1' } }, reach }));
    assert.ok(!peekProtocol.toHost({ type: 'search', search: { ...text('x'), from: { kind: 'time', at: '1' } }, reach }));
  });
});
