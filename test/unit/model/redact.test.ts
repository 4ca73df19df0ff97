import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { redactSnapshot } from '../../../src/model/redact.ts';
import { writeSnapshot } from '../../../src/model/savedSnapshot.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { failed, group, member, records, snapshot, watched } from '../../support/snapshots.ts';

const billing = group([
  member('billing-1', ['orders-0', 'orders-1'], { clientHost: '/10.2.0.11' }),
  member('billing-2', [], { clientHost: '/10.2.0.11' }),
  member('billing-3', [], { clientHost: '/10.2.0.12' }),
]);
const secret = new TextEncoder().encode('card 4711');
const unlike = records('orders-1', 200n, { 199: {}, 200: { looksLike: 'binary', headers: ['x-customer'] }, 201: {} });
const told = snapshot({
  samples: watched(billing, second => ({
    'orders-0': { committed: BigInt(90 + second), end: BigInt(90 + second) },
    'orders-1': { committed: 200n, end: 260n + BigInt(second * 3) },
  })),
  records: [
    {
      ...unlike,
      records: unlike.records.map(record => ({
        ...record,
        key: secret,
        value: secret,
        headers: record.headers.map(one => ({ ...one, value: secret })),
      })),
    },
  ],
  hotKeys: [{ topic: 'orders', partition: 1, sampled: 500, keys: [{ key: 'customer-4711', records: 400 }] }],
  quotas: [{ entity: [{ type: 'user', name: 'alice' }], limits: [{ key: 'consumer_byte_rate', value: 1024 }] }],
  brokerConfigs: [
    { name: 'offsets.retention.minutes', value: '10080', source: 'default', sensitive: false },
    { name: 'advertised.listeners', value: 'PLAINTEXT://kafka-1.corp:9092', source: 'static-broker', sensitive: false },
  ],
  clientFiles: [
    {
      ...{ file: '/home/alice/billing/consumer.properties', label: '', library: 'java', role: 'consumer', groupId: 'orders-billing' },
      settings: [
        { key: 'bootstrap.servers', value: 'kafka-1.corp:9092', line: 0, meaning: 'bootstrapServers' },
        { key: 'session.timeout.ms', value: '10000', line: 1, meaning: 'sessionTimeout', number: 10_000 },
      ],
    },
  ],
  missing: {
    topics: [failed('orders', { kind: 'unreachable', code: 'ECONNREFUSED', broker: 'kafka-2.corp:9092', detail: 'kafka-2.corp' })],
  },
});

const summary = ({ findings, ruledOut, notChecked }: ReturnType<typeof diagnose>) => ({
  findings: findings.map(({ ruleId, severity, confidence, evidence }) => ({
    ruleId,
    severity,
    confidence,
    facts: evidence.map(({ fact }) => fact),
  })),
  ruledOut,
  notChecked: notChecked.map(({ ruleId }) => ruleId),
});
const verdictOf = (of: Snapshot) => summary(diagnose(of));

describe('a redacted snapshot', () => {
  it('has no key, value, header, host, user or path', () => {
    const text = writeSnapshot(redactSnapshot(told));
    for (const gone of ['4711', 'Y2FyZCA0NzEx', 'x-customer', '10.2.0', 'corp', 'alice', '/home']) {
      assert.ok(!text.includes(gone), gone);
    }
    assert.ok(text.includes('orders-billing') && text.includes('"orders"') && text.includes('10080'));
  });

  it('gives the same verdict', () =>
    assert.deepEqual(diagnose(redactSnapshot(told)).findings[0]?.figures, diagnose(told).findings[0]?.figures));

  it('gives the same verdict for each cause, also when names are replaced', () => {
    assert.deepEqual(verdictOf(redactSnapshot(told)), verdictOf(told));
    assert.deepEqual(verdictOf(redactSnapshot(told, { names: false })), verdictOf(told));
  });

  it('knows no name of a topic, a group or a client any more where they are not to be shown', () => {
    const text = writeSnapshot(redactSnapshot(told, { names: false }));
    for (const gone of ['orders', 'billing']) assert.ok(!text.includes(gone), gone);
    assert.ok(text.includes('"topic-1"') && text.includes('"group-1"'));
  });

  it('keeps that two members share a host', () => {
    const hosts = redactSnapshot(told).parts.group.items[0]?.members.map(({ clientHost }) => clientHost);
    assert.deepEqual(hosts, ['host-1', 'host-1', 'host-2']);
  });

  it('leaves the snapshot that it was given as it was', () => {
    const before = writeSnapshot(told);
    redactSnapshot(told, { names: false });
    assert.equal(writeSnapshot(told), before);
  });
});
