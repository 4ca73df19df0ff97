import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readKeyStore, readTrustStore } from '../../../src/kafka/connection/keyStores.ts';
import type { TlsSettings } from '../../../src/kafka/connection/settings.ts';
import { type ClientStoreOptions, issueClientStore, storePassword } from '../../lab/certificates.ts';
import { labBroker } from '../../support/brokers.ts';
import { askWho, clusters, everyListener, failureOfAsking } from './asking.ts';

describe('a listener that wants a client certificate', () => {
  const broker = labBroker(everyListener);
  const open = clusters();
  const address = () => broker().addresses.MTLS ?? '';
  const at = (tls: TlsSettings) => askWho(open({ bootstrapServers: [address()], tls }).cluster);
  const ca = (): TlsSettings => ({ ca: broker().ca ?? '' });
  const issue = async (options: ClientStoreOptions) => {
    const { certificates } = broker();
    assert.ok(certificates);
    return readKeyStore(await readFile(await issueClientStore(certificates, options)), { password: storePassword });
  };

  for (const type of ['PKCS12', 'JKS'] as const) {
    it(`lets in who shows one of its authority, from a ${type} key store`, async function () {
      this.timeout(120_000); // keytool is a JVM each time
      const identity = await issue({ name: `client.${type}`, type });
      assert.equal(identity.cert.match(/BEGIN CERTIFICATE/g)?.length, 2, 'its own, and its authority’s');
      assert.equal((await at({ ...ca(), ...identity })).brokers.length, 1);
    });
  }

  it('is trusted by the truststore that Java clients name', async () => {
    const { certificates } = broker();
    const trusted = readTrustStore(await readFile(certificates?.trustStore ?? ''), { password: storePassword });
    assert.equal((await failureOfAsking(at({ ca: trusted }))).code, 'CLIENT_CERTIFICATE_WANTED');
  });

  it('says that it wants one', async () => {
    const { kind, code, broker: where } = await failureOfAsking(at(ca()));
    assert.deepEqual([kind, code, where], ['tls', 'CLIENT_CERTIFICATE_WANTED', address()]);
  });

  for (const [what, options] of [
    ['of another authority', { name: 'stranger.p12', trusted: false }],
    ['that has expired', { name: 'expired.p12', daysOld: 3, daysValid: 1 }],
  ] as const) {
    it(`refuses one ${what}`, async function () {
      this.timeout(120_000);
      const { kind, code } = await failureOfAsking(at({ ...ca(), ...(await issue(options)) }));
      assert.deepEqual([kind, code], ['tls', 'CLIENT_CERTIFICATE_REFUSED']);
    });
  }
});
