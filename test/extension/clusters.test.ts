import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { failureOf, type Failure } from '../../src/model/failure.ts';
import type { ClusterDefinition } from '../../src/clusters/definition.ts';
import { settings } from '../../src/vscode/contributions.ts';
import { unsecuredToken } from '../lab/tokenEndpoint.ts';
import { startAnswering } from '../support/answeringServer.ts';
import { testContext } from './context.ts';
import { below, defineClusters, forgetClusters, insides, nodeAt } from './insides.ts';

const { bootstrap, guarded } = testContext();
const alice = guarded.users.find(({ name }) => name === 'alice') ?? { name: '', password: '' };

const scram = (name: string, overrides: Partial<ClusterDefinition> = {}): ClusterDefinition => ({
  name,
  bootstrapServers: [guarded.saslPlaintext],
  environment: 'staging',
  sasl: { mechanism: 'SCRAM-SHA-512', username: alice.name },
  ...overrides,
});

const plain = (name: string): ClusterDefinition => ({ name, bootstrapServers: [bootstrap], environment: 'development' });

/** How many brokers answer. */
async function brokersOf(name: string): Promise<number> {
  const { clusters } = (await insides()).parts;
  const { cluster, kafka } = await clusters.open(name);
  return (await kafka.describeCluster(cluster)).brokers.length;
}

async function failureIn(question: Promise<unknown>): Promise<Failure> {
  try {
    await question;
  } catch (thrown) {
    return failureOf(thrown);
  }
  assert.fail('it answered');
}

const written = (): unknown => vscode.workspace.getConfiguration().inspect(settings.clusters)?.globalValue;

describe('a cluster', () => {
  beforeEach(forgetClusters);
  after(forgetClusters);

  it('of the workspace’s settings is there without a word', async () => {
    assert.equal(await brokersOf('demo'), 1);
  });

  it('of the person’s settings is there as soon as they are saved', async () => {
    await defineClusters(plain('by-hand'));
    assert.equal(await brokersOf('by-hand'), 1);
    assert.ok((await below()).some(({ label }) => label === 'by-hand'));
  });

  it('that is added keeps its password out of every settings file', async () => {
    const { parts } = await insides();
    await parts.clusters.save(scram('guarded'), { kind: 'user' }, { password: alice.password });
    assert.equal(await brokersOf('guarded'), 1);
    assert.deepEqual(written(), [scram('guarded')]);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    assert.ok(!(await readFile(`${folder}/.vscode/settings.json`, 'utf8')).includes(alice.password));
  });

  it('connects by TLS with the authorities of a PEM file, and by TLS alone not', async () => {
    const { parts } = await insides();
    const tls = scram('tls', { bootstrapServers: [guarded.saslSsl], tls: { caFile: guarded.caFile } });
    await parts.clusters.save(tls, { kind: 'user' }, { password: alice.password });
    assert.equal(await brokersOf('tls'), 1);

    await parts.clusters.save({ ...tls, tls: true }, { kind: 'user' }, undefined, 'tls');
    assert.equal((await failureIn(brokersOf('tls'))).kind, 'tls');
  });

  it('connects by TLS with a truststore of Java’s, when its password is entered', async () => {
    const { parts } = await insides();
    const tls = scram('java', { bootstrapServers: [guarded.saslSsl], tls: { caFile: guarded.trustStore } });
    await parts.clusters.save(tls, { kind: 'user' }, { password: alice.password });
    assert.equal((await failureIn(brokersOf('java'))).code, 'TRUSTSTORE_PASSWORD_NEEDED');
    await parts.clusters.keepSecrets('java', { trustPassword: 'guessed-wrong' });
    assert.equal((await failureIn(brokersOf('java'))).code, 'TRUSTSTORE_PASSWORD_WRONG');
    await parts.clusters.keepSecrets('java', { trustPassword: guarded.trustPassword });
    assert.equal(await brokersOf('java'), 1);
  });

  it('logs in by a token that a command prints, and needs no password', async () => {
    const token = unsecuredToken(alice.name, 600);
    const tokenCommand = ['node', '--eval', 'console.log(process.argv[1])', '--', token] as const;
    await defineClusters(scram('token', { sasl: { mechanism: 'OAUTHBEARER', tokenCommand } }));
    assert.equal(await brokersOf('token'), 1);
    await defineClusters(
      scram('expired', { sasl: { mechanism: 'OAUTHBEARER', tokenCommand: ['node', '--eval', 'console.log("garbage")'] } }),
    );
    assert.equal((await failureIn(brokersOf('expired'))).code, 'TOKEN_REFUSED');
  });

  it('whose certificate file is missing says which one', async () => {
    await defineClusters({ ...plain('no-file'), tls: { caFile: '/nowhere/ca.pem' } });
    const failure = await failureIn(brokersOf('no-file'));
    assert.equal(failure.code, 'CERTIFICATE_FILE_UNREADABLE');
    assert.match(failure.detail ?? '', /\/nowhere\/ca\.pem/);
  });

  it('that is edited, even renamed, keeps the password that nobody retyped', async () => {
    const { parts } = await insides();
    await parts.clusters.save(scram('before'), { kind: 'user' }, { password: alice.password });
    await parts.clusters.save(scram('after', { environment: 'production' }), { kind: 'user' }, undefined, 'before');
    assert.deepEqual(written(), [scram('after', { environment: 'production' })]);
    assert.equal(await brokersOf('after'), 1);
  });

  it('that is edited drops its connections at once', async () => {
    const { parts } = await insides();
    await defineClusters(plain('moving'));
    const { cluster, kafka } = await parts.clusters.open('moving');
    await kafka.describeCluster(cluster);
    await defineClusters({ ...plain('moving'), bootstrapServers: ['127.0.0.1:1'] });
    assert.equal((await failureIn(kafka.describeCluster(cluster))).code, 'CLUSTER_REMOVED');
    assert.equal((await failureIn(brokersOf('moving'))).kind, 'unreachable');
  });

  it('that is removed drops its connections and loses its password', async () => {
    const { parts } = await insides();
    await parts.clusters.save(scram('leaving'), { kind: 'user' }, { password: alice.password });
    const { cluster, kafka } = await parts.clusters.open('leaving');
    await kafka.describeCluster(cluster);
    await parts.clusters.remove('leaving');
    assert.equal(written(), undefined);
    assert.equal((await failureIn(kafka.describeCluster(cluster))).code, 'CLUSTER_REMOVED');
    assert.equal((await failureIn(brokersOf('leaving'))).code, 'CLUSTER_NOT_DEFINED');

    await defineClusters(scram('leaving'));
    assert.equal((await failureIn(brokersOf('leaving'))).code, 'PASSWORD_NEEDED');
  });

  it('whose servers were changed by hand does not get the password of the old ones', async () => {
    const { parts } = await insides();
    await parts.clusters.save(scram('shared'), { kind: 'user' }, { password: alice.password });
    await defineClusters(scram('shared', { bootstrapServers: [guarded.saslPlaintext, '127.0.0.1:1'] }));
    assert.equal((await failureIn(brokersOf('shared'))).code, 'PASSWORD_NEEDED');

    await defineClusters(scram('shared'));
    assert.equal(await brokersOf('shared'), 1);
  });

  it('answers without the password of its schema registry, which goes to that address and to no other', async () => {
    const { parts } = await insides();
    const registry = await startAnswering(() => ['AVRO']);
    const elsewhere = await startAnswering(() => ['AVRO']);
    try {
      const withRegistry = (url: string): ClusterDefinition => ({
        ...plain('with-registry'),
        schemaRegistry: { urls: [url], login: { username: 'reader' } },
      });
      const check = async (): Promise<void> => (await parts.clusters.open('with-registry')).schemas?.check();
      await defineClusters(withRegistry(registry.url));
      assert.equal(await brokersOf('with-registry'), 1);
      assert.equal((await failureIn(check())).code, 'REGISTRY_SECRET_NEEDED');

      await parts.clusters.keepSecrets('with-registry', { registry: { password: 'reader-s3cret' } });
      await check();
      assert.equal(registry.requests.at(-1)?.headers.authorization, `Basic ${Buffer.from('reader:reader-s3cret').toString('base64')}`);
      assert.ok(!JSON.stringify(written()).includes('reader-s3cret'));

      await defineClusters(withRegistry(elsewhere.url));
      assert.equal((await failureIn(check())).code, 'REGISTRY_SECRET_NEEDED');
      assert.deepEqual(elsewhere.asked, []);
    } finally {
      await Promise.all([registry.stop(), elsewhere.stop()]);
    }
  });

  it('without its password has a node that asks for it, and answers once it is entered', async () => {
    const { parts } = await insides();
    await defineClusters(scram('asking'));
    const [missing] = await below('asking');
    assert.equal(missing?.label, 'The password is missing');
    assert.match(missing.context, /^failure\b.*\bpassword\b/);
    await parts.clusters.keepSecrets('asking', { password: alice.password });
    assert.deepEqual(
      (await below('asking')).map(({ label }) => label),
      ['Groups', 'Topics', 'Brokers'],
    );
  });

  it('with a wrong password says that the broker refused it', async () => {
    const { parts } = await insides();
    await parts.clusters.save(scram('refused'), { kind: 'user' }, { password: 'wrong' });
    const [refused] = await below('refused');
    assert.match(refused?.label ?? '', /refused the user name or the password/);
    assert.match((await nodeAt('refused')).description, /^cannot connect/);
  });

  it('that settings define wrongly is a node that says what to write; the others are there', async () => {
    await vscode.workspace
      .getConfiguration()
      .update(settings.clusters, [{ name: 'broken', bootstrapServers: ['kafka'] }, plain('sound')], vscode.ConfigurationTarget.Global);
    const shown = await below();
    assert.equal(shown.find(({ label }) => label === 'broken')?.description, 'kafka: the port is missing, as in kafka:9092.');
    assert.ok(shown.some(({ label }) => label === 'sound'));
  });
});
