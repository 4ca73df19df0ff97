import assert from 'node:assert/strict';
import { codecs } from '../../../src/kafka/protocol/compression.ts';
import { partitionOf } from '../../../src/kafka/records.ts';
import type { PeekRequest } from '../../../src/model/peek.ts';
import { startBudget, type Peeked } from '../../../src/peek/budget.ts';
import type { ClusterLog } from '../../../src/peek/clusterLog.ts';
import { look } from '../../../src/peek/look.ts';
import { batchOf, messageSetOf } from '../kafka/protocol/batches.ts';
import { mutated } from '../kafka/protocol/mutants.ts';
import { seeded } from '../kafka/protocol/randomValues.ts';

/** A log whose Fetch answers are these bytes, read as the answers of a broker are. */
function logOf(bytes: Buffer, logEndOffset: bigint): ClusterLog {
  const ends = { logStartOffset: { value: 0n }, highWatermark: { value: logEndOffset }, lastStableOffset: { value: logEndOffset } };
  return {
    partitionsOf: () => Promise.resolve({ value: [0] }),
    ends: partitions => Promise.resolve(partitions.map(({ topic, partition }) => ({ topic, partition, ...ends }))),
    offsetsAtTime: () => Promise.resolve([]),
    commits: () => Promise.resolve({ value: [] }),
    records: wanted =>
      Promise.all(
        wanted.map(one => {
          const answer = { highWatermark: logEndOffset, lastStableOffset: logEndOffset, logStartOffset: 0n, abortedTransactions: [] };
          return partitionOf(one, { ...answer, partitionIndex: 0, errorCode: 0, records: bytes }, {}, {});
        }),
      ),
  };
}

const request = (start: PeekRequest['start']): PeekRequest => ({
  ...{ topic: 'orders', partitions: [], start, limit: 200, isolation: 'read_uncommitted', showControlRecords: true },
});

/** Peeks at a log that consists of these bytes. */
export const peek = (bytes: Buffer, logEndOffset: bigint, start: PeekRequest['start'] = { kind: 'oldest' }): Promise<Peeked> =>
  look(logOf(bytes, logEndOffset), request(start), startBudget({}));

/** Three batches of five, in each codec and format. */
const logs: readonly Buffer[] = [
  ...codecs.map(codec =>
    Buffer.concat(
      [0n, 5n, 10n].map(baseOffset =>
        batchOf({ values: ['{"id":1}', null, '', 'x'.repeat(40), '{"id":2}'], headers: [['trace', 'abc']], baseOffset, codec }),
      ),
    ),
  ),
  ...([0, 1] as const).map(magic => messageSetOf({ magic, values: Array.from({ length: 15 }, (_, n) => `message ${n}`) })),
];

/**
 * Peeks at mutants of logs in every format and codec: each ends, and shows only records that lie in the log. A round's mutant is the
 * same in every run.
 */
export async function peekAtMutants({ from, count }: { readonly from: number; readonly count: number }): Promise<void> {
  let unreadable = 0;
  let failed = 0;
  for (let round = from; round < from + count; round++) {
    const bytes = mutated(logs[round % logs.length] ?? Buffer.alloc(0), seeded(17_000 + round));
    const start = round % 2 === 0 ? ({ kind: 'oldest' } as const) : ({ kind: 'newest' } as const);
    const { records, lookedAt } = await peek(bytes, 15n, start);
    assert.ok(
      records.every(({ offset }) => offset >= 0n && offset < 15n),
      `round ${round}`,
    );
    if (records.some(record => record.unreadable)) unreadable++;
    if (lookedAt.partitions[0]?.failure) failed++;
  }
  // If hardly any were refused, the mutations would not bite.
  assert.ok(unreadable > count / 20 && failed > count / 5, `${unreadable} with rows that cannot be read, ${failed} that failed`);
}
