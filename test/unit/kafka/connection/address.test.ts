import assert from 'node:assert/strict';
import { addressText, parseAddress } from '../../../../src/kafka/connection/address.ts';

describe('addresses of brokers', () => {
  const readable: Readonly<Record<string, { readonly host: string; readonly port: number }>> = {
    'kafka.example:9092': { host: 'kafka.example', port: 9092 },
    ' 10.0.0.1:1 ': { host: '10.0.0.1', port: 1 },
    '[::1]:9092': { host: '::1', port: 9092 },
    '[fe80::1%eth0]:9092': { host: 'fe80::1%eth0', port: 9092 },
    'SASL_SSL://kafka_1.example:65535': { host: 'kafka_1.example', port: 65_535 },
  };
  for (const [text, address] of Object.entries(readable)) {
    it(`reads ${text}`, () => assert.deepEqual(parseAddress(text), address));
  }

  for (const text of ['', 'kafka', 'kafka:', ':9092', '::1:9092', 'kafka:0', 'kafka:65536', 'kafka:9092/x', 'a b:1', 'kafka:-1']) {
    it(`refuses "${text}"`, () =>
      assert.throws(() => parseAddress(text), {
        failure: { kind: 'unreachable', code: 'INVALID_ADDRESS', broker: text, detail: 'not host:port' },
      }));
  }

  it('writes IPv6 addresses in brackets', () => {
    assert.equal(addressText({ host: '::1', port: 9092 }), '[::1]:9092');
    assert.equal(addressText({ host: 'kafka', port: 9092 }), 'kafka:9092');
  });
});
