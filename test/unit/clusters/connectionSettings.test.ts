import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { failureOf, type Failure } from '../../../src/model/failure.ts';
import { connectionSettings, secretWanted } from '../../../src/clusters/connectionSettings.ts';
import type { ClusterDefinition, ClusterSecrets } from '../../../src/clusters/definition.ts';

const base = { name: 'dev', bootstrapServers: ['a:1'], environment: 'development' } as const;
const endpoint = { mechanism: 'OAUTHBEARER', tokenEndpoint: 'https://login.example/token', clientId: 'reader' } as const;

describe('What a connection gets of a definition', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'connection-settings-'));
    writeFileSync(path.join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\nca\n-----END CERTIFICATE-----\n');
    writeFileSync(path.join(folder, 'both.pem'), '-----BEGIN PRIVATE KEY-----\nkey and certificate\n-----END PRIVATE KEY-----\n');
    writeFileSync(path.join(folder, 'store.jks'), Buffer.from('feedfeed00000002000000000', 'hex'));
    writeFileSync(path.join(folder, 'notes.txt'), 'shopping list');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const settings = (more: Partial<ClusterDefinition>, secrets?: ClusterSecrets) =>
    connectionSettings({ ...base, ...more }, secrets, folder);
  const failure = (more: Partial<ClusterDefinition>, secrets?: ClusterSecrets): Promise<Failure> =>
    settings(more, secrets).then(
      () => assert.fail('it is complete'),
      (error: unknown) => failureOf(error),
    );

  it('is the text of PEM files, one file for certificate and key included', async () => {
    const { tls } = await settings({ tls: { caFile: 'ca.pem', keyStoreFile: 'both.pem' } });
    assert.match(tls?.ca ?? '', /^-----BEGIN CERTIFICATE/);
    assert.match(tls?.key ?? '', /key and certificate/);
    assert.equal(tls?.cert, tls?.key);
  });

  it('is a bare certificate too, which has no password', async () => {
    const der = Buffer.from(bareCertificate, 'base64');
    writeFileSync(path.join(folder, 'ca.der'), der);
    const { tls } = await settings({ tls: { caFile: 'ca.der' } });
    assert.deepEqual(new X509Certificate(tls?.ca ?? '').raw, der);
  });

  it('has a token’s source with its secret', async () => {
    const { sasl } = await settings({ sasl: { ...endpoint, scope: 'kafka', tokenCaFile: 'ca.pem' } }, { password: 'hunter2' });
    assert.ok(sasl?.mechanism === 'OAUTHBEARER' && sasl.source.kind === 'endpoint');
    const { ca, ...source } = sasl.source;
    assert.match(ca ?? '', /CERTIFICATE/);
    assert.deepEqual(source, {
      kind: 'endpoint',
      url: endpoint.tokenEndpoint,
      clientId: 'reader',
      clientSecret: 'hunter2',
      scope: 'kafka',
    });
  });

  it('has a token’s command, which runs in the folder that defines the cluster and needs no secret', async () => {
    const { sasl } = await settings({ sasl: { mechanism: 'OAUTHBEARER', tokenCommand: ['az', 'token'] } });
    assert.deepEqual(sasl, { mechanism: 'OAUTHBEARER', source: { kind: 'command', command: ['az', 'token'], folder } });
  });

  for (const [what, more, secrets, code, secret] of [
    ['a password', { sasl: { mechanism: 'PLAIN', username: 'alice' } }, {}, 'PASSWORD_NEEDED', 'password'],
    ['a client secret', { sasl: endpoint }, {}, 'PASSWORD_NEEDED', 'password'],
    ['the password of a truststore', { tls: { caFile: 'store.jks' } }, {}, 'TRUSTSTORE_PASSWORD_NEEDED', 'trustPassword'],
    [
      'the right password of a truststore',
      { tls: { caFile: 'store.jks' } },
      { trustPassword: 'wrong' },
      'TRUSTSTORE_PASSWORD_WRONG',
      'trustPassword',
    ],
    ['the password of a key store', { tls: { keyStoreFile: 'store.jks' } }, {}, 'KEYSTORE_PASSWORD_NEEDED', 'storePassword'],
    ['a store', { tls: { caFile: 'notes.txt' } }, { trustPassword: 'x' }, 'STORE_UNREADABLE', undefined],
    ['a file', { tls: { caFile: 'nowhere.pem' } }, {}, 'CERTIFICATE_FILE_UNREADABLE', undefined],
  ] as const)
    it(`tells that ${what} is missing, and which file wants it`, async () => {
      const told = await failure(more, secrets);
      assert.deepEqual([told.code, told.subject, secretWanted(told.code)], [code, 'dev', secret]);
      const [file] = 'tls' in more ? Object.values(more.tls) : [];
      if (file !== undefined) assert.ok(told.detail?.startsWith(path.join(folder, file)), told.detail);
    });
});

/** Of `CN=me`, made by keytool; nobody trusts it. */
const bareCertificate =
  'MIIBLzCB16ADAgECAggwyJTLR2OFQDAKBggqhkjOPQQDAjANMQswCQYDVQQDEwJt' +
  'ZTAeFw0yNjExMjEwMjU0NDJaFw0zNTAyMDcwMjU0NDJaMA0xCzAJBgNVBAMTAm1l' +
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEd7IPKb3uTWFaWbl52eJjCpEHCKc3' +
  'GfueYm40mx6oZhCqe3lWhUCbpoDpx6Jp6EqBs92amkIGJTAWzyZCu4Tuw6MhMB8w' +
  'HQYDVR0OBBYEFPDmtRWEJsoT6SRfyFmcl2f43M2oMAoGCCqGSM49BAMCA0cAMEQC' +
  'IFUVTzgyyqZosOi5PBepzSfI9++KYTeiDFwIHG0kDY9DAiB+1H8hHpBZ+0h7iilc' +
  'U62eLrGFYaAUIfNY58nDmVV6jw==';
