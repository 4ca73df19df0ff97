/** What stands in the way of reading bytes as text: the position of the first byte, and the byte. */
export type TextFault = { readonly fault: 'not-utf8' | 'control-character'; readonly at: number; readonly byte: number };

/**
 * Strict UTF-8: one wrong byte and it is not text, for a lenient reading hides the very byte that breaks a consumer.
 * Control characters other than tab, line ends, form feed and escape (logs with colours) count as binary: the integer 42 is valid UTF-8, too.
 */
export function readText(bytes: Uint8Array): { readonly text: string } | TextFault {
  const control = firstControlCharacter(bytes);
  try {
    const text = strict.decode(bytes);
    return control === undefined ? { text } : control;
  } catch {
    const at = firstNotUtf8(bytes);
    if (control && control.at < at) return control;
    return { fault: 'not-utf8', at, byte: bytes[at] ?? 0 };
  }
}

/** As readText, of the first `most` bytes; a character that is cut there is left out. */
export function readBeginning(bytes: Uint8Array, most: number): { readonly text: string } | TextFault {
  let end = Math.min(most, bytes.length);
  // A byte 10xxxxxx continues a character: the cut goes before the one that it belongs to, at most 3 bytes back.
  for (let back = 0; back < 3 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80; back++) end--;
  return readText(bytes.subarray(0, end));
}

/** A byte order mark is kept: it is in the record, and it breaks JSON parsers. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A plain loop: a callback a byte takes four times as long, and values of megabytes exist. */
function firstControlCharacter(bytes: Uint8Array): TextFault | undefined {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte < 0x20 && !allowed.has(byte)) || byte === 0x7f) return { fault: 'control-character', at, byte };
  }
  return undefined;
}

/** Tab, line feed, form feed, carriage return, escape. */
const allowed = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Position of the first byte that strict UTF-8 refuses (RFC 3629, section 4); the length where all is well or the end is cut. */
function firstNotUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** 1–4, or 0 where no valid sequence begins. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(bytes, at, 1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const overlong = first === 0xe0 && second < 0xa0;
    const surrogate = first === 0xed && second > 0x9f;
    return !overlong && !surrogate && follows(bytes, at, 2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const overlong = first === 0xf0 && second < 0x90;
    const tooHigh = first === 0xf4 && second > 0x8f;
    return !overlong && !tooHigh && follows(bytes, at, 3) ? 4 : 0;
  }
  return 0;
}

function follows(bytes: Uint8Array, at: number, count: number): boolean {
  for (let i = 1; i <= count; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}
