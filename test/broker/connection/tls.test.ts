import assert from 'node:assert/strict';
import type { TlsSettings } from '../../../src/kafka/connection/settings.ts';
import { labBroker } from '../../support/brokers.ts';
import { askWho, clusters, everyListener, failureOfAsking } from './asking.ts';

describe('TLS', () => {
  const sound = labBroker(everyListener);
  const misnamed = labBroker({ listeners: ['SSL'], certificate: { names: ['dns:broker.example'] } });
  const expired = labBroker({ listeners: ['SSL'], certificate: { daysOld: 2, daysValid: 1 } });
  const open = clusters();
  const ca = (broker: typeof sound): TlsSettings => ({ ca: broker().ca ?? '' });
  const at = (address: string | undefined, tls?: TlsSettings) =>
    askWho(open({ bootstrapServers: [address ?? ''], ...(tls && { tls }) }).cluster);

  it('trusts the authority that it is told to trust, by address and by name', async () => {
    const { SSL } = sound().addresses;
    assert.equal((await at(SSL, ca(sound))).brokers.length, 1);
    assert.equal((await at(SSL?.replace('127.0.0.1', 'localhost'), ca(sound))).brokers.length, 1);
  });

  it('carries a login', async () => {
    const { cluster } = open({
      bootstrapServers: [sound().addresses.SASL_SSL ?? ''],
      tls: ca(sound),
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'alice', password: 'alice-secret' },
    });
    assert.equal((await askWho(cluster)).brokers.length, 1);
  });

  for (const [which, tls] of [
    ['that Node does not know', () => ({})],
    ['that is not the one it is told to trust', () => ca(misnamed)],
  ] as const) {
    it(`does not trust an authority ${which}, and says whose certificate it was`, async () => {
      const { kind, code, detail } = await failureOfAsking(at(sound().addresses.SSL, tls()));
      assert.equal(kind, 'tls');
      assert.match(code ?? '', /SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO/);
      assert.match(
        detail ?? '',
        /^issued to localhost \(names: 127\.0\.0\.1, localhost\) by Kafka lab CA, valid \d{4}-\d\d-\d\d to \d{4}-/,
      );
    });
  }

  it('tells for whom a certificate was issued that is not for this host', async () => {
    const { kind, code, subject, detail } = await failureOfAsking(at(misnamed().bootstrap, ca(misnamed)));
    assert.deepEqual([kind, code, subject], ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', '127.0.0.1']);
    assert.match(detail ?? '', /names: broker\.example/);
  });

  it('takes a certificate for another host where the person says so', async () => {
    assert.equal((await at(misnamed().bootstrap, { ...ca(misnamed), verifyHostName: false })).brokers.length, 1);
  });

  it('asks a tunnel for the certificate of the broker behind it', async () => {
    const { cluster } = open({
      bootstrapServers: [misnamed().bootstrap],
      tls: ca(misnamed),
      addressMap: { 'broker.example:9093': misnamed().bootstrap },
    });
    assert.equal((await askWho(cluster)).brokers.length, 1);
    cluster.learn([{ nodeId: 1, host: 'broker.example', port: 9093, rack: null }]);
    assert.equal((await askWho(cluster, { broker: 1 })).brokers.length, 1);
  });

  it('tells when a certificate expired', async () => {
    // A day before the certificate was made, which may have been before midnight.
    const yesterday = [24, 25].map(hours => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 10)).join('|');
    const { kind, code, detail } = await failureOfAsking(at(expired().bootstrap, ca(expired)));
    assert.deepEqual([kind, code], ['tls', 'CERT_HAS_EXPIRED']);
    assert.match(detail ?? '', new RegExp(`to (${yesterday})$`));
  });

  it('does not take an expired certificate where only the name need not match', async () => {
    assert.equal((await failureOfAsking(at(expired().bootstrap, { ...ca(expired), verifyHostName: false }))).code, 'CERT_HAS_EXPIRED');
  });

  it('names a TLS port that was asked in plaintext', async () => {
    const { kind, code } = await failureOfAsking(at(sound().addresses.SSL));
    assert.deepEqual([kind, code], ['not-kafka', 'ANSWERS_TLS']);
  });

  it('names a plaintext port that was asked in TLS', async () => {
    const { kind, code } = await failureOfAsking(at(sound().addresses.PLAINTEXT, ca(sound)));
    assert.deepEqual([kind, code], ['tls', 'CLOSED_IN_TLS_HANDSHAKE']);
  });
});
