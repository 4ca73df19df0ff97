/**
 * Confluent's framing of schema registry serializers: a zero byte, the schema's id as a big-endian 32-bit integer, the payload.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
export type RegistryFrame =
  | { readonly schemaId: number; readonly payload: Uint8Array }
  | { readonly fault: 'first-byte'; readonly byte: number }
  | { readonly fault: 'too-short' }
  | { readonly fault: 'schema-id'; readonly schemaId: number };

const headerBytes = 5;

/** Registries count from 1, so an id of 0 or below is some other format that happens to begin with zero: a small 64-bit integer. */
export function readRegistryFrame(bytes: Uint8Array): RegistryFrame {
  const first = bytes[0];
  if (first === undefined) return { fault: 'too-short' };
  if (first !== 0) return { fault: 'first-byte', byte: first };
  if (bytes.length < headerBytes) return { fault: 'too-short' };
  const schemaId = new DataView(bytes.buffer, bytes.byteOffset, headerBytes).getInt32(1);
  return schemaId > 0 ? { schemaId, payload: bytes.subarray(headerBytes) } : { fault: 'schema-id', schemaId };
}
