import assert from 'node:assert/strict';
import { seenEvents, type MembershipEvent } from '../../../src/model/membership.ts';
import type { Group } from '../../../src/model/group.ts';
import { membershipMarks, withUnrest } from '../../../src/report/membershipMarks.ts';
import { began, forbidden, group, member, sample, seconds } from '../../support/snapshots.ts';

const one = member('billing-1', ['orders-0']);
const two = member('billing-2', ['orders-1']);
const seenBetween = (before: Group, after: Group) => seenEvents([sample(0, before, {}), sample(5, after, {})]);

describe('a mark on the time axis', () => {
  const cases = [
    { when: 'nothing changed', before: group([one]), after: group([one]), says: [] },
    { when: 'a member came', before: group([one]), after: group([one, two]), says: ['billing-2 joined'] },
    { when: 'a member went', before: group([one, two]), after: group([one]), says: ['billing-2 left'] },
    { when: 'one came for another', before: group([one]), after: group([two]), says: ['billing-1 left, billing-2 joined'] },
    { when: 'all went', before: group([one, two]), after: group([]), says: ['2 members left'] },
    {
      when: 'partitions changed hands',
      before: group([one, two]),
      after: group([member('billing-1', ['orders-1']), member('billing-2', ['orders-0'])]),
      says: ['rebalance'],
    },
    { when: 'a rebalance began', before: group([one]), after: group([one], { groupState: 'PreparingRebalance' }), says: ['rebalance'] },
    {
      when: 'a rebalance ended: that was said when it began',
      before: group([member('billing-1', [])], { groupState: 'CompletingRebalance' }),
      after: group([one]),
      says: [],
    },
    { when: 'the group could not be described', before: group([one]), after: group([], { failure: forbidden }), says: [] },
  ] as const;
  for (const { when, before, after, says } of cases) {
    it(`says ${says.join() || 'nothing'}: ${when}`, () =>
      assert.deepEqual(
        membershipMarks(seenBetween(before, after), after.members).map(({ words }) => words),
        says,
      ));
  }

  it('tells members of one client id apart', () => {
    const before = group([member('billing', ['orders-0'])]);
    const after = group([...before.members, { ...member('billing', ['orders-1']), memberId: 'billing-9f3e' }]);
    assert.deepEqual(
      membershipMarks(seenBetween(before, after), after.members).map(({ words }) => words),
      ['billing …9f3e joined'],
    );
  });

  const at = (second: number) => began + seconds(second);
  const generation = (second: number, number: number): MembershipEvent => ({
    ...{ kind: 'generation', at: at(second), notBefore: at(second), source: 'logged', generation: number, members: 2 },
  });
  const came = (second: number, who: typeof one, insteadOf: string | null = null): MembershipEvent => ({
    ...{ kind: 'joined', at: at(second), notBefore: at(second), source: 'logged', member: who, insteadOf },
  });
  const went = (second: number, who: typeof one): MembershipEvent => ({
    ...{ kind: 'left', at: at(second), notBefore: at(second), source: 'logged', member: who },
  });
  const rebalance = (second: number): MembershipEvent => ({
    ...{ kind: 'rebalance', at: at(second), notBefore: at(second - 5), source: 'seen', groupState: 'PreparingRebalance' },
  });
  const told = (...events: readonly MembershipEvent[]) =>
    membershipMarks(events, [one, two]).map(mark => `${(mark.at - began) / 1_000} s ${mark.words}`);

  it('stands once for what was written down together', () => {
    assert.deepEqual(told(went(10, one), generation(10, 4), came(10.2, two), generation(40, 5)), [
      '10.2 s billing-1 left, billing-2 joined',
      '40 s rebalance',
    ]);
  });

  it('stands once for a rebalance that was over soon, and twice for one that took its time', () => {
    assert.deepEqual(told(rebalance(10), went(14, one), generation(14, 4)), ['14 s billing-1 left']);
    assert.deepEqual(told(rebalance(10), went(70, one), generation(70, 4)), ['10 s rebalance', '70 s billing-1 left']);
  });

  it('adds to what is said of the lag that the group is never at rest, from six changes in ten minutes on', () => {
    const fine = { sign: 'healthy', headline: 'All 4 partitions keep up', sentence: '', question: null } as const;
    const marks = Array.from({ length: 7 }, (_, n) => ({ at: at(n * 60), words: 'rebalance' }));
    const words = withUnrest(fine, marks, at(420));
    assert.equal(words.headline, fine.headline);
    assert.equal(words.sentence, 'Its members or their partitions changed 7 times within 7 min.');
    assert.equal(words.question, 'Why does it rebalance so often?');
    const stuck = { ...fine, sentence: 'orders-0 has not moved.', question: 'Why is it stuck?' };
    assert.match(withUnrest(stuck, marks, at(420)).sentence, /^orders-0 has not moved\. Its members /);
    assert.equal(withUnrest(stuck, marks, at(420)).question, stuck.question);
    // A release, and what was long ago.
    assert.equal(withUnrest(fine, marks.slice(0, 5), at(420)), fine);
    assert.equal(withUnrest(fine, marks, at(1_200)), fine);
  });

  it('calls a program that came back as it was called before, though its member id is another', () => {
    const again = { ...two, memberId: 'billing-2-9f3e' };
    const events = [went(10, two), came(40, again)];
    assert.deepEqual(
      membershipMarks(events, [one, again]).map(({ words }) => words),
      ['billing-2 left', 'billing-2 joined'],
    );
  });

  it('says that a static member came back, which left under its old id', () => {
    assert.deepEqual(told(went(10, one), came(10, { ...two, memberId: 'pod-0-3b1f', groupInstanceId: 'pod-0' }, one.memberId)), [
      '10 s pod-0 came back',
    ]);
  });
});
