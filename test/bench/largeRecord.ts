/** A record of 50 MB: how long until it is there, as a row, as a document, and how long the editor's thread is held up meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startBroker } from '../lab/broker.ts';
import { createTopic, openLab } from '../lab/scenario.ts';
import { decodePart } from '../../src/decoding/decode.ts';
import { Cluster } from '../../src/kafka/connection/cluster.ts';
import { peekRecords } from '../../src/peek/peek.ts';
import { RecordTexts, textOf } from '../../src/peek/recordTexts.ts';

const topic = 'large';
const broker = await startBroker();
const cluster = new Cluster({ bootstrapServers: [broker.bootstrap] });
const texts = new RecordTexts();
try {
  const bytes = await writeRecord();
  console.log(`one record of ${(bytes / 1e6).toFixed(1)} MB, JSON`);
  // The first reading compiles and connects; what a person waits for is the second.
  await read();
  const record = await measured('read from the broker', read);
  await measured('as a row of the table', () => Promise.resolve(decodePart(record, 'value', { glance: true })));
  await texts.of({ ...record, value: new Uint8Array(300_000) }, { as: 'line' }, {}); // the thread is up
  const document = await measured('laid out in the thread', () => texts.of(record, { as: 'document', part: 'value' }, {}));
  await measured('its text, in the host', () => textOf(document));
  await measured('a line of an export', () => texts.of(record, { as: 'line' }, {}));
} finally {
  texts.end();
  cluster.disconnect();
  await broker.stop();
}

async function writeRecord(): Promise<number> {
  const lab = await openLab(broker);
  await createTopic(lab, topic, 1, { 'max.message.bytes': String(64 * 1024 * 1024) });
  const lines = Array.from({ length: 500_000 }, (_, n) => JSON.stringify({ line: n, sku: `SKU-${n}`, text: 'x'.repeat(60) }));
  const value = `{"lines":[${lines.join(',')}]}`;
  await lab.producer.send({ topic, messages: [{ value }] });
  await lab.close();
  return value.length;
}

async function read() {
  const { records } = await peekRecords(cluster, {
    ...{ topic, partitions: [], limit: 1, isolation: 'read_uncommitted', showControlRecords: false },
    start: { kind: 'newest' },
  });
  const [record] = records;
  if (!record) throw new Error('the record was not read');
  return record;
}

async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  await new Promise(resolve => setTimeout(resolve, 50));
  loop.reset();
  const began = performance.now();
  const done = await work();
  const ms = performance.now() - began;
  await new Promise(resolve => setTimeout(resolve, 20));
  loop.disable();
  console.log(
    `${name.padEnd(26)} ${ms.toFixed(0).padStart(6)} ms   longest stretch of the host ${(loop.max / 1e6).toFixed(0).padStart(4)} ms`,
  );
  return done;
}
