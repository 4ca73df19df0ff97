/**
 * CRC-32C (Castagnoli) of bytes, as an unsigned number: the checksum of record batches, which brokers hold against what they
 * receive. `node:zlib` has only the other CRC-32. Of "123456789" it is 0xe3069283 (RFC 3720, B.4).
 */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffff_ffff) >>> 0;
}

/** What each byte does to the checksum, by the polynomial 0x1edc6f41 with its bits in reverse. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f6_3b78 : crc >>> 1;
  return crc;
});
