import type { JsonExpected } from '../model/decoded.ts';

/**
 * Reads JSON (RFC 8259) without turning it into values: what is shown is what is written in the record. JSON.parse and
 * back would turn 12345678901234567890 into 12345678901234567000 and 1.10 into 1.1.
 */
export interface JsonSummary {
  readonly kind: 'object' | 'array' | 'scalar';
  /** Fields of the object or entries of the array, at the top level; 1 for a scalar. */
  readonly members: number;
}

export interface JsonFault {
  /** Index into the text. */
  readonly at: number;
  readonly expected: JsonExpected;
  /** The character that stands there; empty at the end of the text. */
  readonly found: string;
}

/** Gets every token in order; answers false to stop the scan. */
export type JsonVisitor = (token: JsonTokenKind, start: number, end: number, depth: number) => boolean;
export type JsonTokenKind = 'open' | 'close' | 'comma' | 'colon' | 'key' | 'string' | 'number' | 'word';

/** Scans the whole text: its summary, or where and how it broke. Nesting costs memory, never stack. */
export function scanJson(text: string, visit: JsonVisitor = () => true): JsonSummary | JsonFault {
  const opened: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let kind: JsonSummary['kind'] = 'scalar';
  let members = 0;

  for (let at = 0; ;) {
    at = skipSpace(text, at);
    const char = text[at];
    if (char === undefined) return expected === 'end' ? { kind, members } : faultAt(text, { at, expected: wanted(expected) });

    const token = tokenAt(text, at, expected, opened.at(-1));
    if ('expected' in token) return faultAt(text, token);
    if (token.kind === 'close') opened.pop();
    if (opened.length === 0 && token.kind !== 'close') {
      kind = char === '{' ? 'object' : char === '[' ? 'array' : 'scalar';
      members = kind === 'scalar' ? 1 : 0;
    } else if (opened.length === 1 && (token.kind === 'key' || (kind === 'array' && startsValue(token.kind)))) members++;
    if (!visit(token.kind, at, token.end, opened.length)) return { kind, members };
    if (token.kind === 'open') opened.push(char === '{' ? '{' : '[');
    expected = following(token.kind, opened.at(-1));
    at = token.end;
  }
}

/** Written for reading: one member a line, indented by two. Nesting beyond 40 levels is indented no further. The text must be JSON. */
export function prettyJson(text: string): string {
  const out: string[] = [];
  let done = '';
  let previous: JsonTokenKind | undefined;
  const breakLine = (depth: number) => out.push('\n', '  '.repeat(Math.min(depth, deepestIndent)));
  scanJson(text, (token, start, end, depth) => {
    const isEmpty = token === 'close' && previous === 'open';
    if (token === 'close' && !isEmpty) breakLine(depth);
    else if (previous === 'comma' || (previous === 'open' && !isEmpty)) breakLine(depth);
    out.push(text.slice(start, end));
    if (token === 'colon') out.push(' ');
    previous = token;
    if (out.length > mostPieces) done += out.splice(0).join('');
    return true;
  });
  return done + out.join('');
}

/** A piece a token takes ten times its text: of 50 MB they are joined now and then. */
const mostPieces = 20_000;

/** Written on one line, without spaces between tokens, cut (no mark) near `most` characters. The text must be JSON. */
export function oneLineJson(text: string, most = Infinity): string {
  const out: string[] = [];
  let done = '';
  let length = 0;
  scanJson(text, (_token, start, end) => {
    const written = text.slice(start, Math.min(end, start + most - length));
    out.push(written);
    length += written.length;
    if (out.length > mostPieces) done += out.splice(0).join('');
    return length < most;
  });
  return done + out.join('');
}

/** Line and column, counted from 1, of an index into a text. */
export function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: at - lastBreak };
}

const deepestIndent = 40;

type Expected = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-end' | 'end';
type Inside = '{' | '[' | undefined;
type Broken = { readonly at: number; readonly expected: JsonExpected };

/** The token that begins at `at`, where the grammar allows it there. */
function tokenAt(
  text: string,
  at: number,
  expected: Expected,
  inside: Inside,
): { readonly kind: JsonTokenKind; readonly end: number } | Broken {
  const char = text[at] ?? '';
  const mayClose = expected === 'value-or-close' || expected === 'key-or-close' || expected === 'comma-or-end';
  if (mayClose && char === (inside === '{' ? '}' : ']')) return { kind: 'close', end: at + 1 };
  if (expected === 'colon' && char === ':') return { kind: 'colon', end: at + 1 };
  if (expected === 'comma-or-end' && char === ',') return { kind: 'comma', end: at + 1 };
  if (expected === 'key' || expected === 'key-or-close') return char === '"' ? ending('key', stringEnd(text, at)) : { at, expected: 'key' };
  if (expected !== 'value' && expected !== 'value-or-close') return { at, expected: wanted(expected) };

  if (char === '{' || char === '[') return { kind: 'open', end: at + 1 };
  if (char === '"') return ending('string', stringEnd(text, at));
  if (char === '-' || isDigit(char)) return ending('number', numberEnd(text, at));
  const word = ['true', 'false', 'null'].find(it => text.startsWith(it, at));
  return word ? { kind: 'word', end: at + word.length } : { at, expected: 'value' };
}

const ending = (kind: JsonTokenKind, end: number | Broken) => (typeof end === 'number' ? { kind, end } : end);

/** What may come after a token, inside an object, an array or nothing. */
function following(token: JsonTokenKind, inside: Inside): Expected {
  switch (token) {
    case 'open':
      return inside === '{' ? 'key-or-close' : 'value-or-close';
    case 'comma':
      return inside === '{' ? 'key' : 'value';
    case 'key':
      return 'colon';
    case 'colon':
      return 'value';
    case 'close':
    case 'string':
    case 'number':
    case 'word':
      return inside ? 'comma-or-end' : 'end';
  }
}

const startsValue = (token: JsonTokenKind) => token === 'open' || token === 'string' || token === 'number' || token === 'word';

function wanted(expected: Expected): JsonExpected {
  if (expected === 'value-or-close') return 'value';
  return expected === 'key-or-close' ? 'key' : expected;
}

const faultAt = (text: string, { at, expected }: Broken): JsonFault => ({ at, expected, found: characterAt(text, at) });

function stringEnd(text: string, at: number): number | Broken {
  for (let i = at + 1; ; i++) {
    const code = text.charCodeAt(i); // NaN at the end
    if (code === 0x22) return i + 1;
    if (Number.isNaN(code) || code < 0x20) return { at: i, expected: 'string-end' };
    if (code !== 0x5c) continue;
    escape.lastIndex = i;
    const found = escape.exec(text);
    if (!found) return { at: i + 1, expected: 'escape' };
    i += found[0].length - 1;
  }
}

function numberEnd(text: string, at: number): number | Broken {
  number.lastIndex = at;
  const found = number.exec(text);
  if (!found) return { at: at + 1, expected: 'digit' }; // "-" alone
  const end = at + found[0].length;
  const next = text[end] ?? '';
  if (next === '.' || ((next === 'e' || next === 'E') && !found[0].toLowerCase().includes('e'))) {
    const sign = /[+-]/.test(text[end + 1] ?? '') && next !== '.' ? 1 : 0;
    return found[0].includes('.') && next === '.' ? end : { at: end + 1 + sign, expected: 'digit' };
  }
  return end;
}

const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

function skipSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

/** A whole character: half a surrogate pair would not be one. */
function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

const isDigit = (char: string) => char >= '0' && char <= '9';
