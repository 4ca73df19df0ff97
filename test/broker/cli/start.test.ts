import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startCommand } from '../../../src/cli/start.ts';
import { type OwnedFolder, ownedFolder } from '../../lab/belongings.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { makeTopics, write as writeRecords } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { asking, plainly } from '../kafka/clients.ts';

const alice = { name: 'alice', password: 'alice-very-secret' };

describe('kafka-troubleshooter start', function () {
  this.timeout(120_000);
  const broker = labBroker({ listeners: ['PLAINTEXT', 'SASL_PLAINTEXT'], users: [alice] });
  const { cluster } = asking(plainly(broker));
  const topic = 'command-orders';
  let folder: OwnedFolder;

  before('a group has read half of it', async () => {
    folder = ownedFolder('start');
    await makeTopics(cluster(), [{ name: topic, partitions: 2 }]);
    const records = [1, 2, 3, 4].map(n => ({
      key: null,
      value: Uint8Array.from(Buffer.from(`{"n":${n}}`)),
      headers: [],
      timestamp: Date.now(),
    }));
    await writeRecords(
      cluster(),
      [0, 1].map(partition => ({ topic, partition, records })),
    );
    await commitOffsets(cluster(), 'command-whole', { [topic]: { 0: 2n, 1: 2n } });
    await commitOffsets(cluster(), 'command-half', { [topic]: { 0: 2n } });
  });
  after(() => folder.remove());

  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder.path, name), text);
    return name;
  };
  const start = async (...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
    let [out, err] = ['', ''];
    const code = await startCommand(args, {
      folder: folder.path,
      print: text => (out += text),
      complain: text => (err += text),
      signal: new AbortController().signal,
    });
    return { code, out, err };
  };
  const here = () => ['--bootstrap-server', broker().addresses.PLAINTEXT ?? ''];

  it('ends with 0 where all goes on at commits', async () => {
    const { code, out, err } = await start(...here(), '--group', 'command-whole');
    assert.match(out, /^command-whole goes on at its commits in both partitions\n/);
    assert.deepEqual([code, err], [0, '']);
  });

  it('ends with 1 where something is skipped, and takes the policy from the line, or from the client’s own file', async () => {
    const given = await start(...here(), '--group', 'command-half', '--auto-offset-reset', 'latest');
    assert.match(given.out, new RegExp(`^After a restart, 4 records on ${topic}-1 are skipped\n`));
    const file = write(
      'app.conf',
      `bootstrap.servers=a:9092\ngroup.id=command-half\nenable.auto.offset.store=false\nauto.offset.reset=smallest\n`,
    );
    const read = await start(...here(), '--group', 'command-half', '--file', file);
    assert.match(
      read.out,
      new RegExp(`^command-half goes on at its commits in one of two partitions, and reads all 4 records on ${topic}-1\n`),
    );
    assert.match(read.out, /app\.conf:4 says smallest, which begins with the first record/);
    assert.deepEqual([given.code, read.code], [1, 0]);
  });

  it('is JSON for a pipeline, also of a group that does not exist yet', async () => {
    const { code, out } = await start(
      ...here(),
      '--group',
      'command-new',
      '--topic',
      topic,
      '--auto-offset-reset',
      'earliest',
      '--format',
      'json',
    );
    const told = JSON.parse(out) as { group: unknown; level: string; totals: Record<string, unknown>; partitions: { start: unknown }[] };
    assert.deepEqual([code, told.level, told.group], [0, 'fine', { id: 'command-new', exists: false }]);
    assert.deepEqual(told.totals['latest'], { partitions: 2, skipped: '8', again: '0', read: '0', stops: [] });
    assert.deepEqual(told.partitions[0]?.start, { kind: 'at', offset: '0', waiting: '4', skipped: '0', again: '0' });
  });

  it('ends with 2 where nothing tells which topics a new group reads', async () => {
    const { code, out } = await start(...here(), '--group', 'command-new');
    assert.match(out, /^There is no group command-new on this cluster\n\nName the topic/);
    assert.equal(code, 2);
  });

  const login = (password: string) =>
    `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-256\nsasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="alice" password="${password}";\n`;
  const guarded = () => ['--bootstrap-server', broker().addresses.SASL_PLAINTEXT ?? '', '--group', 'command-whole'];

  it('logs in with the file that Kafka’s own tools take', async () => {
    const { code, out } = await start(...guarded(), '--command-config', write('client.properties', login(alice.password)));
    assert.match(out, /^command-whole goes on/);
    assert.equal(code, 0);
  });

  it('ends with 2 and a sentence where the login is refused, and repeats no secret', async () => {
    const { code, out, err } = await start(...guarded(), '--command-config', write('wrong.properties', login('wrong-and-secret')));
    assert.match(err, /refused the user name or the password/);
    assert.deepEqual([code, out], [2, '']);
    assert.doesNotMatch(out + err, /wrong-and-secret/);
  });

  it('says what is missing before it asks anybody', async () => {
    const said = async (...args: string[]) => {
      const { code, err } = await start(...args);
      assert.equal(code, 2);
      return err;
    };
    assert.match(await said('--group', 'g'), /--bootstrap-server HOST:PORT/);
    assert.match(await said(...here()), /--group GROUP/);
    assert.match(await said(...here(), '--group', 'g', '--auto-offset-reset', 'newest'), /earliest, latest, none or by_duration:PT1H/);
    assert.match(
      await said(...here(), '--group', 'g', '--command-config', 'nowhere.properties'),
      /^nowhere\.properties: there is no such file/,
    );
    assert.match(await said('--bootstrap-server', 'localhost', '--group', 'g'), /the port is missing/);
    const noPassword = login('').replace(' password=""', '');
    assert.match(
      await said(...guarded(), '--command-config', write('bare.properties', noPassword)),
      /names the user alice without a password/,
    );
    const other = write('other.properties', 'bootstrap.servers=a:9092\ngroup.id=another\n');
    assert.match(await said(...here(), '--group', 'g', '--file', other), /no client of this file has the group\.id g/);
  });
});
