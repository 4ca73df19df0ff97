import assert from 'node:assert/strict';
import { offsetFetch } from '../../../../src/kafka/protocol/apis/offsetFetch.ts';
import { compileWriter } from '../../../../src/kafka/protocol/codec.ts';
import type { DeclaredApi } from '../../../../src/kafka/protocol/schema.ts';
import { Writer } from '../../../../src/kafka/protocol/wire.ts';
import { apis, versionsOf } from './apis.ts';
import { randomStruct, seeded } from './randomValues.ts';

const answerOf = (declared: DeclaredApi<never, unknown>, version: number, value: unknown): Buffer => {
  const writer = new Writer();
  compileWriter(declared.response, version, version >= declared.flexibleFrom)(writer, value);
  return writer.done();
};
const noTurn = () => Promise.resolve();

describe('an answer that is read in turns', () => {
  it('is the same as one that is read at once, of every API in every version', async () => {
    for (const declared of apis) {
      for (const version of versionsOf(declared)) {
        for (let seed = 1; seed <= 5; seed++) {
          const value = randomStruct(declared.response, version, seeded(seed));
          const read = await declared.decodeInTurns?.(version, answerOf(declared, version, value), noTurn);
          assert.deepEqual(read, value, `${declared.name} version ${version}, seed ${seed}`);
        }
      }
    }
  });

  const partitions = Array.from({ length: 1_000 }, (_, partitionIndex) => ({
    ...{ partitionIndex, committedOffset: 7n, committedLeaderEpoch: -1, metadata: '', errorCode: 0 },
  }));
  const large = answerOf(offsetFetch, 9, {
    throttleTimeMs: 0,
    groups: [{ groupId: 'billing', topics: [{ name: 'orders', partitions }], errorCode: 0 }],
  });

  it('gives others a turn every hundred items, also inside one group and topic', async () => {
    let turns = 0;
    const { groups } = await offsetFetch.decodeInTurns!(9, large, () => {
      turns++;
      return Promise.resolve();
    });
    assert.equal(groups?.[0]?.topics[0]?.partitions.length, 1_000);
    assert.ok(turns >= 10 && turns < 30, `${turns} turns`);
  });

  it('says where it is broken', async () => {
    await assert.rejects(offsetFetch.decodeInTurns!(9, large.subarray(0, 9_000), noTurn), {
      failure: {
        kind: 'unreadable',
        code: 'BROKEN_FRAME',
        request: 'OffsetFetch',
        detail: 'version 9, byte 23 of 9000: 1000 items announced, 8977 bytes left',
      },
    });
  });

  it('is given up by who has left', async () => {
    const left = new Error('left');
    await assert.rejects(
      offsetFetch.decodeInTurns!(9, large, () => Promise.reject(left)),
      left,
    );
  });
});
