import assert from 'node:assert/strict';
import { requestWords } from '../../../src/vscode/requestWords.ts';

const line = { api: 'OffsetFetch', version: 9, broker: '127.0.0.1:9092', ms: 12.4, bytes: 345 };

describe('A line of the log', () => {
  it('says what was asked of whom, and what it cost', () => {
    assert.equal(requestWords('orders-dev', line), 'orders-dev · OffsetFetch v9 · 127.0.0.1:9092 · 12 ms · 345 B');
  });

  it('ends with the error, if there was one', () => {
    assert.match(requestWords('orders-dev', { ...line, error: 'GROUP_AUTHORIZATION_FAILED' }), / · 345 B · GROUP_AUTHORIZATION_FAILED$/);
  });
});
