import { leaderlessPartition } from '../../../../src/diagnosis/rules/leaderless-partition.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, forbidden, group, member, noLeader, partition, sample } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-4'])]);
const samples = [sample(0, billing, { 'orders-0': { committed: 10n, end: 10n }, 'orders-4': { committed: 10n, end: noLeader } })];

diagnosisTest(leaderlessPartition, {
  finds: [
    {
      when: 'the last in-sync replica is down',
      snapshot: {
        samples,
        topics: [partition('orders-0'), partition('orders-4', { leader: null, replicas: [2, 3], isr: [3], offlineReplicas: [3] })],
      },
      subject: 'orders-4',
      severity: 'error',
      confidence: 'proven',
      facts: ['no-leader'],
      says: 'orders-4 has no leader; replicas 2, 3, in sync 3, offline 3',
    },
    {
      when: 'many are: they are one finding',
      snapshot: { samples, topics: [0, 1, 2, 3, 4].map(n => partition(`orders-${n}`, { leader: null })) },
      subject: 'orders-0',
      severity: 'error',
      figures: { partitions: ['orders-0', 'orders-1', 'orders-2', 'orders-3', 'orders-4'] },
      facts: ['no-leader', 'no-leader', 'no-leader'],
      says: 'Five partitions have no leader',
    },
  ],
  staysQuiet: [
    {
      when: 'every partition has a leader, be its replicas out of sync',
      snapshot: { samples, topics: [partition('orders-0', { isr: [1] })] },
    },
    {
      when: 'the topic may not be seen',
      snapshot: { samples, topics: [partition('orders-0')], missing: { topics: [failed('refunds', forbidden)] } },
      notChecked: ['refunds'],
    },
    { when: 'the group does not exist', snapshot: { groupId: 'nobody' }, isNoSubject: true },
  ],
});
