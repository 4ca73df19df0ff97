import assert from 'node:assert/strict';
import { readResetPolicy, startClientOf } from '../../../src/diagnosis/startPolicy.ts';
import type { ClientFile } from '../../../src/model/clientFile.ts';

describe('auto.offset.reset as clients spell it', () => {
  it('is read in Java’s and librdkafka’s words', () => {
    for (const word of ['earliest', 'smallest', 'beginning']) assert.deepEqual(readResetPolicy(word), { kind: 'earliest' });
    for (const word of ['latest', 'largest', 'end', ' LATEST ']) assert.deepEqual(readResetPolicy(word), { kind: 'latest' });
    for (const word of ['none', 'error']) assert.deepEqual(readResetPolicy(word), { kind: 'none' });
  });

  it('is read with a duration, as Java’s clients take one since 4.0', () => {
    const ms = (word: string) => readResetPolicy(word);
    assert.deepEqual(ms('by_duration:PT1H'), { kind: 'by-duration', ms: 3_600_000 });
    assert.deepEqual(ms('by_duration:P2DT3H4M5.5S'), { kind: 'by-duration', ms: ((2 * 24 + 3) * 60 + 4) * 60_000 + 5_500 });
    assert.deepEqual(ms('by_duration:P7D'), { kind: 'by-duration', ms: 7 * 86_400_000 });
  });

  it('is none of them where no client would take it', () => {
    for (const word of ['', 'newest', 'by_duration', 'by_duration:', 'by_duration:1h', 'by_duration:PT', 'by_duration:P', '${RESET}'])
      assert.equal(readResetPolicy(word), null, word);
  });
});

describe('what a client’s file says about its start', () => {
  const clientOf = (...files: readonly ClientFile[]) => startClientOf(files)!;
  const file = (more: Partial<ClientFile>): ClientFile => ({
    ...{ file: 'a/client.properties', label: '', library: 'java', role: 'consumer', groupId: 'billing', settings: [] },
    ...more,
  });

  it('is its setting, with the line to change', () => {
    const client = clientOf(file({ settings: [{ key: 'auto.offset.reset', value: 'earliest', line: 4 }] }));
    assert.deepEqual(
      [client.policy, client.written, client.line, client.file],
      [{ kind: 'earliest' }, 'earliest', 4, 'a/client.properties'],
    );
  });

  it('names the file that it is laid over, where that one says it', () => {
    const client = clientOf(file({ settings: [{ key: 'auto.offset.reset', value: 'none', line: 1, file: 'a/common.properties' }] }));
    assert.deepEqual([client.file, client.line], ['a/common.properties', 1]);
  });

  it('is the library’s default where it says nothing', () => {
    assert.deepEqual([clientOf(file({})).written, clientOf(file({})).line], ['latest', null]);
    assert.deepEqual(clientOf(file({ library: 'librdkafka' })).policy, { kind: 'latest' });
    assert.deepEqual(clientOf(file({ role: 'streams' })).policy, { kind: 'earliest' });
  });

  it('reads committed records with librdkafka unless it is told otherwise, and all with Java', () => {
    assert.equal(clientOf(file({ library: 'librdkafka' })).isolation, 'read_committed');
    assert.equal(clientOf(file({})).isolation, 'read_uncommitted');
    const told = clientOf(file({ settings: [{ key: 'isolation.level', value: 'read_committed', line: 0 }] }));
    assert.equal(told.isolation, 'read_committed');
  });

  it('is the first file’s, and says where another one of the group differs', () => {
    const saying = (name: string, value: string) => file({ file: name, settings: [{ key: 'auto.offset.reset', value, line: 2 }] });
    const client = clientOf(saying('a', 'latest'), saying('b', 'largest'), saying('c', 'earliest'));
    assert.deepEqual([client.file, client.others], ['a', [{ file: 'c', line: 2, written: 'earliest' }]]);
    assert.equal(startClientOf([]), null);
  });
});
