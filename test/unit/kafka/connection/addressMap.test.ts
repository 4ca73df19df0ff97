import assert from 'node:assert/strict';
import { addressText, parseAddress } from '../../../../src/kafka/connection/address.ts';
import { advertisedAddress, reachableAddress, whyNoMapping } from '../../../../src/kafka/connection/addressMap.ts';

const reachable = (map: Record<string, string>, advertised: string) => {
  const address = reachableAddress(map, parseAddress(advertised));
  return address && addressText(address);
};
const advertised = (map: Record<string, string>, dialled: string) => advertisedAddress(map, parseAddress(dialled))?.host;

describe('an address map', () => {
  for (const [what, map, asked, expected] of [
    ['a port-forward of one broker', { 'kafka-0.kafka.svc:9092': 'localhost:19092' }, 'Kafka-0.kafka.SVC:9092', 'localhost:19092'],
    ['brokers that it does not name', { 'kafka-0:9092': 'localhost:19092' }, 'kafka-1:9092', undefined],
    ['another port of the same host', { 'kafka-0:9092': 'localhost:19092' }, 'kafka-0:9093', undefined],
    ['a port-forward each, told by a number', { 'kafka-*.kafka.svc:9092': 'localhost:1909*' }, 'kafka-2.kafka.svc:9092', 'localhost:19092'],
    ['the same ports on a tunnel', { 'broker.internal:*': 'localhost:*' }, 'broker.internal:9094', 'localhost:9094'],
    ['the same names in another domain', { '*.internal:9092': '*.example.net:443' }, 'b-1.internal:9092', 'b-1.example.net:443'],
    ['one proxy before all', { '*:9092': 'localhost:19092' }, 'anything:9092', 'localhost:19092'],
    ['a star that would stand for nothing', { 'kafka-*:9092': 'localhost:1909*' }, 'kafka-:9092', undefined],
    ['IPv6 on both sides', { '[fd00::1]:9092': '[::1]:19092' }, '[fd00::1]:9092', '[::1]:19092'],
  ] as const)
    it(`leads to ${what}`, () => assert.equal(reachable(map, asked), expected));

  it('takes what is written out before a pattern, whatever comes first', () => {
    const map = { '*:9092': 'localhost:1', 'kafka-0:9092': 'localhost:2' };
    assert.equal(reachable(map, 'kafka-0:9092'), 'localhost:2');
    assert.equal(reachable(map, 'kafka-1:9092'), 'localhost:1');
  });

  it('tells whose certificate is behind a tunnel, where that can be known', () => {
    assert.equal(advertised({ 'kafka-0:9092': 'localhost:19092' }, 'localhost:19092'), 'kafka-0');
    assert.equal(advertised({ 'kafka-*.svc:9092': 'localhost:1909*' }, 'localhost:19097'), 'kafka-7.svc');
    assert.equal(advertised({ '*:9092': 'localhost:19092' }, 'localhost:19092'), undefined);
    assert.equal(advertised({ 'kafka-0:9092': 'localhost:19092' }, 'localhost:9092'), undefined);
  });

  for (const [from, to, why] of [
    ['kafka-0', 'localhost:1', /kafka-0 is not host:port/],
    ['kafka-0:9092', 'localhost', /localhost is not host:port/],
    ['kafka-0:9092', 'localhost:1909*', /stands for/],
    ['*-*:9092', 'localhost:1', /one \*/],
  ] as const)
    it(`is not ${from} → ${to}`, () => assert.match(whyNoMapping(from, to) ?? 'no problem', why));

  it('may have patterns', () => {
    assert.equal(whyNoMapping('kafka-*.svc:9092', 'localhost:1909*'), undefined);
    assert.equal(whyNoMapping('broker:*', 'localhost:*'), undefined);
  });
});
