import assert from 'node:assert/strict';
import { fencedInstances } from '../../../src/diagnosis/stays.ts';
import type { MembershipEvent, TimelineMember } from '../../../src/model/membership.ts';

describe('a group instance id that changes hands', () => {
  const holder = (memberId: string, clientId = 'updater-1'): TimelineMember => ({
    ...{ memberId, clientId, clientHost: '/10.0.0.7', groupInstanceId: 'updater-0' },
  });
  /** Each takes it over from the one before, a second later. */
  const handedOn = (members: readonly TimelineMember[]): readonly MembershipEvent[] =>
    members.flatMap((member, index): readonly MembershipEvent[] => {
      const before = members[index - 1];
      const told = { at: 1_000_000 + index * 1_000, notBefore: 1_000_000 + index * 1_000, source: 'logged' as const };
      return [
        ...(before ? [{ ...told, kind: 'left' as const, member: before }] : []),
        { ...told, kind: 'joined', member, insteadOf: before?.memberId ?? null },
      ];
    });

  it('is found though the coordinator shows all of its holders under the name of the first', () => {
    const [found, ...others] = fencedInstances(handedOn(['a', 'b', 'c', 'd'].map(id => holder(id))));
    assert.deepEqual([found?.groupInstanceId, found?.times, found?.holders, others], ['updater-0', 3, ['updater-1 (10.0.0.7)'], []]);
  });

  it('names its holders where a rebalance told them apart', () => {
    const [found] = fencedInstances(handedOn([holder('a'), holder('b', 'updater-2'), holder('c'), holder('d', 'updater-2')]));
    assert.deepEqual(found?.holders, ['updater-1 (10.0.0.7)', 'updater-2 (10.0.0.7)']);
  });

  it('is nothing where a program took its own back after a release, and once more', () => {
    assert.deepEqual(fencedInstances(handedOn(['a', 'b', 'c'].map(id => holder(id)))), []);
  });
});
