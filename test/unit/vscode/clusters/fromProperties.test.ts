import assert from 'node:assert/strict';
import { readProperties } from '../../../../src/lint/readers/properties.ts';
import { clusterOfFile, type FileCluster } from '../../../../src/vscode/clusters/fromProperties.ts';

const read = (text: string): FileCluster | { readonly sentence: string } => clusterOfFile(readProperties(text).entries);

function found(text: string): FileCluster {
  const cluster = read(text);
  assert.ok(!('sentence' in cluster), 'sentence' in cluster ? cluster.sentence : '');
  return cluster;
}

function refused(text: string): string {
  const cluster = read(text);
  assert.ok('sentence' in cluster, JSON.stringify(cluster));
  return cluster.sentence;
}

const sasl = (jaas: string, mechanism = 'SCRAM-SHA-512'): string =>
  `bootstrap.servers=a:9093\nsecurity.protocol=SASL_SSL\nsasl.mechanism=${mechanism}\nsasl.jaas.config=${jaas}`;

describe('The cluster of a client’s file', () => {
  it('is plaintext where no protocol is said', () => {
    assert.deepEqual(found('bootstrap.servers=a:9092,b:9092\ngroup.id=billing'), {
      definition: { bootstrapServers: ['a:9092', 'b:9092'], environment: 'development' },
      cannotUse: [],
    });
  });

  it('has servers with a scheme, as Java’s client accepts them', () => {
    assert.deepEqual(found('bootstrap.servers=SASL_SSL://a:9092').definition.bootstrapServers, ['a:9092']);
  });

  it('is what the last of two equal keys says', () => {
    assert.deepEqual(found('bootstrap.servers=a:1\nbootstrap.servers=b:2').definition.bootstrapServers, ['b:2']);
  });

  it('has user and password of the JAAS line, whatever the quotes', () => {
    for (const jaas of [
      'org.apache.kafka.common.security.scram.ScramLoginModule required username="alice" password="p=\\\\"w; d";',
      "org.apache.kafka.common.security.scram.ScramLoginModule required \\\n  username='alice' \\\n  password='p=\"w; d';",
    ]) {
      const { definition, password } = found(sasl(jaas));
      assert.deepEqual(definition.sasl, { mechanism: 'SCRAM-SHA-512', username: 'alice' });
      assert.equal(definition.tls, true);
      assert.equal(password, 'p="w; d');
    }
  });

  it('never has its password in the definition', () => {
    const { definition, cannotUse } = found(sasl('x.PlainLoginModule required username="alice" password="hunter2";', 'PLAIN'));
    assert.doesNotMatch(JSON.stringify({ definition, cannotUse }), /hunter2/);
  });

  it('asks for a password that is only filled in at deployment', () => {
    const { password, cannotUse } = found(sasl('x.ScramLoginModule required username="alice" password="${DB_PASSWORD}";'));
    assert.equal(password, undefined);
    assert.match(cannotUse.join(), /asked for/);
  });

  it('has PEM truststores, by path or in the file', () => {
    const tls = 'bootstrap.servers=a:9093\nsecurity.protocol=SSL\n';
    assert.deepEqual(found(`${tls}ssl.truststore.type=PEM\nssl.truststore.location=/etc/ca.pem`).definition.tls, { caFile: '/etc/ca.pem' });
    assert.deepEqual(found(`${tls}ssl.truststore.location=/etc/ca.pem`).definition.tls, { caFile: '/etc/ca.pem' });
    const inline = found(
      `${tls}ssl.truststore.type=PEM\nssl.truststore.certificates=-----BEGIN CERTIFICATE----- \\\n  QUJD \\\n  REVG \\\n  -----END CERTIFICATE-----`,
    );
    assert.deepEqual(inline.definition.tls, { ca: '-----BEGIN CERTIFICATE-----\nQUJDREVG\n-----END CERTIFICATE-----\n' });
  });

  it('has a PEM keystore with its passphrase apart', () => {
    const file =
      'bootstrap.servers=a:9093\nsecurity.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.location=me.pem\nssl.key.password=hunter2';
    const { definition, passphrase } = found(file);
    assert.deepEqual(definition.tls, { certFile: 'me.pem', keyFile: 'me.pem' });
    assert.equal(passphrase, 'hunter2');
  });

  it('does without stores that cannot be read, and says so', () => {
    const { definition, cannotUse } = found(
      'bootstrap.servers=a:9093\nsecurity.protocol=SSL\nssl.truststore.location=/etc/trust.jks\nssl.truststore.password=changeit\nssl.keystore.location=me.p12\nssl.keystore.type=pkcs12',
    );
    assert.equal(definition.tls, true);
    assert.match(cannotUse[0] ?? '', /trust\.jks is JKS/);
    assert.match(cannotUse[1] ?? '', /me\.p12 is PKCS12/);
    assert.doesNotMatch(cannotUse.join(), /changeit/);
  });

  it('does not check host names where the file switched that off', () => {
    const tls = 'bootstrap.servers=a:9093\nsecurity.protocol=SSL\nssl.endpoint.identification.algorithm=';
    assert.deepEqual(found(tls).definition.tls, { verifyHostName: false });
  });

  it('ignores TLS keys of a plaintext client', () => {
    assert.equal(found('bootstrap.servers=a:9092\nssl.truststore.location=/etc/trust.jks').definition.tls, undefined);
  });

  for (const [what, text, sentence] of [
    ['names no server', 'group.id=billing', /no bootstrap\.servers/],
    ['names none', 'bootstrap.servers=', /empty/],
    ['leaves the server to deployment', 'bootstrap.servers=${KAFKA_SERVERS}', /\$\{KAFKA_SERVERS\}.*deployed/],
    ['has a server without a port', 'bootstrap.servers=kafka', /port is missing/],
    ['has an unknown protocol', 'bootstrap.servers=a:1\nsecurity.protocol=TLS', /none of PLAINTEXT/],
    ['logs in by Kerberos without saying so', 'bootstrap.servers=a:1\nsecurity.protocol=SASL_SSL', /GSSAPI \(Kerberos\)/],
    ['logs in by a token', sasl('x required;', 'OAUTHBEARER'), /OAUTHBEARER/],
    ['has no user', sasl('x.ScramLoginModule required;'), /names no user/],
  ] as const)
    it(`cannot be had when it ${what}, and the sentence says why`, () => assert.match(refused(text), sentence));
});
