import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diagnoseCommand } from '../../../src/cli/diagnose.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { readSnapshot } from '../../../src/model/savedSnapshot.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import { labBroker } from '../../support/brokers.ts';
import { applications } from '../kafka/clients.ts';

const alice = { name: 'alice', password: 'alice-secret-4711' };
const bob = { name: 'bob', password: 'bob-secret-4711' };

/** The command as a shell runs it, against a cluster with logins and permissions. */
describe('kafka-troubleshooter diagnose', function () {
  this.timeout(120_000);
  const broker = labBroker({
    listeners: ['SASL_PLAINTEXT'],
    users: [alice, bob],
    acls: [
      { who: alice.name, may: ['ALL'], on: 'TOPIC', named: 'parcels' },
      { who: alice.name, may: ['ALL'], on: 'GROUP', named: '*' },
      { who: alice.name, may: ['DESCRIBE', 'DESCRIBE_CONFIGS'], on: 'CLUSTER', named: 'kafka-cluster' },
    ],
  });
  const applied = applications(broker);
  let folder: string;

  before('a group has left records behind', async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'kafka-diagnose-'));
    const login = (user: { name: string; password: string }) =>
      [
        'security.protocol=SASL_PLAINTEXT',
        'sasl.mechanism=PLAIN',
        `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="${user.name}" password="${user.password}";`,
      ].join('\n');
    writeFileSync(path.join(folder, 'alice.properties'), login(alice));
    writeFileSync(path.join(folder, 'bob.properties'), login(bob));
    writeFileSync(path.join(folder, 'wrong.properties'), login({ name: 'alice', password: 'wrong-secret-4711' }));
    writeFileSync(path.join(folder, 'other.properties'), 'bootstrap.servers=a:9092\ngroup.id=another-group\nmax.poll.records=5\n');
    const admin = await applied.admin();
    await admin.createTopics({ topics: [{ topic: 'parcels', numPartitions: 1 }] });
    const producer = await applied.producer();
    await producer.send({ topic: 'parcels', messages: [1, 2, 3].map(n => ({ key: `parcel-${n}`, value: `to customer ${n}` })) });
    await admin.setOffsets({ groupId: 'parcel-tracker', topic: 'parcels', partitions: [{ partition: 0, offset: '1' }] });
  });
  after(() => rmSync(folder, { recursive: true }));

  async function run(args: readonly string[], { login = 'alice', stopAt = /^$/ } = {}) {
    let [out, err] = ['', ''];
    const stop = new AbortController();
    const address = broker().addresses.SASL_PLAINTEXT ?? '';
    const way = ['--bootstrap-server', address, '--command-config', `${login}.properties`];
    const code = await diagnoseCommand([...way, ...args], {
      ...{ folder, isTerminal: false, signal: stop.signal },
      print: text => (out += text),
      complain: text => {
        err += text;
        if (stopAt.test(text)) stop.abort();
      },
    });
    assert.doesNotMatch(out + err, /secret-4711/, 'a secret is in the output');
    return { code, out, err };
  }

  it('says what is wrong in its first line, with the command to look further, and fails', async () => {
    const { code, out, err } = await run(['--group', 'parcel-tracker', '--window', '0s']);
    assert.match(out, /^Nobody reads for parcel-tracker: the group is empty and 2 records wait\n/);
    assert.match(
      out,
      /\n {2}\$ kafka-consumer-groups\.sh --bootstrap-server \S+ --command-config alice\.properties --describe --group parcel-tracker\n/,
    );
    assert.match(err, /^Asking \S+ about parcel-tracker…\n/);
    assert.equal(code, 1);
  });

  it('tells programs the same with figures', async () => {
    const { code, out } = await run(['--group', 'parcel-tracker', '--window', '0s', '--format', 'json']);
    const report = JSON.parse(out) as { findings: { id: string; severity: string; figures: { records: number } }[] };
    const [finding] = report.findings;
    assert.deepEqual([finding?.id, finding?.severity, finding?.figures.records], ['empty-group-with-waiting-records', 'error', 2]);
    assert.equal(code, 1);
  });

  it('writes a ticket', async () => {
    const { out } = await run(['--group', 'parcel-tracker', '--window', '0s', '--format', 'markdown']);
    assert.match(out, /^# Nobody reads for parcel-tracker: /);
    assert.match(out, /\n## Partitions\n\n\| Partition \|/);
  });

  it('saves a snapshot that gives the same verdict elsewhere, without records, hosts and users', async () => {
    const { out } = await run(['--group', 'parcel-tracker', '--window', '0s', '--save', 'parcels.kafka-diagnosis.json']);
    const text = readFileSync(path.join(folder, 'parcels.kafka-diagnosis.json'), 'utf8');
    assert.doesNotMatch(text, /customer|127\.0\.0\.1|alice/);
    const { value } = readSnapshot(text, 'parcels.kafka-diagnosis.json');
    assert.ok(value);
    assert.equal(wordVerdict(value, diagnose(value)).headline, out.split('\n')[0]);
  });

  it('finds no fault where nothing waits', async () => {
    const admin = await applied.admin();
    await admin.setOffsets({ groupId: 'parcel-archive', topic: 'parcels', partitions: [{ partition: 0, offset: '3' }] });
    const { code, out } = await run(['--group', 'parcel-archive', '--window', '0s']);
    assert.equal(code, 0, out);
  });

  it('names the group that was meant', async () => {
    const { code, out } = await run(['--group', 'parcel-traker', '--window', '0s']);
    assert.match(out, /^There is no group parcel-traker\. Did you mean parcel-tracker\?\n/);
    assert.equal(code, 1);
  });

  it('is no answer where the login may not see the group, and says what is missing', async () => {
    const { code, out } = await run(['--group', 'parcel-tracker', '--window', '0s'], { login: 'bob' });
    assert.match(out, /parcel-tracker/);
    assert.match(out, /\$ kafka-acls\.sh .* --group parcel-tracker/);
    assert.doesNotMatch(out, /^Healthy/);
    assert.notEqual(code, 0);
  });

  it('ends with 2 and one sentence where the login is refused, or nobody answers', async () => {
    const refused = await run(['--group', 'parcel-tracker', '--window', '0s'], { login: 'wrong' });
    assert.match(refused.err, /refused the user name or the password/);
    assert.deepEqual([refused.code, refused.out], [2, '']);
    const nobody = await run(['--group', 'parcel-tracker', '--window', '0s', '--bootstrap-server', '127.0.0.1:1']);
    assert.match(nobody.err, /127\.0\.0\.1:1 refused the connection/);
    assert.deepEqual([nobody.code, nobody.out], [2, '']);
  });

  it('tells what is known when the person has seen enough', async () => {
    const { code, out, err } = await run(['--group', 'parcel-tracker', '--window', '10m'], { stopAt: /^Watching/ });
    assert.match(out, /^Nobody reads for parcel-tracker/);
    assert.match(err, /Stopped early: this is what is known so far\.\n$/);
    assert.equal(code, 1);
  });

  it('says that a file is of another group, and goes on without it', async () => {
    const { err, code } = await run(['--group', 'parcel-tracker', '--window', '0s', '--file', 'other.properties']);
    assert.match(err, /^other\.properties: it names the group another-group, not parcel-tracker, and is left out\.\n/);
    assert.equal(code, 1);
  });

  it('says in one sentence what is wrong with how it was called', async () => {
    for (const [args, sentence] of [
      [[], 'Name the group: --group GROUP.\n'],
      [['--group', 'g', '--window', 'soon'], '“soon” is no time to watch: it is written 20s, 2m or 0s, an hour at most.\n'],
      [['--group', 'g', '--format', 'xml'], 'There is no format xml: it is text, json or markdown.\n'],
      [['--group', 'g', '--file', 'gone.properties'], 'gone.properties: there is no such file or folder.\n'],
    ] as const) {
      const { code, err } = await run(args);
      assert.deepEqual([code, err], [2, sentence]);
    }
  });
});
