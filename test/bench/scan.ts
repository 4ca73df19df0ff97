// Finding a string in a million records: ours (worker included) beside `kcat | grep` and kafkajs's own decoding, in one run
// against one broker. `npm run bench -- scan [records] [rounds] [codecs] [batch bytes]`. Each is a process of its own, in turns.
import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { produce } from '../../src/kafka/changes/records.ts';
import { Cluster } from '../../src/kafka/connection/cluster.ts';
import { type Codec, codecs } from '../../src/kafka/protocol/compression.ts';
import type { RecordToWrite } from '../../src/kafka/protocol/recordBatchWriter.ts';
import { startBroker } from '../lab/broker.ts';
import { hasKcat } from '../lab/kcat.ts';
import { createTopic, openLab } from '../lab/scenario.ts';
import { median, table } from '../support/table.ts';
import { bundled } from './peers/bundled.ts';
import type { Held } from './peers/thread.ts';

/** What the product promises beside half of kcat's time: the editor's thread free, memory bounded, the first records at once. */
const limit = { stretchMs: 50, peakMb: 400, peekMs: 300 };
const [count = '1000000', rounds = '3', wantedCodecs = codecs.join(), batchBytes = '16384'] = process.argv.slice(2);
const partitions = 4;
/** Values of 139 bytes and headers: some 170 bytes a record. As the Java producer fills its batches (batch.size). */
const recordBytes = 170;
const perBatch = Math.max(1, Math.floor(Number(batchBytes) / recordBytes));
const needle = `"id":${Math.floor(Number(count) * 0.77)},`;
const run = promisify(execFile);

const [ours, kafkajs, peek] = await Promise.all([bundled('scanOurs.ts'), bundled('scanKafkajs.mjs'), bundled('peekOurs.ts')]);
// What is measured is what is shipped: the worker's bundle, beside the program as it lies beside the extension's.
await copyFile(path.resolve(import.meta.dirname, '../../dist/worker.cjs'), path.join(path.dirname(ours), 'worker.cjs'));

interface Measured extends Partial<Held> {
  readonly ms: number;
  readonly records: number;
  readonly matched: number;
  readonly bytes?: number;
  readonly firstMs?: number;
}

const node = (program: string) => async (bootstrap: string, topic: string) =>
  JSON.parse(
    (await run(process.execPath, ['--disable-warning=TimeoutNegativeWarning', program, bootstrap, topic, needle, count])).stdout,
  ) as Measured;

async function kcatAndGrep(bootstrap: string, topic: string): Promise<Measured> {
  const began = performance.now();
  const command = `kcat -C -e -q -b ${bootstrap} -t ${topic} -o beginning | grep -c -F '${needle}'`;
  const { stdout } = await run('sh', ['-c', command]);
  return { ms: performance.now() - began, records: Number(count), matched: Number(stdout) };
}

const withKcat = hasKcat();
if (!withKcat) console.log('kcat is not present: it is left out.');
const broker = await startBroker();
const outcomes = new Map<Codec, Map<string, Measured[]>>();
const peeks: number[] = [];
try {
  const lab = await openLab(broker);
  const cluster = new Cluster({ bootstrapServers: [broker.bootstrap] });
  for (const codec of codecs.filter(codec => wantedCodecs.split(',').includes(codec))) {
    const topic = `scan-${codec}`;
    await createTopic(lab, topic, partitions);
    const began = performance.now();
    await fill(cluster, topic, codec);
    console.log(`${topic}: ${count} records in batches of ${perBatch}, written in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    const peers: Record<string, (bootstrap: string, topic: string) => Promise<Measured>> = {
      ours: node(ours),
      ...(withKcat ? { kcat: kcatAndGrep } : {}),
      ...(codec === 'none' || codec === 'gzip' ? { kafkajs: node(kafkajs) } : {}),
    };
    const measured = new Map<string, Measured[]>();
    for (let round = 0; round < Number(rounds); round++) {
      for (const [name, peer] of Object.entries(peers)) {
        const one = await peer(broker.bootstrap, topic);
        if (one.matched !== 1 || one.records < Number(count)) throw new Error(`${name} on ${topic}: ${JSON.stringify(one)}`);
        measured.set(name, [...(measured.get(name) ?? []), one]);
      }
    }
    outcomes.set(codec, measured);
    for (let round = 0; round < Number(rounds); round++) peeks.push((await node(peek)(broker.bootstrap, topic)).ms);
  }
  cluster.disconnect();
  await lab.close();
} finally {
  await broker.stop();
}

const seconds = (all: readonly Measured[] = []) => {
  const ms = all.map(one => one.ms / 1000);
  return ms.length === 0 ? '–' : `${median(ms).toFixed(2)} (${Math.min(...ms).toFixed(2)}–${Math.max(...ms).toFixed(2)})`;
};
const most = (all: readonly Measured[] = [], of: (one: Measured) => number | undefined) => Math.max(...all.map(one => of(one) ?? 0));
const ratioOf = (measured: ReadonlyMap<string, readonly Measured[]>, peer: string) => {
  const [a, b] = [measured.get('ours'), measured.get(peer)].map(all => median((all ?? []).map(({ ms }) => ms)));
  return (a ?? NaN) / (b ?? NaN);
};
console.log(
  table(
    [
      'codec',
      'MB',
      'ours, s',
      'kcat | grep, s',
      'kafkajs, s',
      'ours/kcat',
      'found after, ms',
      'longest stretch, ms',
      'longest wait, ms',
      'largest, MB',
    ],
    [...outcomes].map(([codec, measured]) => {
      const mine = measured.get('ours');
      return [
        codec,
        (most(mine, ({ bytes }) => bytes) / 1e6).toFixed(0),
        ...['ours', 'kcat', 'kafkajs'].map(name => seconds(measured.get(name))),
        withKcat ? ratioOf(measured, 'kcat').toFixed(2) : '–',
        most(mine, ({ firstMs }) => firstMs).toFixed(0),
        most(mine, ({ stretchMs }) => stretchMs).toFixed(0),
        most(mine, ({ blockedMs }) => blockedMs).toFixed(0),
        most(mine, ({ peakMb }) => peakMb).toFixed(0),
      ];
    }),
  ),
);
const worstPeek = Math.max(...peeks);
console.log(
  `first records of a peek, fresh connection: ${median(peeks).toFixed(0)} ms, at most ${worstPeek.toFixed(0)} ms (limit ${limit.peekMs} ms)`,
);
const all = [...outcomes.values()].flatMap(measured => measured.get('ours') ?? []);
const [stretch, peak] = [most(all, ({ stretchMs }) => stretchMs), most(all, ({ peakMb }) => peakMb)];
if (stretch > limit.stretchMs || peak > limit.peakMb || median(peeks) > limit.peekMs) {
  console.error(`More than ${limit.stretchMs} ms at a stretch, ${limit.peakMb} MB, or ${limit.peekMs} ms to the first records of a peek.`);
  process.exitCode = 1;
}
const [first] = outcomes;
if (first) {
  const [codec, measured] = first;
  const peer = withKcat ? 'kcat' : 'kafkajs';
  const time = (name: string) => `${(median((measured.get(name) ?? []).map(({ ms }) => ms)) / 1000).toFixed(2)} s`;
  console.log(`longest stretch of the editor's thread: ${stretch.toFixed(0)} ms, largest process: ${peak.toFixed(0)} MB`);
  console.log(
    `${codec}: ratio ${ratioOf(measured, peer).toFixed(2)} (ours ${time('ours')}, ${peer === 'kcat' ? 'kcat | grep' : peer} ${time(peer)})`,
  );
}

/** Writes batches as producers fill them, one a partition and request, several requests in flight. */
async function fill(cluster: Cluster, topic: string, codec: Codec): Promise<void> {
  const each = Number(count) / partitions;
  const now = Date.now(); // older ones would be gone by retention within the minute
  const filler = 'x'.repeat(200);
  const record = (id: number): RecordToWrite => {
    const head = `{"id":${id},"customer":"C-${1000 + (id % 8_999)}","country":"${['DE', 'FR', 'NL', 'SE', 'JP'][id % 5] ?? ''}","total":${(id % 9_973) / 100},"note":"`;
    const value = Buffer.from(`${head}${filler.slice(0, Math.max(0, 139 - head.length - 2))}"}`);
    return { key: null, value, headers: [{ key: 'source', value: Buffer.from('order-service') }], timestamp: now };
  };
  for (let from = 0; from < each; from += perBatch) {
    const records = Math.min(perBatch, each - from);
    const batches = Array.from({ length: partitions }, (_, partition) => ({
      ...{ topic, partition },
      records: Array.from({ length: records }, (_, index) => record((from + index) * partitions + partition)),
    }));
    for (const { written } of await produce(cluster, batches, { codec }))
      if (written.failure) throw new Error(JSON.stringify(written.failure));
  }
}
