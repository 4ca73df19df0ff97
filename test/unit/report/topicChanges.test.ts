import assert from 'node:assert/strict';
import { topicChanges } from '../../../src/report/topicChanges.ts';
import { forbidden, group, member, sample } from '../../support/snapshots.ts';

describe('what became of the topics between two looks', () => {
  const at = { committed: 5n, end: 9n };
  const reader = group([member('billing-1', ['orders-0'])]);
  const [one, two, other] = [{ 'orders-0': at }, { 'orders-0': at, 'orders-1': at }, { 'invoices-0': at }];

  it('tells how many partitions a topic has now', () => {
    assert.deepEqual(topicChanges(sample(0, reader, one), sample(5, reader, two)), ['orders has 2 partitions now']);
    assert.deepEqual(topicChanges(sample(0, reader, two), sample(5, reader, one)), ['orders has one partition now']);
  });

  it('tells nothing of partitions that nobody subscribes to: another one was committed', () => {
    assert.deepEqual(topicChanges(sample(0, group([]), one), sample(5, group([]), two)), []);
  });

  it('tells a topic that is gone from one that is not read any more', () => {
    assert.deepEqual(topicChanges(sample(0, reader, one), sample(5, reader, {})), ['orders is gone']);
    assert.deepEqual(topicChanges(sample(0, reader, { ...one, ...other }), sample(5, reader, one)), ['invoices is read no more']);
  });

  it('tells nothing where one of both looks did not get everything', () => {
    const without = { ...sample(5, reader, {}), commitsFailure: forbidden };
    assert.deepEqual(topicChanges(sample(0, reader, two), without), []);
    assert.deepEqual(topicChanges(without, sample(10, reader, two)), []);
    assert.deepEqual(topicChanges(sample(0, reader, two), sample(5, group([], { failure: forbidden }), {})), []);
    // A classic group hides its subscription meanwhile.
    const rebalancing = group([member('billing-1', [])], { groupState: 'PreparingRebalance' });
    assert.deepEqual(topicChanges(sample(0, reader, two), sample(5, rebalancing, one)), []);
  });
});
