import assert from 'node:assert/strict';
import { spellings } from '../../../src/lint/spelling.ts';

describe('the name that was meant', () => {
  const known = ['session.timeout.ms', 'request.timeout.ms', 'acks', 'retries', 'group.id', 'fetch.min.bytes'];
  const meant: readonly (readonly [written: string, name: string | undefined])[] = [
    ['sesssion.timeout.ms', 'session.timeout.ms'],
    ['session-timeout-ms', 'session.timeout.ms'],
    ['timeout.session.ms', 'session.timeout.ms'],
    ['fetch.min', 'fetch.min.bytes'],
    ['ack', 'acks'],
    ['grup.id', 'group.id'],
    ['poll.timeout.ms', undefined],
    ['topic', undefined],
    ['id', undefined],
    ['retry', undefined],
  ];
  for (const [written, name] of meant)
    it(`of “${written}” is ${name ?? 'not known'}`, () => assert.equal(spellings(known).closest(written), name));
});
