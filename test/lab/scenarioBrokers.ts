// The brokers that scenarios run on.
import type { BrokerOptions, User } from './broker.ts';

/** Counts quotas over two seconds, not ten: a client that is held to one reads evenly. */
export const plainBroker: BrokerOptions = { properties: { 'quota.window.num': '2' } };

/** May see topics, and no group. */
export const watcher: User = { name: 'watcher', password: 'watcher-secret' };

/** Has access rules, and forgets the commits of an empty group soon. Clients of the PLAINTEXT listener may do everything, `watcher` logs in on the other one. */
export const strictBroker: BrokerOptions = {
  listeners: ['PLAINTEXT', 'SASL_PLAINTEXT'],
  mechanisms: ['PLAIN'],
  users: [watcher],
  acls: [
    ...(['TOPIC', 'GROUP', 'TRANSACTIONAL_ID'] as const).map(on => ({ who: 'ANONYMOUS', may: ['ALL' as const], on, named: '*' })),
    { who: 'ANONYMOUS', may: ['ALL'], on: 'CLUSTER', named: 'kafka-cluster' },
    { who: watcher.name, may: ['DESCRIBE', 'READ'], on: 'TOPIC', named: 'salaries' },
  ],
  // The broker looks for forgotten commits every ten minutes, so within a test it deletes none.
  properties: { 'offsets.retention.minutes': '1' },
};
