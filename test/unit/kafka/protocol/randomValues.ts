import { fieldsOf, mayBeNull, type Shape, type StructShape } from '../../../../src/kafka/protocol/shape.ts';

/** Numbers in [0, 1) that come again for the same seed, so that a failing case can be run once more (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value that fits the shape in this version, with nulls, empty arrays, negative numbers and texts beyond ASCII. */
export function randomValue(shape: Shape, version: number, random: () => number): unknown {
  const below = (limit: number) => Math.floor(random() * limit);
  if (mayBeNull(shape, version) && random() < 0.2) return null;
  switch (shape.kind) {
    case 'bool':
      return random() < 0.5;
    case 'int8':
      return below(256) - 128;
    case 'int16':
      return below(65_536) - 32_768;
    case 'uint16':
      return below(65_536);
    case 'int32':
      return below(2 ** 32) - 2 ** 31;
    case 'int64':
      return BigInt(below(2 ** 32)) * 2n ** 31n - 2n ** 62n;
    case 'float64':
      return (random() - 0.5) * 2 ** below(200);
    case 'uuid':
      return Buffer.from(Array.from({ length: 16 }, () => below(256))).toString('base64url');
    case 'string':
      return Array.from({ length: below(4) }, () => ['orders', 'ö', '订单', 'x'.repeat(300), '🙂'][below(5)]).join('-');
    case 'bytes':
    case 'records':
      return Buffer.from(Array.from({ length: below(20) }, () => below(256)));
    case 'array':
      return Array.from({ length: below(4) }, () => randomValue(shape.of, version, random));
    case 'struct':
      return randomStruct(shape, version, random);
  }
}

export function randomStruct(shape: StructShape, version: number, random: () => number): Record<string, unknown> {
  const here = fieldsOf(shape, version).filter(({ tag }) => tag === undefined || random() < 0.5);
  return Object.fromEntries(here.map(field => [field.name, randomValue(field.shape, version, random)]));
}
