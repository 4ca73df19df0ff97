import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { readKeyStore, readTrustStore, storeKind } from '../../../src/kafka/connection/keyStores.ts';
import { newestVersion } from '../../lab/broker.ts';
import { type OwnedFolder, ownedFolder } from '../../lab/belongings.ts';
import { runJava } from '../../lab/java.ts';
import { failureOfAsking } from './asking.ts';

const password = 'store-s3cret';

/** How Java wrote PKCS12 stores up to 8u300 and 11.0.11: RC2 for certificates, Triple DES for keys, SHA-1 for the seal. */
const asOlderJava = '-J-Dkeystore.pkcs12.legacy';

const kinds = [
  { name: 'JKS', type: 'JKS', options: [] },
  { name: 'PKCS12 of Java 17', type: 'PKCS12', options: [] },
  { name: 'PKCS12 of Java 8', type: 'PKCS12', options: [asOlderJava] },
] as const;

describe('stores that keytool makes', () => {
  let folder: OwnedFolder | undefined;
  const file = (name: string) => path.join(folder?.path ?? '', name);
  const keytool = async (...args: readonly string[]) => {
    const program = { main: 'keytool', artifact: 'kafka_2.13', version: newestVersion, folder: folder?.path } as const;
    const { code, stdout, stderr } = await runJava({ ...program, args });
    assert.equal(code, 0, stdout + stderr);
  };
  const makeKey = (name: string, type: string, keyAlgorithm: string, options: readonly string[], passwords = ['-storepass', password]) =>
    keytool(
      ...options,
      ...['-genkeypair', '-alias', 'Me', '-keyalg', keyAlgorithm, '-dname', `CN=${keyAlgorithm}`, '-validity', '365'],
      ...['-keystore', file(name), '-storetype', type, ...passwords],
    );

  before('keytool makes them', async function () {
    this.timeout(120_000);
    folder = ownedFolder('stores');
    await Promise.all([
      ...kinds.flatMap(({ name, type, options }) =>
        ['RSA', 'EC'].map(algorithm => makeKey(`${name} ${algorithm}`, type, algorithm, options)),
      ),
      makeKey('own key password', 'JKS', 'EC', [], ['-storepass', password, '-keypass', 'key-s3cret']),
      makeKey('JCEKS', 'JCEKS', 'EC', []),
    ]);
    const from = ['-alias', 'me', '-keystore', file('JKS RSA'), '-storepass', password];
    await keytool('-exportcert', '-rfc', ...from, '-file', file('ca.pem'));
    await Promise.all(
      kinds.map(({ name, type, options }) => {
        const into = ['-keystore', file(`${name} trust`), '-storetype', type, '-storepass', password];
        return keytool(...options, '-importcert', '-noprompt', '-alias', 'CA', '-file', file('ca.pem'), ...into);
      }),
    );
  });
  after(() => folder?.remove());

  for (const { name, type } of kinds) {
    for (const algorithm of ['RSA', 'EC']) {
      it(`give key and certificate: ${name}, ${algorithm}`, async () => {
        const bytes = await readFile(file(`${name} ${algorithm}`));
        assert.equal(storeKind(bytes), type);
        const identity = readKeyStore(bytes, { password });
        assert.equal(new X509Certificate(identity.cert).subject, `CN=${algorithm}`);
        createSecureContext(identity); // throws where the key is not the certificate's
      });
    }

    it(`give the authorities to trust: ${name}, with certificates only`, async () => {
      const bytes = await readFile(file(`${name} trust`));
      const fingerprint = (pem: string | Buffer) => new X509Certificate(pem).fingerprint256;
      assert.equal(fingerprint(readTrustStore(bytes, { password })), fingerprint(await readFile(file('ca.pem'))));
      assert.equal((await failureOf(() => readKeyStore(bytes, { password }))).code, 'STORE_WITHOUT_KEY');
    });

    it(`tell a wrong password, and do not repeat it: ${name}`, async () => {
      for (const read of [readKeyStore, readTrustStore]) {
        const failure = await failureOf(async () => read(await readFile(file(`${name} EC`)), { password: 'guessed-wrong' }));
        const code = read === readKeyStore ? 'KEYSTORE_PASSWORD_WRONG' : 'TRUSTSTORE_PASSWORD_WRONG';
        assert.deepEqual([failure.kind, failure.code], ['tls', code]);
        assert.doesNotMatch(JSON.stringify(failure), /guessed-wrong/);
      }
    });
  }

  it('may have another password for the key', async () => {
    const bytes = await readFile(file('own key password'));
    assert.equal((await failureOf(() => readKeyStore(bytes, { password }))).code, 'KEYSTORE_KEY_PASSWORD_WRONG');
    assert.match(readKeyStore(bytes, { password, keyPassword: 'key-s3cret' }).key, /^-----BEGIN PRIVATE KEY-----/);
    assert.equal(readTrustStore(bytes, { password }).match(/BEGIN CERTIFICATE/g)?.length, 1, 'a key’s password is not needed to trust');
  });

  it('of kinds that need a JVM, and files that are no stores, are named', async () => {
    const jceks = await readFile(file('JCEKS'));
    const { code, detail } = await failureOf(() => storeKind(jceks));
    assert.deepEqual([code, detail], ['STORE_KIND_UNKNOWN', 'JCEKS']);
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), Buffer.from('3082ffff', 'hex'), jceks.subarray(0, 3)])
      assert.equal((await failureOf(() => readTrustStore(bytes, { password }))).code, 'STORE_UNREADABLE');
  });
});

const failureOf = (read: () => unknown) => failureOfAsking(new Promise(resolve => resolve(undefined)).then(read));
