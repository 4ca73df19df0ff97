import assert from 'node:assert/strict';
import {
  isDeadLetterTopicOf,
  nothingWatched,
  usualThresholds,
  watchStep,
  type BreachKind,
  type Incident,
  type WatchLook,
  type WatchThresholds,
} from '../../../src/model/watch.ts';

const minute = 60_000;
const fine: Omit<WatchLook, 'at'> = {
  lagRecords: 5n,
  lagIsPartial: false,
  timeLagMs: 0,
  stuck: [],
  waitingForNobody: 0n,
  deadLetters: new Map(),
};

interface Told {
  /** Minutes. */
  readonly began: readonly { readonly at: number; readonly kinds: readonly BreachKind[] }[];
  readonly ended: readonly number[];
}

/** A look a minute; what each says differs from a group that is fine. */
function watched(looks: readonly Partial<Omit<WatchLook, 'at'>>[], thresholds: Partial<WatchThresholds> = {}): Told {
  const began: { at: number; kinds: readonly BreachKind[] }[] = [];
  const ended: number[] = [];
  let state = nothingWatched;
  looks.forEach((look, at) => {
    const step = watchStep(state, { ...fine, ...look, at: at * minute }, { ...usualThresholds, ...thresholds });
    if (step.began) began.push({ at, kinds: kindsOf(step.began) });
    if (step.ended) ended.push(at);
    state = step.state;
  });
  return { began, ended };
}

const kindsOf = ({ breaches }: Incident) => breaches.map(({ kind }) => kind);
const times = (count: number, look: Partial<Omit<WatchLook, 'at'>>) => Array.from({ length: count }, () => look);
const behind = { lagRecords: 10_001n };

describe('a watched group', () => {
  it('is told once when 10,000 records have waited for three minutes, and not again while they do', () => {
    assert.deepEqual(watched([{}, ...times(30, behind)]), { began: [{ at: 4, kinds: ['lag'] }], ended: [] });
  });

  it('is not told for a backlog that is gone sooner', () => {
    assert.deepEqual(watched([...times(3, behind), {}, ...times(3, behind), {}]).began, []);
  });

  it('is one incident however it flickers, and over after three quiet minutes; then the next one is told', () => {
    const flicker = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? {} : behind));
    const { began, ended } = watched([...times(4, behind), ...flicker, ...times(4, {}), ...times(4, behind)]);
    assert.deepEqual(began, [
      { at: 3, kinds: ['lag'] },
      { at: 21, kinds: ['lag'] },
    ]);
    assert.deepEqual(ended, [16]);
  });

  it('is told when the oldest unread record is older than five minutes for three', () => {
    assert.deepEqual(watched(times(5, { timeLagMs: 6 * minute })).began, [{ at: 3, kinds: ['time-lag'] }]);
    assert.deepEqual(watched(times(9, { timeLagMs: 5 * minute })).began, []);
  });

  it('is told with the worst first when it is stuck and behind', () => {
    assert.deepEqual(watched(times(5, { ...behind, stuck: ['orders-2'] })).began, [{ at: 3, kinds: ['stuck', 'lag'] }]);
  });

  it('is told when records wait and nobody is in it', () => {
    assert.deepEqual(watched(times(5, { waitingForNobody: 3n })).began, [{ at: 3, kinds: ['empty'] }]);
  });

  it('is told at once when a dead-letter topic grows, which was there before', () => {
    const at = (end: bigint) => ({ deadLetters: new Map([['orders-dlt', end]]) });
    assert.deepEqual(watched([at(7n), at(7n), at(8n), at(8n)]).began, [{ at: 2, kinds: ['dead-letters'] }]);
    assert.deepEqual(watched([at(7n), at(7n)]).began, []);
  });

  it('is neither in trouble nor out of it while the cluster does not answer', () => {
    const unknown = { lagRecords: null, timeLagMs: null, stuck: null, waitingForNobody: null, deadLetters: null };
    assert.deepEqual(watched(times(9, unknown)), { began: [], ended: [] });
    // Two minutes behind, five of silence, behind again: it never was seen to be fine.
    assert.deepEqual(watched([...times(2, behind), ...times(5, unknown), behind]).began, [{ at: 7, kinds: ['lag'] }]);
    assert.deepEqual(watched([...times(4, behind), ...times(9, unknown)]).ended, []);
  });

  it('is over its threshold with what is known of half of its partitions, and not fine with it', () => {
    assert.deepEqual(watched(times(5, { ...behind, lagIsPartial: true })).began, [{ at: 3, kinds: ['lag'] }]);
    assert.deepEqual(watched([...times(4, behind), ...times(9, { lagRecords: 1n, lagIsPartial: true })]).ended, []);
  });

  it('has thresholds of its own, and none where the person wants none', () => {
    assert.deepEqual(watched(times(5, { lagRecords: 200n }), { lagRecords: 100, forMs: minute }).began, [{ at: 1, kinds: ['lag'] }]);
    const off = { lagRecords: null, timeLagMs: null, stuck: false, empty: false, deadLetters: false };
    assert.deepEqual(watched(times(9, { ...behind, stuck: ['orders-0'], timeLagMs: 60 * minute }), off).began, []);
  });
});

describe('a dead-letter topic', () => {
  const isOne = (name: string) => isDeadLetterTopicOf(name, ['orders'], 'billing');

  it('is known by the names that frameworks give it', () => {
    for (const name of [
      'orders-dlt',
      'orders.DLT',
      'error.orders.billing',
      'orders.billing.dlq',
      'orders-dead-letter',
      'orders_dlq',
      'dlq-orders',
      'dead-letter-topic-orders',
    ])
      assert.equal(isOne(name), true, name);
  });

  it('is known without its group, too', () => {
    assert.equal(isDeadLetterTopicOf('error.orders.billing', ['orders'], null), true);
    assert.equal(isDeadLetterTopicOf('orders-dlt', ['orders'], null), true);
    assert.equal(isDeadLetterTopicOf('orders-eu', ['orders'], null), false);
  });

  it('is not every topic whose name begins like another', () => {
    for (const name of ['orders', 'orders-eu', 'orders-retry-0', 'orders2-dlt', 'payments-dlt', 'error.orders.shipping'])
      assert.equal(isOne(name), false, name);
  });
});
