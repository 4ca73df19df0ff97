import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { Group, Member } from '../../../src/model/group.ts';
import { clientFile, loggedMember } from '../../support/memberships.ts';
import { committedEvery, generation, offsetsLog } from '../../support/offsetsLogs.ts';
import { group, member, partition, place, type SnapshotFacts, snapshot, watched } from '../../support/snapshots.ts';
import { traffic } from '../../support/traffic.ts';

const steady = traffic({ produced: 20, consumed: 100, commitEvery: 2 });
const rows = (second: number) => ({ 'orders-0': steady(second), 'orders-1': steady(second) });
const seen = (of: (second: number) => Group) => watched(of, rows, { forSeconds: 60 });
const both = ['orders-0', 'orders-1'];
const two = [member('billing-1', ['orders-0']), member('billing-2', ['orders-1'])];
const moving = { groupState: 'PreparingRebalance' as const };

const around: SnapshotFacts = {
  topics: both.map(name => partition(name)),
  topicNames: ['orders'],
  groupIds: ['orders-billing'],
  offsetsTopic: [partition('__consumer_offsets-7')],
  operations: [{ kind: 'topic', name: 'orders', operations: ['READ', 'DESCRIBE'] }],
};

/** Every twenty seconds one instance goes, and is back two seconds later under its old name as a new member. */
function releaseAt(second: number): Group {
  const inTurn = Math.floor(second / 20);
  const ofTurn = second % 20;
  const age = (n: number) => (inTurn > n || (inTurn === n && ofTurn >= 4) ? 'new' : 'old');
  const of = (n: number, owned: readonly string[]): Member => member(`billing-${n + 1}`, owned, { memberId: `billing-${n + 1}-${age(n)}` });
  const gone = ofTurn < 4 && inTurn < 2 ? inTurn : -1;
  if (gone >= 0) return group([of(1 - gone, ofTurn < 2 ? [] : both)], ofTurn < 2 ? moving : {});
  return group([of(0, ['orders-0']), of(1, ['orders-1'])]);
}

/** A static member comes back within its session: a new member id, and no rebalance. */
const staticAt = (second: number): Group =>
  group(
    [0, 1].map(n =>
      member(`billing-${n}`, [`orders-${n}`], { groupInstanceId: `billing-${n}`, memberId: `b-${n}-${second < 30 ? 'old' : 'new'}` }),
    ),
  );

/** A member has joined a group of the newer protocol two seconds ago. */
function joiningAt(second: number): Group {
  const consumer = { groupType: 'consumer' as const, assignor: 'uniform' };
  const [zero, one] = [place('orders-0'), place('orders-1')];
  if (second < 58)
    return group([member('billing-1', both, { targetAssignment: [zero, one], memberEpoch: 3 })], { ...consumer, groupEpoch: 3 });
  const members = [
    member('billing-1', both, { targetAssignment: [zero], memberEpoch: 3 }),
    member('billing-2', [], { targetAssignment: [one], memberEpoch: 4 }),
  ];
  return group(members, { ...consumer, groupState: 'Reconciling', groupEpoch: 4 });
}

const healthy: Readonly<Record<string, SnapshotFacts>> = {
  'a release that replaces one instance after the other': { samples: seen(releaseAt) },
  'a scaling from one instance to two': {
    samples: seen(second => (second < 20 ? group([member('billing-1', both)]) : second < 24 ? group(two, moving) : group(two))),
  },
  'static members that restart within their session': { samples: seen(staticAt) },
  'a member that has just joined a group of the newer protocol': { samples: seen(joiningAt) },
  'two releases within ten minutes': {
    samples: seen(() => group(two)),
    offsetsLog: [
      offsetsLog({
        states: [
          ['a1', 'b1'],
          ['b1'],
          ['a2', 'b1'],
          ['a2'],
          ['a2', 'b2'],
          ['b2'],
          ['billing-1', 'b2'],
          ['billing-1'],
          ['billing-1', 'billing-2'],
        ].map((names, index) =>
          generation(
            -400 + 45 * index,
            index + 1,
            names.map(name => loggedMember(name)),
          ),
        ),
        commits: both.flatMap(name => committedEvery(name, { everySeconds: 5, fromSecond: -300, times: 60, from: 9_000n, step: 17n })),
      }),
    ],
  },
  'a client that runs by its file': {
    samples: seen(() => group(two)),
    offsetsLog: [
      offsetsLog({ states: [generation(-3_000, 4, [loggedMember('billing-1', ['orders-0']), loggedMember('billing-2', ['orders-1'])])] }),
    ],
    clientFiles: [clientFile({ sessionTimeout: ['session.timeout.ms', '45000'], clientId: ['client.id', 'billing'] })],
  },
};

describe('healthy members and rebalances', () => {
  for (const [what, facts] of Object.entries(healthy)) {
    it(`stay without a warning: ${what}`, () => {
      const { findings } = diagnose(snapshot({ ...around, ...facts }));
      assert.deepEqual(
        findings.filter(({ severity }) => severity !== 'information').map(({ ruleId, subject }) => `${ruleId} ${subject}`),
        [],
      );
    });
  }
});
