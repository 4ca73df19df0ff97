import assert from 'node:assert/strict';
import { readDefinitions, sameDefinition, serverProblem, splitServers } from '../../../src/clusters/definition.ts';

const token = { mechanism: 'OAUTHBEARER', tokenEndpoint: 'https://login.example/token', clientId: 'reader' };
const dev = { name: 'dev', bootstrapServers: ['127.0.0.1:9092'] };

describe('Clusters in settings', () => {
  it('are kept as they are written, with "other" where no environment is said', () => {
    const full = {
      name: 'prod',
      bootstrapServers: ['a:9093', '[::1]:9093'],
      environment: 'production',
      tls: { caFile: '~/ca.pem', verifyHostName: false },
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'alice' },
      addressMap: { 'kafka-0:9092': '127.0.0.1:19092' },
    };
    const { definitions, problems } = readDefinitions([dev, full]);
    assert.deepEqual(definitions, [{ ...dev, environment: 'other' }, full]);
    assert.deepEqual(problems, []);
  });

  it('may log in by a token, with all that belongs to it', () => {
    const logins = [
      { ...token, scope: 'kafka', tokenParameters: { audience: 'kafka' }, tokenCaFile: 'ca.pem', extensions: { logicalCluster: 'lkc-1' } },
      { mechanism: 'OAUTHBEARER', tokenCommand: ['az', 'account', 'get-access-token'] },
    ];
    for (const sasl of logins) assert.deepEqual(readDefinitions([{ ...dev, sasl }]).definitions[0]?.sasl, sasl);
  });

  it('may map addresses by patterns', () => {
    const addressMap = { 'kafka-*.kafka.svc:9092': 'localhost:1909*' };
    assert.deepEqual(readDefinitions([{ ...dev, addressMap }]).definitions[0]?.addressMap, addressMap);
  });

  it('may name their servers in one text, as client files do', () => {
    assert.deepEqual(readDefinitions([{ name: 'dev', bootstrapServers: 'a:1, b:2,' }]).definitions[0]?.bootstrapServers, ['a:1', 'b:2']);
  });

  for (const [what, entry, sentence] of [
    ['no object', 'dev', /object/],
    ['no name', { bootstrapServers: ['a:1'] }, /name/],
    ['no servers', { name: 'dev' }, /bootstrapServers/],
    ['an empty list of servers', { name: 'dev', bootstrapServers: [] }, /at least one/],
    ['a server without a port', { name: 'dev', bootstrapServers: ['kafka'] }, /kafka:9092/],
    ['an unknown environment', { ...dev, environment: 'prod' }, /production/],
    ['a certificate without its key', { ...dev, tls: { certFile: 'a.pem' } }, /belong together/],
    ['an unknown mechanism', { ...dev, sasl: { mechanism: 'GSSAPI', username: 'a' } }, /GSSAPI \(Kerberos\) needs .*PLAIN, SCRAM/],
    ['AWS’s mechanism', { ...dev, sasl: { mechanism: 'AWS_MSK_IAM' } }, /AWS credentials.*SCRAM-SHA-512/],
    ['a mechanism in other letters', { ...dev, sasl: { mechanism: 'scram_sha_512', username: 'a' } }, /written SCRAM-SHA-512/],
    ['a token from nowhere', { ...dev, sasl: { mechanism: 'OAUTHBEARER' } }, /tokenEndpoint with a clientId, or a tokenCommand/],
    ['a token of two sources', { ...dev, sasl: { ...token, tokenCommand: ['az'] } }, /not both/],
    ['a client secret', { ...dev, sasl: { ...token, clientSecret: 'b' } }, /does not belong into settings/],
    ['a token endpoint that is no address', { ...dev, sasl: { ...token, tokenEndpoint: 'login' } }, /web address/],
    ['a login in the address of a token endpoint', { ...dev, sasl: { ...token, tokenEndpoint: 'https://a:b@c/' } }, /no user or password/],
    [
      'a token command that is one text',
      { ...dev, sasl: { mechanism: 'OAUTHBEARER', tokenCommand: 'az login' } },
      /program and its arguments/,
    ],
    ['an extension that no broker takes', { ...dev, sasl: { ...token, extensions: { 'a b': 'c' } } }, /names of letters/],
    ['two client certificates', { ...dev, tls: { keyStoreFile: 'a.p12', certFile: 'a.pem', keyFile: 'a.key' } }, /not both/],
    ['no user', { ...dev, sasl: { mechanism: 'PLAIN' } }, /username/],
    ['a password', { ...dev, sasl: { mechanism: 'PLAIN', username: 'a', password: 'b' } }, /does not belong into settings/],
    ['an address map to nowhere', { ...dev, addressMap: { 'a:1': 'b' } }, /b is not host:port/],
    ['an address map whose star stands for nothing', { ...dev, addressMap: { 'a:1': 'b:*' } }, /stands for/],
  ] as const) {
    it(`with ${what} are a problem that says what to write, and the others still count`, () => {
      const { definitions, problems } = readDefinitions([entry, { name: 'sound', bootstrapServers: ['b:2'] }]);
      assert.deepEqual(
        definitions.map(({ name }) => name),
        ['sound'],
      );
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.sentence ?? '', sentence);
    });
  }

  it('that share a name: the first counts, the second is told', () => {
    const { definitions, problems } = readDefinitions([dev, { ...dev, bootstrapServers: ['other:1'] }]);
    assert.deepEqual(
      definitions.map(({ bootstrapServers }) => bootstrapServers),
      [['127.0.0.1:9092']],
    );
    assert.match(problems[0]?.sentence ?? '', /first one/);
  });

  it('never show a password that was written by mistake', () => {
    const { problems } = readDefinitions([{ ...dev, sasl: { mechanism: 'PLAIN', username: 'a', password: 'hunter2' } }]);
    assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
  });

  it('that are no list at all are one problem', () => {
    assert.equal(readDefinitions({ dev }).problems.length, 1);
    assert.deepEqual(readDefinitions(undefined), { definitions: [], problems: [] });
  });

  it('are the same in another order of keys and servers, and another with another server', () => {
    const [a] = readDefinitions([{ name: 'x', bootstrapServers: ['a:1', 'b:2'], tls: { caFile: 'c', verifyHostName: true } }]).definitions;
    const [b] = readDefinitions([{ bootstrapServers: ['b:2', 'a:1'], tls: { verifyHostName: true, caFile: 'c' }, name: 'x' }]).definitions;
    assert.ok(a && b);
    assert.ok(sameDefinition(a, b));
    assert.ok(!sameDefinition(a, { ...b, bootstrapServers: ['a:1'] }));
  });
});

describe('A bootstrap server', () => {
  for (const server of ['kafka:9092', '127.0.0.1:1', '[::1]:9092', '[fe80::1%eth0]:65535', 'kafka_1.example.net:9092'])
    it(`may be ${server}`, () => assert.equal(serverProblem(server), undefined));

  for (const [server, sentence] of [
    ['kafka', /the port is missing/],
    ['kafka:', /host:port/],
    [':9092', /host:port/],
    ['::1', /brackets/],
    ['kafka:0', /between 1 and 65535/],
    ['kafka:65536', /between 1 and 65535/],
    ['https://kafka:9092', /leave out the https:\/\//],
    ['kafka:9092/path', /host:port/],
    ['kafka :9092', /host:port/],
  ] as const)
    it(`is not ${server}`, () => assert.match(serverProblem(server) ?? 'no problem', sentence));

  it('stands in a list with commas, blanks and empty places do not count', () => {
    assert.deepEqual(splitServers(' a:1 ,, b:2 ,'), ['a:1', 'b:2']);
  });
});
