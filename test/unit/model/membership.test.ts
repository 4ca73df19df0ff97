import assert from 'node:assert/strict';
import type { GroupStateEntry, LoggedMember, OffsetsLog } from '../../../src/model/offsetsLog.ts';
import { type MembershipEvent, membershipTimeline } from '../../../src/model/membership.ts';
import { began, forbidden, group, member, sample, seconds } from '../../support/snapshots.ts';

const billing = member('billing-1', ['orders-0']);
const second = member('billing-2', ['orders-1']);
const at = (second: number) => began + seconds(second);

const logged = (memberId: string, overrides: Partial<LoggedMember> = {}): LoggedMember => ({
  ...{ memberId, groupInstanceId: null, clientId: memberId.replace(/-7d1c$/, ''), clientHost: '/10.2.0.11' },
  ...{ rebalanceTimeoutMs: 300_000, sessionTimeoutMs: 45_000, topics: ['orders'], topicsRegex: null, assignment: null },
  ...overrides,
});

const log = (states: readonly GroupStateEntry[]): OffsetsLog => ({
  ...{ partition: 7, readFromOffset: 0n, readUpToOffset: 100n, since: states[0]?.at ?? null, reachesStart: false, states, commits: [] },
});

const generation = (second: number, number: number, members: readonly LoggedMember[]): GroupStateEntry => ({
  ...{ kind: 'classic', at: at(second), offset: BigInt(number), generation: number, protocolType: 'consumer', assignor: 'range' },
  ...{ leader: members[0]?.memberId ?? null, stateChangedAt: at(second), members },
});

/** `joined billing-2 0–2 s`. */
const told = (events: readonly MembershipEvent[]): readonly string[] =>
  events.map(event => {
    const { kind, at: until, notBefore, source } = event;
    const when = notBefore === until ? `${(until - began) / 1000} s` : `${(notBefore - began) / 1000}–${(until - began) / 1000} s`;
    const what =
      'member' in event
        ? event.member.clientId
        : 'generation' in event
          ? String(event.generation)
          : 'groupState' in event
            ? event.groupState
            : 'changed';
    const instead = event.kind === 'joined' && event.insteadOf !== null ? ` for ${event.insteadOf}` : '';
    return `${kind} ${what}${instead}, ${source} ${when}`;
  });

describe('the timeline of a group’s members', () => {
  it('is empty while the same members stay', () => {
    assert.deepEqual(membershipTimeline([0, 2, 4].map(second => sample(second, group([billing]), {}))), []);
  });

  it('tells who came, who went and when a rebalance began, between the two looks that saw it', () => {
    const samples = [
      sample(0, group([billing]), {}),
      sample(2, group([billing, second], { groupState: 'PreparingRebalance' }), {}),
      sample(4, group([second]), {}),
    ];
    assert.deepEqual(told(membershipTimeline(samples)), [
      'joined billing-2, seen 0–2 s',
      'rebalance PreparingRebalance, seen 0–2 s',
      'left billing-1, seen 2–4 s',
    ]);
  });

  it('takes a look that failed for no news at all', () => {
    const samples = [sample(0, group([billing]), {}), sample(2, group([], { failure: forbidden }), {}), sample(4, group([billing]), {})];
    assert.deepEqual(membershipTimeline(samples), []);
  });

  it('tells when the group epoch of a consumer group was raised', () => {
    const at0 = group([billing], { groupType: 'consumer', groupEpoch: 4 });
    const samples = [sample(0, at0, {}), sample(2, { ...at0, groupEpoch: 6 }, {})];
    assert.deepEqual(told(membershipTimeline(samples)), ['generation 6, seen 0–2 s']);
  });

  it('goes back as far as the log, whose first line tells who was there already', () => {
    const states = [
      generation(-60, 3, [logged('billing-1-7d1c')]),
      generation(-30, 4, [logged('billing-1-7d1c'), logged('billing-2-7d1c')]),
      generation(-10, 5, [logged('billing-2-7d1c')]),
    ];
    assert.deepEqual(told(membershipTimeline([], log(states))), [
      'joined billing-2, logged -30 s',
      'generation 4, logged -30 s',
      'left billing-1, logged -10 s',
      'generation 5, logged -10 s',
    ]);
  });

  it('tells of the very first generation that its members joined', () => {
    assert.deepEqual(told(membershipTimeline([], log([generation(-60, 1, [logged('billing-1-7d1c')])]))), [
      'joined billing-1, logged -60 s',
    ]);
  });

  it('has what was seen and written down once, with the coordinator’s time', () => {
    const samples = [sample(0, group([billing]), {}), sample(4, group([billing, second]), {})];
    const states = [generation(-60, 3, [logged('billing-1-7d1c')]), generation(3, 4, [logged('billing-1-7d1c'), logged('billing-2-7d1c')])];
    assert.deepEqual(told(membershipTimeline(samples, log(states))), ['joined billing-2, logged 3 s', 'generation 4, logged 3 s']);
  });

  it('tells a rebalance that came and went between two looks by who owns what, and by its generation where that was written down', () => {
    const [other, secondOther] = [member('billing-1', ['orders-1']), member('billing-2', ['orders-0'])];
    const samples = [sample(0, group([billing, second]), {}), sample(5, group([other, secondOther]), {})];
    assert.deepEqual(told(membershipTimeline(samples)), ['owners changed, seen 0–5 s']);
    const both = [logged('billing-1-7d1c'), logged('billing-2-7d1c')];
    assert.deepEqual(told(membershipTimeline(samples, log([generation(-60, 3, both), generation(2, 4, both)]))), [
      'generation 4, logged 2 s',
    ]);
  });

  it('does not take a group that shows no assignments while it rebalances for one whose partitions changed hands', () => {
    const rebalancing = group([member('billing-1', [])], { groupState: 'CompletingRebalance' });
    assert.deepEqual(told(membershipTimeline([sample(0, rebalancing, {}), sample(2, group([billing]), {})])), []);
  });

  it('tells which member a static one took the place of', () => {
    const before = logged('pod-0-aaaa', { groupInstanceId: 'pod-0', clientId: 'pod-0' });
    const after = { ...before, memberId: 'pod-0-bbbb' };
    assert.deepEqual(told(membershipTimeline([], log([generation(-60, 3, [before]), generation(-30, 3, [after])]))), [
      'left pod-0, logged -30 s',
      'joined pod-0 for pod-0-aaaa, logged -30 s',
    ]);
  });

  it('follows the members of a consumer group one by one', () => {
    const one = { at: at(-30), offset: 1n, groupType: 'consumer' } as const;
    const states: readonly GroupStateEntry[] = [
      { ...one, kind: 'epoch', groupEpoch: 1 },
      { ...one, kind: 'member', member: logged('a') },
      { ...one, at: at(-20), kind: 'epoch', groupEpoch: 2 },
      { ...one, at: at(-20), kind: 'member', member: logged('b') },
      { kind: 'member-epoch', at: at(-19), offset: 5n, memberId: 'b', memberEpoch: 2, assigned: 3, pendingRevocation: 0 },
      { kind: 'member-left', at: at(-10), offset: 6n, memberId: 'a' },
    ];
    assert.deepEqual(told(membershipTimeline([], log(states))), [
      'joined a, logged -30 s',
      'generation 2, logged -20 s',
      'joined b, logged -20 s',
      'left a, logged -10 s',
    ]);
  });

  it('tells that all are gone once the group was deleted', () => {
    const states: readonly GroupStateEntry[] = [generation(-60, 3, [logged('a')]), { kind: 'deleted', at: at(-5), offset: 9n }];
    assert.deepEqual(told(membershipTimeline([], log(states))), ['left a, logged -5 s']);
  });
});
