import type { ByteOrder } from '../model/decoded.ts';
import { guidOf } from './schemas.ts';

/** The integer that 4 or 8 bytes could be, in the byte order of Kafka's own serializers (big-endian, signed). */
export function possibleInteger(bytes: Uint8Array): { readonly bits: 32 | 64; readonly value: bigint } | undefined {
  if (bytes.length !== 4 && bytes.length !== 8) return undefined;
  return { bits: bytes.length === 4 ? 32 : 64, value: integerOf(bytes, true, 'big') };
}

/** All bytes as one integer. */
export function integerOf(bytes: Uint8Array, signed: boolean, order: ByteOrder): bigint {
  const ordered = order === 'big' ? bytes : bytes.toReversed();
  const value = ordered.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return signed ? BigInt.asIntN(8 * bytes.length, value) : value;
}

/** 4 or 8 bytes as IEEE 754. */
export function floatOf(bytes: Uint8Array, order: ByteOrder): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return bytes.length === 4 ? view.getFloat32(0, order === 'little') : view.getFloat64(0, order === 'little');
}

/** The double that 8 bytes could be: an amount or a measure, not the astronomic figure that other bytes would read as. */
export function possibleDouble(bytes: Uint8Array): number | undefined {
  if (bytes.length !== 8) return undefined;
  const value = floatOf(bytes, 'big');
  const size = Math.abs(value);
  return size >= 1e-9 && size <= 1e15 ? value : undefined;
}

/** 16 bytes whose version and variant are those of a UUID (RFC 9562). */
export function possibleUuid(bytes: Uint8Array): string | undefined {
  const version = (bytes[6] ?? 0) >> 4;
  const variant = (bytes[8] ?? 0) >> 6;
  return bytes.length === 16 && version >= 1 && version <= 8 && variant === 2 ? guidOf(bytes) : undefined;
}
