import assert from 'node:assert/strict';
import { lint } from '../../../src/lint/lint.ts';
import { clusterOfClients, type FileCluster } from '../../../src/clusters/fromClient.ts';

async function found(text: string, fileName = 'client.properties'): Promise<FileCluster> {
  const cluster = clusterOfClients((await lint(text, { fileName })).configurations);
  assert.ok(!('sentence' in cluster), 'sentence' in cluster ? cluster.sentence : '');
  return cluster;
}
const java = (...lines: readonly string[]): string => ['bootstrap.servers=a:9092', 'group.id=billing', ...lines].join('\n');

describe('The schema registry of a client’s file', () => {
  it('is none where the file names none, or one that lives in a test’s memory', async () => {
    for (const text of [java(), java('schema.registry.url=mock://orders'), java('schema.registry.url=')])
      assert.equal((await found(text)).definition.schemaRegistry, undefined);
  });

  it('has all addresses of a Java client', async () => {
    assert.deepEqual((await found(java('schema.registry.url=http://a:8081,http://b:8081/path'))).definition.schemaRegistry, {
      urls: ['http://a:8081', 'http://b:8081/path'],
    });
  });

  for (const [what, lines] of [
    ['basic.auth.user.info', ['basic.auth.credentials.source=USER_INFO', 'basic.auth.user.info=reader:p:w']],
    ['the name with its prefix', ['schema.registry.basic.auth.user.info=reader:p:w']],
    ['Connect’s converter', ['value.converter.basic.auth.user.info=reader:p:w']],
  ] as const)
    it(`has user and password of ${what}, the password apart`, async () => {
      const { definition, secrets } = await found(java('schema.registry.url=https://a', ...lines));
      assert.deepEqual(definition.schemaRegistry, { urls: ['https://a'], login: { username: 'reader' } });
      assert.deepEqual(secrets.registry, { password: 'p:w' });
    });

  it('has user and password of the address itself, which keeps neither', async () => {
    const { definition, secrets } = await found(java('schema.registry.url=https://reader:p%3Aw@a:8081/x'));
    assert.deepEqual(definition.schemaRegistry, { urls: ['https://a:8081/x'], login: { username: 'reader' } });
    assert.deepEqual(secrets.registry, { password: 'p:w' });
  });

  it('has the user of the brokers where it inherits their login', async () => {
    const sasl = [
      'security.protocol=SASL_SSL',
      'sasl.mechanism=PLAIN',
      'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="alice" password="hunter2";',
    ];
    const { definition, secrets } = await found(
      java(...sasl, 'schema.registry.url=https://a', 'basic.auth.credentials.source=SASL_INHERIT'),
    );
    assert.deepEqual(definition.schemaRegistry?.login, { username: 'alice' });
    assert.deepEqual(secrets, { password: 'hunter2', registry: { password: 'hunter2' } });
  });

  it('asks for a password that is only filled in at deployment, and says so where even the user is', async () => {
    const user = await found(java('schema.registry.url=https://a', 'basic.auth.user.info=reader:${SR_PASSWORD:none}'));
    assert.deepEqual(user.definition.schemaRegistry?.login, { username: 'reader' });
    assert.equal(user.secrets.registry, undefined);
    assert.match((user.registryCannotUse ?? []).join(' '), /only filled in when the client is deployed, so it is asked for/);
    for (const info of ['${SR_USER:x}:${SR_PASSWORD}', '${SR_USER_INFO}']) {
      const nobody = await found(java('schema.registry.url=https://a', `basic.auth.user.info=${info}`));
      assert.deepEqual(nobody.definition.schemaRegistry, { urls: ['https://a'] });
      assert.match((nobody.registryCannotUse ?? []).join(' '), /edit the cluster to name its user/);
    }
  });

  it('has a token, or where tokens come from, with what Confluent Cloud wants beside it', async () => {
    const given = await found(
      java('schema.registry.url=https://a', 'bearer.auth.credentials.source=STATIC_TOKEN', 'bearer.auth.token=eyJ'),
    );
    assert.deepEqual([given.definition.schemaRegistry?.login, given.secrets.registry], [{ bearerToken: true }, { password: 'eyJ' }]);
    const made = await found(
      java(
        'schema.registry.url=https://a',
        'bearer.auth.credentials.source=OAUTHBEARER',
        'bearer.auth.issuer.endpoint.url=https://login.example/token',
        'bearer.auth.client.id=reader',
        'bearer.auth.client.secret=s3cret',
        'bearer.auth.scope=read',
        'bearer.auth.logical.cluster=lsrc-1',
        'bearer.auth.identity.pool.id=pool-2',
      ),
    );
    assert.deepEqual(made.definition.schemaRegistry?.login, {
      ...{ tokenEndpoint: 'https://login.example/token', clientId: 'reader', scope: 'read' },
      extensions: { logicalCluster: 'lsrc-1', identityPoolId: 'pool-2' },
    });
    assert.deepEqual(made.secrets.registry, { password: 's3cret' });
    const custom = await found(java('schema.registry.url=https://a', 'bearer.auth.credentials.source=CUSTOM'));
    assert.match((custom.registryCannotUse ?? []).join(' '), /takes its login from CUSTOM/);
  });

  it('has certificates and stores of its own, their passwords apart', async () => {
    const { definition, secrets } = await found(
      java(
        'schema.registry.url=https://a',
        'schema.registry.ssl.truststore.location=/etc/trust.jks',
        'schema.registry.ssl.truststore.password=trusting',
        'schema.registry.ssl.keystore.location=/etc/client.p12',
        'schema.registry.ssl.keystore.password=storing',
        'schema.registry.ssl.key.password=keying',
        'schema.registry.ssl.endpoint.identification.algorithm=',
      ),
    );
    assert.deepEqual(definition.schemaRegistry?.tls, {
      ...{ caFile: '/etc/trust.jks', keyStoreFile: '/etc/client.p12', verifyHostName: false },
    });
    assert.deepEqual(secrets.registry, { trustPassword: 'trusting', storePassword: 'storing', passphrase: 'keying' });
  });

  it('is found in a Spring file and in a librdkafka client’s', async () => {
    const spring = [
      'spring.kafka.bootstrap-servers=a:9092',
      'spring.kafka.consumer.group-id=billing',
      'spring.kafka.properties.schema.registry.url=http://a:8081',
      'spring.kafka.consumer.properties.basic.auth.user.info=reader:pw',
    ];
    const { definition, secrets } = await found(spring.join('\n'), 'application.properties');
    assert.deepEqual(definition.schemaRegistry, { urls: ['http://a:8081'], login: { username: 'reader' } });
    assert.deepEqual(secrets.registry, { password: 'pw' });
    const dotnet = {
      Kafka: {
        ...{ 'bootstrap.servers': 'a:9092', 'group.id': 'billing', 'auto.offset.reset': 'earliest' },
        ...{ 'schema.registry.url': 'http://a:8081', 'schema.registry.basic.auth.user.info': 'reader:pw' },
      },
    };
    assert.deepEqual((await found(JSON.stringify(dotnet), 'appsettings.json')).definition.schemaRegistry?.login, { username: 'reader' });
  });

  it('that has no web address is told, and the cluster is found all the same', async () => {
    const { definition, registryCannotUse = [] } = await found(java('schema.registry.url=registry:8081'));
    assert.equal(definition.schemaRegistry, undefined);
    assert.match(registryCannotUse.join(' '), /has a web address/);
  });

  it('never shows a secret in its definition or in what it says', async () => {
    for (const line of ['basic.auth.user.info=reader:hunter2', 'bearer.auth.token=hunter2', 'schema.registry.url=https://a:hunter2@b']) {
      const { definition, registryCannotUse = [] } = await found(java('schema.registry.url=https://a', line));
      assert.doesNotMatch(JSON.stringify({ definition, registryCannotUse }), /hunter2/);
    }
  });
});
