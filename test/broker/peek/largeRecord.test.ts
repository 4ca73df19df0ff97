import assert from 'node:assert/strict';
import { type Broker, startBroker } from '../../lab/broker.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { recordJson } from '../../../src/decoding/recordJson.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { peekRecords } from '../../../src/peek/peek.ts';
import { isLarge, RecordTexts, textOf } from '../../../src/peek/recordTexts.ts';

describe('a record of many megabytes', function () {
  this.timeout(120_000);
  let broker: Broker;
  let lab: Lab;
  let cluster: Cluster;
  let record: KafkaRecord;
  const texts = new RecordTexts();
  const lines = Array.from({ length: 40_000 }, (_, n) => `{"line":${n},"price":${n}.10,"text":"${'é'.repeat(20)}"}`);
  const value = `{"lines":[${lines.join(',')}]}`;

  before(async () => {
    broker = await startBroker();
    lab = await openLab(broker);
    cluster = new Cluster({ bootstrapServers: [broker.bootstrap] });
    await createTopic(lab, 'large', 1, { 'max.message.bytes': String(32 * 1024 * 1024) });
    await lab.producer.send({ topic: 'large', messages: [{ key: 'before', value: '{}' }] });
    await lab.producer.send({ topic: 'large', messages: [{ key: 'big', value, headers: { source: 'web' } }] });
    const { records } = await peekRecords(cluster, {
      ...{ topic: 'large', partitions: [], limit: 2, isolation: 'read_uncommitted', showControlRecords: false },
      start: { kind: 'newest' },
    });
    assert.equal(records.length, 2);
    record = records[1] as KafkaRecord;
  });
  after(async () => {
    texts.end();
    cluster.disconnect();
    await lab.close();
    await broker.stop();
  });

  it('comes whole, and does not keep the small ones with it', () => {
    assert.ok(isLarge(record));
    assert.ok(Buffer.from(value).equals(Buffer.from(record.value ?? [])));
  });

  it('is laid out for reading in a thread of its own, not cut, numbers as they are written', async () => {
    const document = await texts.of(record, { as: 'document', part: 'value' }, {});
    assert.equal(document.language, 'json');
    const text = await textOf(document);
    assert.equal(text.length, document.characters);
    assert.ok(text.startsWith('{\n  "lines": [\n    {\n      "line": 0,\n      "price": 0.10,\n'));
    assert.ok(text.endsWith('      "price": 39999.10,\n      "text": "éééééééééééééééééééé"\n    }\n  ]\n}'));
  });

  it('is the same line in an export as a small record would be', async () => {
    const line = await texts.of(record, { as: 'line' }, {});
    assert.equal(await textOf(line), recordJson(record, 'one-line'));
    assert.ok(record.value?.length === Buffer.byteLength(value), 'the record itself stays as it was');
  });

  it('tells when it was given up', async () => {
    const stop = new AbortController();
    const asked = texts.of(record, { as: 'line' }, {}, stop.signal);
    stop.abort();
    await assert.rejects(asked, { name: 'FailureError' });
  });
});
