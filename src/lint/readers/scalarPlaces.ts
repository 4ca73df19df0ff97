import type { Scalar } from 'yaml';
import type { TextRange } from '../../model/problem.ts';

/** Where the characters of a YAML scalar's value stand in the text. */
export interface ScalarPlaces {
  /** As it is written, 0x10 too; only what YAML 1.1 reads otherwise is changed, and escapes of quoted texts are resolved. */
  readonly value: string;
  readonly quote: '' | '"' | "'";
  /** Of the characters [first, end) of `value`; of the whole scalar where it is folded over lines. */
  readonly range: (first: number, end: number) => TextRange;
}

export function placesInScalar(text: string, scalar: Scalar): ScalarPlaces {
  const [start, end] = scalar.range ?? [0, 0];
  const raw = text.slice(start, end);
  const quote = scalar.type === 'QUOTE_DOUBLE' ? '"' : scalar.type === 'QUOTE_SINGLE' ? "'" : '';
  const whole = (): TextRange => ({ start, end });
  if (quote !== '') {
    const closed = raw.length > 1 && raw.endsWith(quote);
    const inside = raw.slice(1, closed ? -1 : undefined);
    const value = String(scalar.value);
    const at = offsetsOf(inside, value, quote);
    if (at === undefined) return { value, quote, range: () => ({ start: start + 1, end: start + 1 + inside.length }) };
    return { value, quote, range: (first, last) => ({ start: start + 1 + at(first), end: start + 1 + at(Math.max(first, last)) }) };
  }
  if (scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED' || raw.includes('\n')) {
    const value = typeof scalar.value === 'string' ? scalar.value : raw;
    const trimmed = raw.trimEnd();
    return { value, quote, range: () => ({ start, end: start + trimmed.length }) };
  }
  // `null` and `~` are no values; everything else is the text that a program would hand on.
  const value = scalar.value === null ? '' : raw;
  const read = readBy11(value);
  if (read !== undefined) return { value: read, quote, range: whole };
  return { value, quote, range: value === '' ? whole : (first, last) => ({ start: start + first, end: start + Math.max(first, last) }) };
}

/** SnakeYAML and PyYAML read YAML 1.1, where `yes` is true and 1_000 a number: so does what Kafka gets. */
function readBy11(plain: string): string | undefined {
  if (/^(yes|on)$/i.test(plain)) return 'true';
  if (/^(no|off)$/i.test(plain)) return 'false';
  return /^[-+]?\d[\d_]*_\d+$/.test(plain) ? plain.replaceAll('_', '') : undefined;
}

/** For an index into the value the offset within the quotes; undefined: folded over lines, or with escapes of another kind. */
function offsetsOf(inside: string, value: string, quote: '"' | "'"): ((index: number) => number) | undefined {
  if (inside === value) return index => Math.min(index, inside.length);
  const offsets: number[] = [];
  const escapes = quote === "'" ? /''/y : /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^xuU\r\n])/y;
  for (let offset = 0; offset < inside.length;) {
    offsets.push(offset);
    escapes.lastIndex = offset;
    offset += escapes.exec(inside)?.[0].length ?? 1;
  }
  return offsets.length === value.length ? index => offsets[index] ?? inside.length : undefined;
}
