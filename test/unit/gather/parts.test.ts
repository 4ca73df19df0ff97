import assert from 'node:assert/strict';
import { doesNotExist, groupPart, samplesPart, topicNamesOf } from '../../../src/gather/parts.ts';
import { known, type Failure } from '../../../src/model/failure.ts';
import { failed, forbidden, group, member, noLeader, sample } from '../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const fine = { committed: 5n, end: 9n };
const unseen = { committed: forbidden, end: forbidden };
const missingIn = (...facts: Parameters<typeof sample>) => {
  const one = sample(...facts);
  return samplesPart([one], one, null).missing;
};

describe('what is missing in a snapshot', () => {
  it('is nothing where all is known', () => {
    assert.deepEqual(missingIn(0, billing, { 'orders-0': fine, 'orders-1': { committed: null, end: 9n } }), []);
  });

  it('is a topic, said once, where none of its partitions may be seen', () => {
    assert.deepEqual(missingIn(0, billing, { 'orders-0': fine, 'refunds-0': unseen, 'refunds-1': unseen }), [failed('refunds', forbidden)]);
  });

  it('is the one partition that has no leader', () => {
    assert.deepEqual(missingIn(0, billing, { 'orders-0': fine, 'orders-1': { committed: 5n, end: noLeader } }), [
      failed('orders-1', noLeader),
    ]);
  });

  it('is the group’s commits, also where no partition is known without them', () => {
    const failure: Failure = { kind: 'no-coordinator', code: 'COORDINATOR_LOAD_IN_PROGRESS' };
    const one = { ...sample(0, group([]), {}), commitsFailure: failure };
    assert.deepEqual(samplesPart([one], one, null).missing, [failed('orders-billing', failure)]);
  });

  it('is the last beat, where it failed', () => {
    const [one, failure] = [sample(0, billing, { 'orders-0': fine }), { kind: 'unreachable' } as const];
    assert.deepEqual(samplesPart([one], one, failure).missing, [failed('orders-billing', failure)]);
  });

  it('is said once where group and commits fail for the same reason', () => {
    const failure: Failure = { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED' };
    const one = { ...sample(0, group([], { failure }), {}), commitsFailure: failure };
    assert.deepEqual(samplesPart([one], one, null).missing, [failed('orders-billing', failure)]);
    assert.deepEqual(groupPart(one), { items: [], missing: [failed('orders-billing', failure)] });
    assert.equal(doesNotExist(one), false);
  });

  it('is nothing of a group that does not exist: that is known', () => {
    const one = sample(0, group([], { groupState: 'Dead', failure: { kind: 'not-found', code: 'GROUP_ID_NOT_FOUND' } }), {});
    assert.equal(doesNotExist(one), true);
    assert.deepEqual(samplesPart([one], one, null), { items: [], missing: [] });
  });

  it('is not the group that is called dead while its commits are there: it was described by the wrong API', () => {
    assert.equal(doesNotExist(sample(0, group([], { groupState: 'Dead' }), { 'orders-0': fine })), false);
  });
});

describe('the topics of a group', () => {
  it('are those of its commits and those that its members subscribe to', () => {
    const of = group([member('billing-1', ['orders-0'], { subscription: known(['orders', 'returns']) })]);
    assert.deepEqual(topicNamesOf(sample(0, of, { 'orders-0': fine, 'refunds-0': fine })), ['orders', 'refunds', 'returns']);
  });
});
