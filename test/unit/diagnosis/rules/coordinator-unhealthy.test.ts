import { coordinatorUnhealthy } from '../../../../src/diagnosis/rules/coordinator-unhealthy.ts';
import type { ConfigEntry } from '../../../../src/model/cluster.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, group, member, partition, sample } from '../../../support/snapshots.ts';

const config = (name: string, value: string): ConfigEntry => ({ name, value, source: 'static-broker', sensitive: false });
const noCoordinator = failed('orders-billing', { kind: 'no-coordinator', code: 'COORDINATOR_NOT_AVAILABLE', request: 'FindCoordinator' });
const samples = [sample(0, group([member('billing-1', ['orders-0'])]), {})];

diagnosisTest(coordinatorUnhealthy, {
  finds: [
    {
      when: 'the group’s partition of the offsets topic has no leader',
      snapshot: { samples, offsetsTopic: [partition('__consumer_offsets-7', { leader: null, isr: [], offlineReplicas: [1, 2, 3] })] },
      subject: '__consumer_offsets-7',
      severity: 'error',
      confidence: 'proven',
      figures: { kind: 'no-leader' },
      says: 'orders-billing has no coordinator: __consumer_offsets-7 has no leader',
    },
    {
      when: 'fewer replicas are in sync than commits take',
      snapshot: {
        samples,
        offsetsTopic: [partition('__consumer_offsets-7', { isr: [1] })],
        brokerConfigs: [config('min.insync.replicas', '2')],
      },
      subject: '__consumer_offsets-7',
      severity: 'error',
      figures: { kind: 'cannot-commit', isr: 1, minIsr: 2 },
    },
    {
      when: 'a replica is out of sync and commits still go: a warning',
      snapshot: {
        samples,
        offsetsTopic: [partition('__consumer_offsets-7', { isr: [1, 2] })],
        brokerConfigs: [config('min.insync.replicas', '2')],
      },
      subject: '__consumer_offsets-7',
      severity: 'warning',
      says: 'only two of three copies of its commits in sync',
    },
    {
      when: 'the offsets topic cannot be made because it wants more brokers than there are',
      snapshot: {
        missing: { group: [noCoordinator], samples: [noCoordinator] },
        brokerConfigs: [config('offsets.topic.replication.factor', '3')],
      },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'likely',
      facts: ['coordinator-answered', 'offsets-topic-wants-replicas'],
      says: 'it is made with three replicas, and takes as many brokers.',
    },
  ],
  staysQuiet: [
    { when: 'all replicas are in sync', snapshot: { samples, offsetsTopic: [partition('__consumer_offsets-7')] } },
    {
      when: 'it has one replica by design',
      snapshot: { samples, offsetsTopic: [partition('__consumer_offsets-7', { replicas: [1], isr: [1] })] },
    },
    {
      when: 'nobody may look at the offsets topic',
      snapshot: { samples, missing: { offsetsTopic: [failed('__consumer_offsets', { kind: 'forbidden' })] } },
      notChecked: ['__consumer_offsets'],
    },
  ],
});
