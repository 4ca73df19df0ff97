import assert from 'node:assert/strict';
import { wordGroupChange } from '../../../src/report/groupChanges.ts';
import { forbidden, group, member } from '../../support/snapshots.ts';

const one = member('billing-1', ['orders-0']);
const two = member('billing-2', ['orders-1']);

describe('what happened to a group between two looks', () => {
  const cases = [
    { when: 'nothing changed', before: group([one]), after: group([one]), says: null },
    { when: 'a member came', before: group([one]), after: group([one, two]), says: 'billing-2 joined' },
    { when: 'a member went', before: group([one, two]), after: group([one]), says: 'billing-2 left' },
    { when: 'one came for another', before: group([one]), after: group([two]), says: 'billing-1 left, billing-2 joined' },
    { when: 'all went', before: group([one, two]), after: group([]), says: '2 members left' },
    {
      when: 'partitions changed hands',
      before: group([one, two]),
      after: group([member('billing-1', ['orders-1']), member('billing-2', ['orders-0'])]),
      says: 'rebalance',
    },
    { when: 'a rebalance began', before: group([one]), after: group([one], { groupState: 'PreparingRebalance' }), says: 'rebalance' },
    {
      when: 'a rebalance ended: that was said when it began',
      before: group([member('billing-1', [])], { groupState: 'CompletingRebalance' }),
      after: group([one]),
      says: null,
    },
    { when: 'the group could not be described', before: group([one]), after: group([], { failure: forbidden }), says: null },
  ] as const;
  for (const { when, before, after, says } of cases)
    it(`${says ?? 'nothing'}: ${when}`, () => assert.equal(wordGroupChange(before, after), says));

  it('tells members of one client id apart', () => {
    const twin = { ...member('billing', ['orders-1']), memberId: 'billing-9f3e' };
    assert.equal(
      wordGroupChange(group([member('billing', ['orders-0'])]), group([member('billing', ['orders-0']), twin])),
      'billing …9f3e joined',
    );
  });
});
