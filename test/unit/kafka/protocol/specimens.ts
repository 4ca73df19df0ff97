import { readAssignorData } from '../../../../src/kafka/protocol/assignorData.ts';
import { compileWriter } from '../../../../src/kafka/protocol/codec.ts';
import { type Codec, codecs, pack, unpack } from '../../../../src/kafka/protocol/compression.ts';
import { readBatches } from '../../../../src/kafka/protocol/recordBatch.ts';
import type { DeclaredApi, DeclaredData } from '../../../../src/kafka/protocol/schema.ts';
import { Writer } from '../../../../src/kafka/protocol/wire.ts';
import { apis, versionedData, versionsOf } from './apis.ts';
import { batchOf, messageSetOf } from './batches.ts';
import { randomStruct, seeded } from './randomValues.ts';

/** Bytes that are right, and what reads them. */
export interface Specimen {
  readonly name: string;
  readonly bytes: Buffer;
  readonly read: (bytes: Buffer) => unknown;
  /** Most bytes that reading a frame of this length may allocate on the word of a length in it. */
  readonly most: (frameBytes: number) => number;
}

/**
 * Arrays take 8 bytes an item, and an item takes at least one of the frame. A count is refused when its items do not fit into what
 * is left, so each level of arrays in arrays costs the frame once at most.
 */
const arrays = (frameBytes: number) => 8 * deepestNesting * frameBytes;
const deepestNesting = 5;

/**
 * What a codec can make of a byte, twice, since pieces are joined in the end: an element of 3 bytes is 64 to snappy, a byte of
 * length 255 to lz4, and 258 bytes cost gzip two bits; 4 bytes are a zstd block of 128 KB. Node's codecs begin with 16 KB.
 */
const unpacked = (codec: Codec) => (frameBytes: number) => 2 * (expansion[codec] * frameBytes + 16 * 1024);
const expansion = { none: 0, snappy: 22, gzip: 1_032, lz4: 255, zstd: 32_768 };

/** Every answer in every version, with something in it. */
export const answers: readonly Specimen[] = apis.flatMap(declared =>
  versionsOf(declared).map(version => ({
    name: `${declared.name} ${version}`,
    bytes: smallAnswer(declared, version, seeded(version + 1)),
    read: (bytes: Buffer) => declared.decode(version, bytes),
    most: arrays,
  })),
);

/** Logs in all formats and codecs. */
export const logs: readonly Specimen[] = (() => {
  const values = ['a', 'b'.repeat(200), null, '{"status":"shipped"}'.repeat(20)];
  const log = (name: string, bytes: Buffer, codec: Codec): Specimen => ({
    ...{ name, bytes, most: unpacked(codec) },
    read: mutant => [...readBatches(mutant)].flatMap(batch => batch.records({ topic: 'orders', partition: 0 })),
  });
  return [
    ...codecs.map(codec => log(`a batch with ${codec}`, batchOf({ values, codec }), codec)),
    ...([0, 1] as const).flatMap(magic => [
      log(`a message set ${magic}`, messageSetOf({ magic, values }), 'none'),
      log(`a message set ${magic} with gzip`, messageSetOf({ magic, values, codec: 'gzip' }), 'gzip'),
    ]),
  ];
})();

/** Packed bytes alone, which a broken record cannot hide. */
export const packages: readonly Specimen[] = codecs
  .filter(codec => codec !== 'none')
  .map(codec => ({
    name: `packed with ${codec}`,
    bytes: pack(codec, Buffer.from('{"status":"shipped and shipped and shipped"}'.repeat(20))),
    read: (bytes: Buffer) => unpack(codec, bytes),
    most: unpacked(codec),
  }));

/** What members tell each other. */
export const members: readonly Specimen[] = [
  ...versionedData.flatMap(declared =>
    Array.from({ length: declared.newest + 1 }, (_, version) => ({
      name: `${declared.name} ${version}`,
      bytes: versioned(declared, version),
      read: (bytes: Buffer) => declared.decode(bytes),
      most: arrays,
    })),
  ),
  ...Object.entries({
    sticky: ['00000001', '0006 6f7264657273', '00000002 00000000 00000001', '00000007'],
    'cooperative-sticky': ['00000007'],
    stream: ['0000000b', '0000000b', '00'.repeat(20)],
  }).map(([assignor, hex]) => ({
    name: `user data of ${assignor}`,
    bytes: Buffer.from(hex.join('').replaceAll(' ', ''), 'hex'),
    read: (bytes: Buffer) => readAssignorData(assignor, bytes),
    most: arrays,
  })),
];

export function answerOf(declared: DeclaredApi<never, unknown>, version: number, random: () => number): Buffer {
  const writer = new Writer();
  const flexible = version >= declared.flexibleFrom;
  compileWriter(declared.response, version, flexible)(writer, randomStruct(declared.response, version, random));
  return writer.done();
}

/** The shortest of some that have something in them: most bytes of a long frame are text, where a mutation does not hurt. */
function smallAnswer(declared: DeclaredApi<never, unknown>, version: number, random: () => number): Buffer {
  const some = Array.from({ length: 8 }, () => answerOf(declared, version, random)).sort((a, b) => a.length - b.length);
  return some.find(({ length }) => length >= 60) ?? some.at(-1)!;
}

function versioned(declared: DeclaredData<unknown>, version: number): Buffer {
  const writer = new Writer();
  writer.int16(version);
  compileWriter(
    declared.shape,
    version,
    version >= declared.flexibleFrom,
  )(writer, randomStruct(declared.shape, version, seeded(version + 3)));
  return writer.done();
}
