import assert from 'node:assert/strict';
import { registryRequestWords, requestWords } from '../../../src/vscode/requestWords.ts';

const line = { api: 'OffsetFetch', version: 9, broker: '127.0.0.1:9092', ms: 12.4, bytes: 345 };

describe('A line of the log', () => {
  it('says what was asked of whom, and what it cost', () => {
    assert.equal(requestWords('orders-dev', line), 'orders-dev · OffsetFetch v9 · 127.0.0.1:9092 · 12 ms · 345 B');
  });

  it('ends with the error, if there was one', () => {
    assert.match(requestWords('orders-dev', { ...line, error: 'GROUP_AUTHORIZATION_FAILED' }), / · 345 B · GROUP_AUTHORIZATION_FAILED$/);
  });

  it('says the same of a schema registry, whose address has no login in it', () => {
    const asked = { path: '/schemas/ids/12', registry: 'https://registry.example:8081', status: 200, ms: 34.2, bytes: 345 };
    assert.equal(
      registryRequestWords('orders-dev', asked),
      'orders-dev · GET /schemas/ids/12 · https://registry.example:8081 · 200 · 34 ms · 345 B',
    );
    const unanswered = { path: '/subjects', registry: 'https://registry.example:8081', ms: 34.2, bytes: 0, error: 'ECONNREFUSED' };
    assert.match(registryRequestWords('orders-dev', unanswered), /8081 · 34 ms · 0 B · ECONNREFUSED$/);
  });
});
