import type { TextRange } from '../../model/problem.ts';
import type { ConfigText, Notation, TextComment, TextEntry } from '../configText.ts';

/**
 * Reads a Java .properties text as java.util.Properties does and keeps, for each key, value and comment, where its
 * characters stand in the text. Never throws: what Properties.load would refuse is kept in `malformedEscapes`.
 * All offsets are UTF-16 code units from the start of `text`; no range leaves it.
 *
 * The rules (java.util.Properties.load): a line may be continued by an odd number of backslashes at its end, blanks at the
 * start of the next line do not count; `#` and `!` begin a comment only as a line's first character; the key ends at the
 * first unescaped `=`, `:` or blank; everything behind the separator is the value, trailing blanks and "comments" included.
 */
export function readProperties(text: string): ConfigText {
  const entries: TextEntry[] = [];
  const comments: TextComment[] = [];
  const notation = propertiesNotation(text);
  let document = 0;
  let line = 0;
  let at = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  while (at < text.length) {
    const lineStart = at;
    const first = skipBlanks(text, at);
    const begins = text.charCodeAt(first);
    const end = endOfLine(text, first);
    // A backslash alone continues nothing: Properties goes on as after an empty line.
    if (first === end || (begins === backslash && end === first + 1)) {
      at = afterLineEnd(text, end);
      line++;
    } else if (begins === hash || begins === bang) {
      comments.push({ text: text.slice(first + 1, end), range: { start: first, end }, line });
      // Spring Boot's way to have several documents in one file; to everybody else it is a comment.
      if (text.startsWith('---', first + 1) && text.slice(first + 4, end).trim() === '') document++;
      at = afterLineEnd(text, end);
      line++;
    } else {
      const logical = readLogicalLine(text, first);
      entries.push(toEntry(text, logical, { start: lineStart, end: logical.next }, { line, document, notation }));
      at = logical.next;
      line += logical.lines;
    }
  }
  return { entries, comments, notation };
}

/** One or more lines of the text that make one entry: its characters without terminators, continuations and indents. */
interface LogicalLine {
  readonly characters: string;
  /** Where the character at this index stands in the text; undefined: at `start` + index, for the line is not continued. */
  readonly offsets: readonly number[] | undefined;
  readonly start: number;
  /** Index into `characters` at which each continued line begins, and the offset of the backslash that continued it. */
  readonly continuedAt: readonly { readonly index: number; readonly backslash: number }[];
  /** Behind the last line's terminator. */
  readonly next: number;
  readonly lines: number;
}

function readLogicalLine(text: string, start: number): LogicalLine {
  let end = endOfLine(text, start);
  if (!endsInOddBackslashes(text, start, end)) {
    return { characters: text.slice(start, end), offsets: undefined, start, continuedAt: [], next: afterLineEnd(text, end), lines: 1 };
  }
  let characters = '';
  const offsets: number[] = [];
  const continuedAt: { index: number; backslash: number }[] = [];
  let from = start;
  let lines = 0;
  for (;;) {
    const continued = endsInOddBackslashes(text, from, end);
    const to = continued ? end - 1 : end;
    characters += text.slice(from, to);
    for (let offset = from; offset < to; offset++) offsets.push(offset);
    const next = afterLineEnd(text, end);
    lines++;
    if (!continued || next >= text.length) return { characters, offsets, start, continuedAt, next, lines };
    from = skipBlanks(text, next);
    end = endOfLine(text, from);
    continuedAt.push({ index: characters.length, backslash: to });
  }
}

function toEntry(
  text: string,
  logical: LogicalLine,
  lines: TextRange,
  where: Pick<TextEntry, 'line' | 'document' | 'notation'>,
): TextEntry {
  const { characters, offsets, start } = logical;
  const length = characters.length;
  let keyEnd = 0;
  for (let escaped = false; keyEnd < length; keyEnd++) {
    const character = characters.charCodeAt(keyEnd);
    if (!escaped && (character === equals || character === colon || isBlank(character))) break;
    escaped = character === backslash && !escaped;
  }
  let valueStart = keyEnd;
  for (let separated = false; valueStart < length; valueStart++) {
    const character = characters.charCodeAt(valueStart);
    if (isBlank(character)) continue;
    if (separated || (character !== equals && character !== colon)) break;
    separated = true;
  }
  const last = offsets === undefined ? start + length : (offsets[length - 1] ?? start) + 1;
  const place = (index: number): number => (index >= length ? last : offsets === undefined ? start + index : (offsets[index] ?? last));

  const key = unescape(characters, 0, keyEnd);
  const value = unescape(characters, valueStart, length);
  // ConfigDef trims every string before it looks at it; String.trim() takes everything up to U+0020.
  let from = 0;
  let to = value.text.length;
  while (from < to && value.text.charCodeAt(from) <= 0x20) from++;
  while (to > from && value.text.charCodeAt(to - 1) <= 0x20) to--;
  const startOf = (index: number): number => place(index >= value.text.length ? length : (value.at?.[index] ?? valueStart + index));
  // An escape is two or six characters long and may itself be broken over lines.
  const endOf = (index: number): number =>
    place((value.at === undefined ? valueStart + index + 1 : (value.at[index + 1] ?? value.end)) - 1) + 1;
  const rangeInValue = (first: number, end: number): TextRange => {
    const start = startOf(from + first);
    return { start, end: end > first && from + end <= value.text.length ? endOf(from + end - 1) : start };
  };
  return {
    ...where,
    key: key.text,
    name: key.text,
    section: '',
    indent: '',
    quote: '',
    inFlow: false,
    value: value.text.slice(from, to),
    keyRange: { start: place(0), end: keyEnd === 0 ? place(0) : place(keyEnd - 1) + 1 },
    valueRange: rangeInValue(0, to - from),
    lines,
    rangeInValue,
    lostBackslashes: value.lost.map(index => ({ start: place(index), end: place(index) + 1 })),
    malformedEscapes: [...key.malformed, ...value.malformed].map(index => ({
      start: place(index),
      end: Math.min(place(index) + 2, text.length),
    })),
    continuedLines: logical.continuedAt.flatMap(({ index, backslash }, nth) => {
      if (index < valueStart) return [];
      const end = logical.continuedAt[nth + 1]?.index ?? length;
      return {
        text: characters.slice(index, end),
        range: { start: place(index), end: end === index ? place(index) : place(end - 1) + 1 },
        continuedBy: { start: backslash, end: backslash + 1 },
      };
    }),
  };
}

interface Decoded {
  readonly text: string;
  /** For each decoded character the index of its first raw character; undefined where nothing was escaped. */
  readonly at: readonly number[] | undefined;
  /** Index behind the last raw character. */
  readonly end: number;
  /** Indexes of backslashes that vanish without a meaning: the one in `\k`. */
  readonly lost: readonly number[];
  /** Indexes of `\u` without four hexadecimal digits: Properties.load throws there. */
  readonly malformed: readonly number[];
}

function unescape(characters: string, start: number, end: number): Decoded {
  const first = characters.indexOf('\\', start);
  if (first === -1 || first >= end) return { text: characters.slice(start, end), at: undefined, end, lost: [], malformed: [] };
  let text = '';
  const at: number[] = [];
  const lost: number[] = [];
  const malformed: number[] = [];
  for (let index = start; index < end;) {
    at.push(index);
    const character = characters.charAt(index);
    if (character !== '\\' || index + 1 >= end) {
      if (character === '\\') at.pop();
      else text += character;
      index++;
      continue;
    }
    const escaped = characters.charAt(index + 1);
    if (escaped === 'u') {
      const digits = characters.slice(index + 2, Math.min(index + 6, end));
      if (/^[0-9a-fA-F]{4}$/.test(digits)) {
        text += String.fromCharCode(Number.parseInt(digits, 16));
        index += 6;
      } else {
        malformed.push(index);
        text += 'u';
        index += 2;
      }
      continue;
    }
    if (!meaningful.has(escaped)) lost.push(index);
    text += controls[escaped] ?? escaped;
    index += 2;
  }
  return { text, at, end, lost, malformed };
}

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };
/** What people escape on purpose; a backslash before anything else is lost without a trace. */
const meaningful = new Set(['\\', 't', 'n', 'r', 'f', ' ', '=', ':', '#', '!', '"', "'", '\t']);

function propertiesNotation(text: string): Notation {
  const eol = text.includes('\r\n') ? '\r\n' : text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  return {
    name: 'properties',
    eol,
    comment: words => `# ${words}`,
    value: escaped,
    setValue: ({ valueRange }, value) => ({ range: valueRange, newText: escaped(value) }),
    remove: ({ lines }) => ({ range: lines, newText: '' }),
    addAbove: ({ lines, indent }, name, value) => ({
      range: above(lines),
      newText: `${indent ?? ''}${name}=${value.replaceAll('\\', '\\\\')}${eol}`,
    }),
    commentAbove: ({ lines, indent }, words) => ({ range: above(lines), newText: `${indent ?? ''}# ${words}${eol}` }),
  };
}

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replace(/^ /, '\\ ');
const above = (lines: TextRange): TextRange => ({ start: lines.start, end: lines.start });

const byteOrderMark = 0xfeff;
const hash = 0x23;
const bang = 0x21;
const equals = 0x3d;
const colon = 0x3a;
const backslash = 0x5c;
const isBlank = (character: number): boolean => character === 0x20 || character === 0x09 || character === 0x0c;
const isLineEnd = (character: number): boolean => character === 0x0a || character === 0x0d;

function skipBlanks(text: string, at: number): number {
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function endOfLine(text: string, at: number): number {
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function afterLineEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a) return at + 2;
  return Math.min(at + 1, text.length);
}

function endsInOddBackslashes(text: string, start: number, end: number): boolean {
  let count = 0;
  while (end - count > start && text.charCodeAt(end - 1 - count) === backslash) count++;
  return count % 2 === 1;
}
