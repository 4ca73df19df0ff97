import { underMinIsr } from '../../../../src/diagnosis/rules/under-min-isr.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, forbidden, group, partition } from '../../../support/snapshots.ts';

const needs = (minimum: number) => [
  { topic: 'orders', entries: [{ name: 'min.insync.replicas', value: `${minimum}`, source: 'topic' as const, sensitive: false }] },
];
const one = [partition('orders-0'), partition('orders-1', { isr: [1] })];

diagnosisTest(underMinIsr, {
  finds: [
    {
      when: 'one of two needed replicas is in sync',
      snapshot: { group: [group([])], topics: one, topicConfigs: needs(2) },
      subject: 'orders-1',
      severity: 'error',
      confidence: 'proven',
      figures: { partitions: ['orders-1'], inSync: 1, minimum: 2, replicas: 3 },
      facts: ['fewer-in-sync-than-needed'],
      says: 'orders-1 takes no new records from careful producers: one of two needed replicas is in sync',
    },
    {
      when: 'the topic demands more replicas than it has',
      snapshot: { group: [group([])], topics: [partition('orders-0', { replicas: [1], isr: [1] })], topicConfigs: needs(2) },
      subject: 'orders-0',
      severity: 'error',
      says: 'min.insync.replicas=2 with one replica stops writing at the first broker that is away.',
    },
  ],
  staysQuiet: [
    {
      when: 'a replica is behind, and enough are in sync',
      snapshot: { group: [group([])], topics: [partition('orders-0', { isr: [1, 2] })], topicConfigs: needs(2) },
    },
    { when: 'all are in sync', snapshot: { group: [group([])], topics: [partition('orders-0')] } },
    {
      when: 'it has no leader: that is another finding',
      snapshot: { group: [group([])], topics: [partition('orders-0', { leader: null, isr: [] })], topicConfigs: needs(2) },
    },
    {
      when: 'a replica is behind, and nobody may see what the topic demands',
      snapshot: { group: [group([])], topics: one, missing: { topicConfigs: [failed('orders', forbidden)] } },
      notChecked: ['orders'],
    },
  ],
});
