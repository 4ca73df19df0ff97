import assert from 'node:assert/strict';
import type { DecoderChoice } from '../../../src/model/decoded.ts';
import { decoderChoicesFor, rememberDecoders } from '../../../src/vscode/panels/decoderChoices.ts';

const orders = { clusterName: 'demo', topic: 'orders' };

/** What the editor keeps for a workspace, in memory. */
function memory(kept = new Map<string, unknown>()) {
  return {
    kept,
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? (kept.get(key) as T) : otherwise),
    update: (key: string, value: unknown) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, JSON.parse(JSON.stringify(value)) as unknown);
      return Promise.resolve();
    },
  } as Parameters<typeof decoderChoicesFor>[0] & { readonly kept: Map<string, unknown> };
}

describe('the decoders that a person chose', () => {
  const choices: readonly DecoderChoice[] = [
    { decoder: 'registry' },
    { decoder: 'text', encoding: 'shift_jis' },
    { decoder: 'avro', file: 'file:///a/order.avsc' },
    { decoder: 'protobuf', file: 'file:///a/order.proto', message: 'shop.Order' },
    { decoder: 'protobuf', file: 'file:///a/order.desc' },
    { decoder: 'integer', bits: 64, signed: false, order: 'little' },
    { decoder: 'float', bits: 32, order: 'big' },
    { decoder: 'hex' },
  ];
  for (const choice of choices)
    it(`are there the next time: ${choice.decoder}`, async () => {
      const kept = memory();
      await rememberDecoders(kept, orders, { value: choice });
      assert.deepEqual(decoderChoicesFor(kept, orders), { value: choice });
    });

  it('are those of one topic of one cluster', async () => {
    const kept = memory();
    await rememberDecoders(kept, orders, { key: { decoder: 'uuid' } });
    assert.deepEqual(decoderChoicesFor(kept, { ...orders, clusterName: 'prod' }), {});
    assert.deepEqual(decoderChoicesFor(kept, { ...orders, topic: 'refunds' }), {});
  });

  it('leave nothing behind when all is as it was', async () => {
    const kept = memory();
    await rememberDecoders(kept, orders, { key: { decoder: 'uuid' } });
    await rememberDecoders(kept, orders, { key: { decoder: 'auto' }, value: { decoder: 'auto' } });
    assert.equal(kept.kept.size, 0);
  });

  it('are forgotten where an older version, or somebody else, wrote what is no choice', async () => {
    for (const strange of [
      { value: { decoder: 'xml' } },
      { value: { decoder: 'integer', bits: 7 } },
      { key: 'avro' },
      { key: { decoder: 'toString' } },
      7,
    ]) {
      const kept = memory();
      await rememberDecoders(kept, orders, { key: { decoder: 'uuid' } });
      const [key] = kept.keys();
      kept.kept.set(key ?? '', strange);
      assert.deepEqual(decoderChoicesFor(kept, orders), {}, JSON.stringify(strange));
    }
  });
});
