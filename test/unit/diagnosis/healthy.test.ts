import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { known } from '../../../src/model/failure.ts';
import type { Group, Member } from '../../../src/model/group.ts';
import type { TopicConfig } from '../../../src/model/snapshot.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import { committed, committedEvery, generation, offsetsLog } from '../../support/offsetsLogs.ts';
import {
  began,
  group,
  member,
  partition,
  place,
  records,
  sample,
  seconds,
  snapshot,
  watched,
  type SnapshotFacts,
} from '../../support/snapshots.ts';
import { traffic } from '../../support/traffic.ts';

const two = [member('billing-1', ['orders-0']), member('billing-2', ['orders-1'])];
const billing = group(two);
const steady = traffic({ produced: 20, consumed: 100, commitEvery: 5 });

/** All that a login which may see everything is told of a group on a healthy cluster; each case says what is different. */
const around: SnapshotFacts = {
  topics: [partition('orders-0'), partition('orders-1')],
  groupIds: ['orders-billing', 'orders-audit'],
  topicNames: ['orders', 'refunds'],
  topicConfigs: [keeping('orders', 7)],
  brokerConfigs: [{ name: 'offsets.retention.minutes', value: '10080', source: 'default', sensitive: false }],
  offsetsTopic: [partition('__consumer_offsets-7')],
  offsetsLog: [
    offsetsLog({
      states: [generation(-3_000, 4, two.map(logged))],
      commits: ['orders-0', 'orders-1'].flatMap(name =>
        committedEvery(name, { everySeconds: 5, fromSecond: -300, times: 60, from: 9_000n, step: 17n }),
      ),
    }),
  ],
  lastRecords: ['orders-0', 'orders-1'].map(name => written(name, 1)),
};

const healthy: Readonly<Record<string, SnapshotFacts>> = {
  'a consumer that keeps up': { samples: watched(billing, second => ({ 'orders-0': steady(second), 'orders-1': steady(second) })) },
  'a batch job that ended yesterday with nothing left': {
    samples: watched(group([]), () => ({ 'orders-0': { committed: 90n, end: 90n }, 'orders-1': { committed: 40n, end: 40n } })),
    offsetsLog: [offsetsLog({ states: [generation(-86_400, 4, [])] })],
  },
  'a quiet topic': {
    samples: watched(billing, () => ({ 'orders-0': { committed: 90n, end: 90n }, 'orders-1': { committed: 40n, end: 40n } })),
    lastRecords: ['orders-0', 'orders-1'].map(name => written(name, 7_200)),
  },
  'a topic that is written to now and then': {
    samples: watched(
      billing,
      second => ({
        'orders-0': traffic({ produced: at => (at % 20 < 0.1 ? 10 : 0), consumed: 100, commitEvery: 5 })(second),
        'orders-1': { committed: 40n, end: 40n },
      }),
      { forSeconds: 60 },
    ),
  },
  'a group that has just started, without a rebalance since': {
    samples: watched(billing, second => {
      const started = traffic({ produced: 20, consumed: 300, commitEvery: 5, backlog: 400 });
      return { 'orders-0': started(second), 'orders-1': started(second) };
    }),
    offsetsLog: [offsetsLog({ states: [generation(-2, 1, two.map(logged))], sinceSecond: -2 })],
  },
  'a backlog that shrinks': {
    samples: watched(billing, second => {
      const shrinking = traffic({ produced: 20, consumed: 200, commitEvery: 2, backlog: 9_000 });
      return { 'orders-0': shrinking(second), 'orders-1': shrinking(second) };
    }),
    records: ['orders-0', 'orders-1'].map(name => records(name, 14_000n, { 13_999: {}, 14_000: { ageSeconds: 450 }, 14_001: {} })),
  },
  'a tail of markers and records that a transaction gave up': {
    samples: watched(billing, () => ({ 'orders-0': { committed: 480n, end: 484n }, 'orders-1': { committed: 40n, end: 41n } }), {
      forSeconds: 90,
    }),
    records: [
      records('orders-0', 480n, {
        479: {},
        480: { aborted: true },
        481: { aborted: true },
        482: { control: 'abort' },
        483: { control: 'commit' },
      }),
      records('orders-1', 40n, { 39: {}, 40: { control: 'commit' } }),
    ],
    lastRecords: ['orders-0', 'orders-1'].map(name => written(name, 600)),
  },
  'transactions that come and go': {
    samples: watched(billing, second => {
      const it = { committed: 400n + BigInt(second * 20), stable: 400n + BigInt(second * 20), end: 410n + BigInt(second * 20) };
      return { 'orders-0': it, 'orders-1': it };
    }),
  },
  'members that stand by': {
    samples: watched(group([...two, standby('billing-3'), standby('billing-4')]), second => ({
      'orders-0': steady(second),
      'orders-1': steady(second),
    })),
  },
  'a burst that is worked off': {
    samples: watched(billing, second => ({
      'orders-0': traffic({ produced: at => (at >= 4 && at < 5 ? 2_000 : 5), consumed: 400, commitEvery: 1 })(second),
      'orders-1': steady(second),
    })),
  },
  'one partition that gets more, and is read as it comes': {
    samples: watched(billing, second => ({
      'orders-0': traffic({ produced: 90, consumed: 300, commitEvery: 5 })(second),
      'orders-1': traffic({ produced: 10, consumed: 300, commitEvery: 5 })(second),
    })),
  },
  'a group of Kafka Streams’ that commits every thirty seconds': {
    samples: watched(
      group(two, { assignor: 'stream' }),
      second => {
        const rare = traffic({ produced: 20, consumed: 100, commitEvery: 30, firstCommit: 12 });
        return { 'orders-0': rare(second), 'orders-1': rare(second) };
      },
      { forSeconds: 100 },
    ),
    offsetsLog: [
      offsetsLog({
        commits: ['orders-0', 'orders-1'].flatMap(name =>
          committedEvery(name, { everySeconds: 30, fromSecond: -288, times: 13, from: 4_000n, step: 600n }),
        ),
      }),
    ],
  },
  'a group of the newer protocol that keeps up': {
    samples: watched(consumerGroup(), second => ({ 'orders-0': steady(second), 'orders-1': steady(second) })),
  },
  'a replica that is behind while enough are in sync': {
    samples: watched(billing, second => ({ 'orders-0': steady(second), 'orders-1': steady(second) })),
    topics: [partition('orders-0', { isr: [1, 2] }), partition('orders-1')],
  },
  'a program that assigns itself partitions and commits': {
    samples: watched(group([], { protocolType: '' }), second => ({ 'orders-0': steady(second), 'orders-1': steady(second) })),
    offsetsLog: [offsetsLog({ commits: [committed('orders-0', 18, 10_280n), committed('orders-1', 18, 10_280n)] })],
  },
};

describe('what is healthy', () => {
  for (const [what, facts] of Object.entries(healthy)) {
    it(`stays without a warning: ${what}`, () => {
      const it = snapshot({ ...around, ...facts });
      const verdict = diagnose(it);
      assert.deepEqual(
        verdict.findings.filter(({ severity }) => severity !== 'information').map(({ ruleId, subject }) => `${ruleId} ${subject}`),
        [],
      );
      // Too early is an answer; that a look was not possible is not one here, where everything may be seen.
      const unseen = verdict.notChecked.flatMap(({ ruleId, reasons }) =>
        reasons.filter(({ reason }) => reason.kind !== 'too-early').map(({ subject }) => `${ruleId} ${subject}`),
      );
      assert.deepEqual(unseen, []);
      assert.ok(['healthy', 'too-early'].includes(wordVerdict(it, verdict).tone));
    });
  }

  it('of one look only is too early to call, and nothing worse', () => {
    const it = snapshot({ ...around, samples: [sample(0, billing, { 'orders-0': steady(0), 'orders-1': steady(0) })] });
    assert.deepEqual(diagnose(it).findings, []);
    assert.equal(wordVerdict(it, diagnose(it)).tone, 'too-early');
  });
});

function consumerGroup(): Group {
  const members = two.map((each): Member => ({ ...each, memberEpoch: 5, targetAssignment: each.assignment.value ?? [] }));
  return group(members, { groupType: 'consumer', assignor: 'uniform', groupEpoch: 5, assignmentEpoch: 5 });
}

function standby(name: string): Member {
  return member(name, [], { subscription: known(['orders']) });
}

function logged({ memberId, groupInstanceId, clientId, clientHost, subscription, assignment }: Member) {
  return {
    ...{ memberId, groupInstanceId, clientId, clientHost, rebalanceTimeoutMs: 300_000, sessionTimeoutMs: 45_000, topicsRegex: null },
    ...{ topics: subscription.value ?? [], assignment: assignment.value ?? [] },
  };
}

function keeping(topic: string, days: number): TopicConfig {
  const entries = { 'cleanup.policy': 'delete', 'retention.ms': days * 86_400_000, 'retention.bytes': -1, 'min.insync.replicas': 2 };
  return {
    topic,
    entries: Object.entries(entries).map(([name, value]) => ({ name, value: `${value}`, source: 'default', sensitive: false })),
  };
}

function written(name: string, ageSeconds: number) {
  return { ...place(name), offset: 89n, timestamp: began + seconds(20 - ageSeconds), timestampType: 'CreateTime' as const };
}
