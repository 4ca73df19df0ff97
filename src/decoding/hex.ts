/** One line of a hex dump: where it begins, its bytes in hex, and the same bytes as ASCII with dots for what cannot be printed. */
export interface HexRow {
  readonly at: string;
  readonly hex: string;
  readonly ascii: string;
}

/** Rows of `perRow` bytes, at most `mostBytes` of them. Positions are hex, as wide as the last one needs (at least two digits). */
export function hexRows(bytes: Uint8Array, perRow = 8, mostBytes = Infinity): readonly HexRow[] {
  const shown = bytes.subarray(0, Math.min(bytes.length, mostBytes));
  const width = Math.max(2, shown.length.toString(16).length);
  const rows: HexRow[] = [];
  for (let at = 0; at < shown.length; at += perRow) {
    const row = shown.subarray(at, at + perRow);
    rows.push({ at: at.toString(16).padStart(width, '0'), hex: hexOf(row, ' '), ascii: asciiOf(row) });
  }
  return rows;
}

/** `7b22`, or `7b 22` with a separator. */
export const hexOf = (bytes: Uint8Array, separator = ''): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(separator);

const asciiOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
