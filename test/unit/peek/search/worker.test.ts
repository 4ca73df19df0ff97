import assert from 'node:assert/strict';
import type { SearchFor } from '../../../../src/model/search.ts';
import { Whereabouts } from '../../../../src/peek/search/whereabouts.ts';
import { WorkerClient } from '../../../../src/peek/workerClient.ts';
import { batchOf, messageSetOf } from '../../kafka/protocol/batches.ts';
import { mutated } from '../../kafka/protocol/mutants.ts';
import { seeded } from '../../kafka/protocol/randomValues.ts';
import { codecs } from '../../../../src/kafka/protocol/compression.ts';
import type { ScanPiece } from '../../../../src/peek/search/scan.ts';

const text: SearchFor = { kind: 'text', text: 'order', matchCase: false, parts: ['key', 'value', 'headers'] };
/** Nothing rules a record out by its bytes, so that all of them are read and decoded. */
const everything: SearchFor = { kind: 'regex', source: '[o]rder|7', matchCase: false, parts: ['key', 'value', 'headers'] };
const values = ['{"type":"order","id":7}', 'order 7', null, '\u0000\u0000\u0000\u0000\u0007Avro?', '\u0082id'];
const headers = [['source', 'shop'] as const, ['__value_schema_id', '\u0000\u0000\u0000\u0000\u0007'] as const];

describe('the worker thread', function () {
  this.timeout(120_000);
  const client = new WorkerClient();
  after(() => client.dispose());

  const scan = (pieces: readonly ScanPiece[], what: SearchFor = text) =>
    client.run(
      'scan',
      {
        ...{ what, pieces, most: Infinity, mostBytes: Infinity, committedOnly: false, decodings: [['orders', { files: [] }]] },
        whereabouts: new Whereabouts().shared,
      },
      { onAsk: ({ refs }) => Promise.resolve(refs.map(() => undefined)) },
    );
  const pieceOf = (bytes: Buffer): ScanPiece => ({
    ...{ topic: 'orders', partition: 0, place: 0, bytes: new Uint8Array(bytes), from: 0n, until: 1_000_000n, aborted: [] },
  });

  it('survives ten thousand broken logs: every batch is searched or says why not', async () => {
    const logs = [
      ...codecs.map(codec => batchOf({ values, headers, codec })),
      Buffer.concat([messageSetOf({ magic: 1, values: ['order', null], codec: 'gzip' }), messageSetOf({ magic: 0, values: ['order 7'] })]),
    ];
    const counts = { unread: 0, found: 0, failures: 0 };
    for (let round = 0; round < 10_000; round += 500) {
      const pieces = Array.from({ length: 500 }, (_, n) => {
        const log = logs[(round + n) % logs.length] ?? Buffer.alloc(0);
        return pieceOf(mutated(log, seeded(20_261_121 + round + n)));
      });
      const answer = await scan(pieces, round % 1_000 === 0 ? text : everything);
      assert.equal(answer.pieces.length, 500);
      for (const { unread, failure } of answer.pieces) {
        for (const why of [unread?.failure, failure])
          assert.ok(!why || ['unreadable', 'unsupported'].includes(why.kind), JSON.stringify(why));
        if (unread) counts.unread++;
        if (failure) counts.failures++;
      }
      counts.found += answer.found.length;
    }
    assert.ok(counts.unread > 500 && counts.found > 500 && counts.failures > 100, JSON.stringify(counts));
  });

  it('that is ended in the middle of a task fails it with a sentence’s worth, and works again', async () => {
    const task = scan([pieceOf(batchOf({ values }))]);
    client.end({ kind: 'unreadable', code: 'WORKER_ENDED' });
    await assert.rejects(task, { name: 'FailureError', failure: { kind: 'unreadable', code: 'WORKER_ENDED' } });
    assert.equal((await scan([pieceOf(batchOf({ values }))])).found.length, 2);
  });

  it('whose task is cancelled answers the next one', async () => {
    const cancel = new AbortController();
    const task = client.run('check', { what: text }, { signal: cancel.signal });
    cancel.abort();
    await assert.rejects(task, { failure: { kind: 'cancelled' } });
    assert.equal(await client.run('check', { what: text }), undefined);
  });

  it('that hangs in one task is ended when its time is over', async () => {
    const record = (await scan([pieceOf(batchOf({ values: [`order ${'a'.repeat(60)}!`] }))])).found[0];
    assert.ok(record);
    const what: SearchFor = { kind: 'regex', source: '(a+)+$', matchCase: true, parts: ['value'] };
    const hanging = client.run('try', { what, record, decoding: { files: [] } }, { mostMs: 500 });
    await assert.rejects(hanging, { failure: { kind: 'silent', code: 'WORKER_TOOK_TOO_LONG' } });
  });
});
