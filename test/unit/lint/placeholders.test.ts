import assert from 'node:assert/strict';
import { isNoRealSecret, isPlaceholder } from '../../../src/lint/placeholders.ts';

describe('a value that is filled in later', () => {
  const placeholders = [
    '${BROKERS}',
    'a-${ENV}-b',
    '{{ brokers }}',
    '@brokers@',
    '%BROKERS%',
    '$BROKERS',
    '<brokers>',
    '<host>:9092',
    '__HOST__',
    ':HOSTS:',
    '$(host)',
    '#{host}',
    'xxx:9092',
    'XXX',
  ];
  for (const value of placeholders) it(`is ${value}`, () => assert.equal(isPlaceholder(value), true));

  const values = ['a:9092', '45000', 'a@b', 'cost%', 'a$b', 'x', 'xx', 'xxxl', 'a<b', 'org.apache.Outer$Inner', ''];
  for (const value of values) it(`is not “${value}”`, () => assert.equal(isPlaceholder(value), false));
  it('is not half a megabyte of opening brackets, and that is found out at once', () =>
    assert.equal(isPlaceholder('<'.repeat(500_000)), false));
});

describe('a secret', () => {
  const none = [
    '',
    '${PASSWORD}',
    '********',
    'xxxx',
    'changeit',
    'changeme',
    'your-password',
    'replace me',
    '<secret>:<key>',
    '{cipher}AQB4',
    'ENC(abc)',
    'CLUSTER_API_SECRET',
    'truststore_password',
  ];
  for (const value of none) it(`is not “${value}”`, () => assert.equal(isNoRealSecret(value, 'ssl.truststore.password'), true));

  const real = ['hunter2', 'password', '123456', 'cli-password', 'kafka-admin-secret', 'TBOJQJ6PZA7EKON1', 'admin', 'example1'];
  for (const value of real) it(`is “${value}”`, () => assert.equal(isNoRealSecret(value, 'ssl.truststore.password'), false));
});
