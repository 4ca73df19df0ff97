import assert from 'node:assert/strict';
import path from 'node:path';
import { lint } from '../../../src/lint/lint.ts';
import { placesOfFile } from '../../../src/clusters/filesOfClient.ts';
import { clusterOfClients, type FileCluster } from '../../../src/clusters/fromClient.ts';

async function read(text: string, fileName = 'client.properties'): Promise<FileCluster | { readonly sentence: string }> {
  return clusterOfClients((await lint(text, { fileName })).configurations);
}

async function found(text: string, fileName?: string): Promise<FileCluster> {
  const cluster = await read(text, fileName);
  assert.ok(!('sentence' in cluster), 'sentence' in cluster ? cluster.sentence : '');
  return cluster;
}

async function refused(text: string, fileName?: string): Promise<string> {
  const cluster = await read(text, fileName);
  assert.ok('sentence' in cluster, JSON.stringify(cluster));
  return cluster.sentence;
}

const sasl = (jaas: string, mechanism = 'SCRAM-SHA-512'): string =>
  `bootstrap.servers=a:9093\nsecurity.protocol=SASL_SSL\nsasl.mechanism=${mechanism}\nsasl.jaas.config=${jaas}`;

describe('The cluster of a client’s file', () => {
  it('is plaintext where no protocol is said', async () => {
    assert.deepEqual(await found('bootstrap.servers=a:9092,b:9092\ngroup.id=billing'), {
      definition: { bootstrapServers: ['a:9092', 'b:9092'], environment: 'development' },
      secrets: {},
      cannotUse: [],
    });
  });

  it('has servers with a scheme, as Java’s client accepts them', async () => {
    assert.deepEqual((await found('bootstrap.servers=SASL_SSL://a:9092')).definition.bootstrapServers, ['a:9092']);
  });

  it('is what the last of two equal keys says', async () => {
    assert.deepEqual((await found('bootstrap.servers=a:1\nbootstrap.servers=b:2')).definition.bootstrapServers, ['b:2']);
  });

  it('has user and password of the JAAS line, whatever the quotes', async () => {
    for (const jaas of [
      'org.apache.kafka.common.security.scram.ScramLoginModule required username="alice" password="p=\\\\"w; d";',
      "org.apache.kafka.common.security.scram.ScramLoginModule required \\\n  username='alice' \\\n  password='p=\"w; d';",
    ]) {
      const { definition, secrets } = await found(sasl(jaas));
      assert.deepEqual(definition.sasl, { mechanism: 'SCRAM-SHA-512', username: 'alice' });
      assert.equal(definition.tls, true);
      assert.equal(secrets.password, 'p="w; d');
    }
  });

  it('never has its password in the definition', async () => {
    const { definition, cannotUse } = await found(sasl('x.PlainLoginModule required username="alice" password="hunter2";', 'PLAIN'));
    assert.doesNotMatch(JSON.stringify({ definition, cannotUse }), /hunter2/);
  });

  it('asks for a password that is only filled in at deployment', async () => {
    const { secrets, cannotUse } = await found(sasl('x.ScramLoginModule required username="alice" password="${DB_PASSWORD}";'));
    assert.deepEqual(secrets, {});
    assert.match(cannotUse.join(), /asked for/);
  });

  it('has PEM truststores, by path or in the file', async () => {
    const tls = 'bootstrap.servers=a:9093\nsecurity.protocol=SSL\n';
    assert.deepEqual((await found(`${tls}ssl.truststore.type=PEM\nssl.truststore.location=/etc/ca.pem`)).definition.tls, {
      caFile: '/etc/ca.pem',
    });
    assert.deepEqual((await found(`${tls}ssl.truststore.location=/etc/ca.pem`)).definition.tls, { caFile: '/etc/ca.pem' });
    const inline = await found(
      `${tls}ssl.truststore.type=PEM\nssl.truststore.certificates=-----BEGIN CERTIFICATE----- \\\n  QUJD \\\n  REVG \\\n  -----END CERTIFICATE-----`,
    );
    assert.deepEqual(inline.definition.tls, { ca: '-----BEGIN CERTIFICATE-----\nQUJDREVG\n-----END CERTIFICATE-----\n' });
  });

  it('has stores of any kind, with their passwords apart', async () => {
    const { definition, secrets, cannotUse } = await found(
      'bootstrap.servers=a:9093\nsecurity.protocol=SSL\nssl.truststore.location=/etc/trust.jks\nssl.truststore.password=trust-me\n' +
        'ssl.keystore.location=me.p12\nssl.keystore.type=pkcs12\nssl.keystore.password=store-it\nssl.key.password=${KEY_PASSWORD}',
    );
    assert.deepEqual(definition.tls, { caFile: '/etc/trust.jks', keyStoreFile: 'me.p12' });
    assert.deepEqual(secrets, { trustPassword: 'trust-me', storePassword: 'store-it' });
    assert.deepEqual(cannotUse, []);
  });

  it('leaves a private key that stands in the file where it is, and says so', async () => {
    const { definition, cannotUse } = await found(
      'bootstrap.servers=a:9093\nsecurity.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.key=-----BEGIN PRIVATE KEY----- hunter2 -----END PRIVATE KEY-----',
    );
    assert.equal(definition.tls, true);
    assert.match(cannotUse[0] ?? '', /private key/);
    assert.doesNotMatch(JSON.stringify({ definition, cannotUse }), /hunter2/);
  });

  it('does not check host names where the file switched that off', async () => {
    const tls = 'bootstrap.servers=a:9093\nsecurity.protocol=SSL\nssl.endpoint.identification.algorithm=';
    assert.deepEqual((await found(tls)).definition.tls, { verifyHostName: false });
  });

  it('ignores TLS keys of a plaintext client', async () => {
    assert.equal((await found('bootstrap.servers=a:9092\nssl.truststore.location=/etc/trust.jks')).definition.tls, undefined);
  });

  for (const [what, text, sentence] of [
    ['names no server', 'group.id=billing\nauto.offset.reset=latest', /no bootstrap servers/],
    ['is no client’s', 'spring.datasource.url=jdbc:h2:mem', /no Kafka client/],
    ['names none', 'bootstrap.servers=', /empty/],
    ['leaves the server to deployment', 'bootstrap.servers=${KAFKA_SERVERS}', /\$\{KAFKA_SERVERS\}.*deployed/],
    ['has a server without a port', 'bootstrap.servers=kafka', /port is missing/],
    ['has an unknown protocol', 'bootstrap.servers=a:1\nsecurity.protocol=TLS', /none of PLAINTEXT/],
    ['logs in by Kerberos without saying so', 'bootstrap.servers=a:1\nsecurity.protocol=SASL_SSL', /GSSAPI \(Kerberos\)/],
    ['logs in by Kerberos', sasl('x required;', 'GSSAPI'), /GSSAPI \(Kerberos\) needs.*SCRAM-SHA-512/],
    ['logs in by AWS', sasl('x required;', 'AWS_MSK_IAM'), /AWS credentials.*SCRAM-SHA-512/],
    ['logs in by a token from nowhere', sasl('x required;', 'OAUTHBEARER'), /token endpoint.*tokenCommand/],
    ['has no user', sasl('x.ScramLoginModule required;'), /no user/],
  ] as const)
    it(`cannot be had when it ${what}, and the sentence says why`, async () => assert.match(await refused(text), sentence));

  it('has the token endpoint of Java’s client, with its secret apart', async () => {
    const { definition, secrets } = await found(
      `${sasl('org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId="reader" clientSecret="hunter2" scope="kafka" extension_logicalCluster="lkc-1";', 'OAUTHBEARER')}\nsasl.oauthbearer.token.endpoint.url=https://login.example/token`,
    );
    assert.deepEqual(definition.sasl, {
      mechanism: 'OAUTHBEARER',
      tokenEndpoint: 'https://login.example/token',
      clientId: 'reader',
      scope: 'kafka',
      extensions: { logicalCluster: 'lkc-1' },
    });
    assert.deepEqual(secrets, { password: 'hunter2' });
  });

  describe('of librdkafka', () => {
    const file = (more: string) => `bootstrap.servers=a:9093\nsecurity.protocol=sasl_ssl\n${more}`;

    it('has user, password and certificate files', async () => {
      const { definition, secrets, cannotUse } = await found(
        file(
          'sasl.mechanisms=SCRAM-SHA-256\nsasl.username=alice\nsasl.password=hunter2\nssl.ca.location=/etc/ca.pem\nssl.certificate.location=me.pem\nssl.key.location=me.key\nssl.key.password=secret',
        ),
      );
      assert.deepEqual(definition, {
        bootstrapServers: ['a:9093'],
        environment: 'development',
        tls: { caFile: '/etc/ca.pem', certFile: 'me.pem', keyFile: 'me.key' },
        sasl: { mechanism: 'SCRAM-SHA-256', username: 'alice' },
      });
      assert.deepEqual(secrets, { password: 'hunter2', passphrase: 'secret' });
      assert.deepEqual(cannotUse, []);
    });

    it('switches the host name check off by "none" alone, and certificates are checked all the same', async () => {
      const login = 'sasl.mechanisms=PLAIN\nsasl.username=alice\nsasl.password=hunter2\n';
      const none = await found(file(`${login}ssl.endpoint.identification.algorithm=none\nenable.ssl.certificate.verification=false`));
      assert.deepEqual(none.definition.tls, { verifyHostName: false });
      assert.match(none.cannotUse.join(), /check of certificates/);
    });

    it('has the endpoint of its OIDC method', async () => {
      const { definition, secrets } = await found(
        file(
          'sasl.mechanisms=OAUTHBEARER\nsasl.oauthbearer.method=oidc\nsasl.oauthbearer.client.id=reader\nsasl.oauthbearer.client.secret=hunter2\nsasl.oauthbearer.token.endpoint.url=https://login.example/token\nsasl.oauthbearer.extensions=logicalCluster=lkc-1,identityPoolId=pool-2',
        ),
      );
      assert.deepEqual(definition.sasl, {
        mechanism: 'OAUTHBEARER',
        tokenEndpoint: 'https://login.example/token',
        clientId: 'reader',
        extensions: { logicalCluster: 'lkc-1', identityPoolId: 'pool-2' },
      });
      assert.deepEqual(secrets, { password: 'hunter2' });
    });
  });

  describe('of Spring', () => {
    it('joins what all clients share with the consumer’s own, in YAML', async () => {
      const { definition, secrets } = await found(
        `spring:
  kafka:
    bootstrap-servers: shared:9092
    security:
      protocol: SASL_SSL
    ssl:
      trust-store-location: classpath:trust.p12
      trust-store-password: trust-me
    properties:
      sasl.mechanism: PLAIN
      sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="alice" password="hunter2";
    consumer:
      bootstrap-servers: own:9093
      group-id: billing
`,
        'application.yml',
      );
      assert.deepEqual(definition, {
        bootstrapServers: ['own:9093'],
        environment: 'development',
        tls: { caFile: 'classpath:trust.p12' },
        sasl: { mechanism: 'PLAIN', username: 'alice' },
      });
      assert.deepEqual(secrets, { password: 'hunter2', trustPassword: 'trust-me' });
    });

    it('is read from application.properties too', async () => {
      const text = 'spring.kafka.bootstrap-servers=a:9092,b:9092\nspring.kafka.consumer.group-id=billing';
      assert.deepEqual((await found(text, 'application.properties')).definition.bootstrapServers, ['a:9092', 'b:9092']);
    });
  });
});

describe('A file that a client names', () => {
  const places = (file: string) => placesOfFile(file, ['/app', '/app/conf']).map(place => place.split(path.sep).join('/'));

  it('may stand where the client runs, or where its resources come from', () => {
    assert.deepEqual(places('ca.pem'), ['/app/ca.pem', '/app/conf/ca.pem']);
    assert.deepEqual(places('file:/etc/ca.pem'), ['/etc/ca.pem', '/etc/ca.pem']);
    assert.deepEqual(places('file:///etc/ca.pem')[0], '/etc/ca.pem');
    assert.deepEqual(places('classpath:tls/ca.pem').slice(0, 2), ['/app/src/main/resources/tls/ca.pem', '/app/tls/ca.pem']);
  });
});
