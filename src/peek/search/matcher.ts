import type { SearchFor, SearchPart } from '../../model/search.ts';
import { escapeRegex, exactly, type FilterBytes, ignoringCase, isAscii, longestAscii } from './bytes.ts';
import { expressionMatcher } from './expression.ts';
import { type Matcher, Unmatchable } from './match.ts';
import { pathMatcher } from './path.ts';
import { headerText, textOf } from './reading.ts';
import { regexCore } from './regexCore.ts';
import { TraceId } from './trace.ts';

/** @throws Unmatchable where it cannot be understood, with the place in what the person wrote. */
export function matcherOf(what: SearchFor): Matcher {
  switch (what.kind) {
    case 'text':
      bounded(what.text, what.parts);
      return textMatcher(what.text, what.matchCase, what.parts);
    case 'regex':
      bounded(what.source, what.parts);
      return regexMatcher(what.source, what.matchCase, what.parts);
    case 'path':
      bounded(what.path);
      bounded(what.operand, ['value'], 0);
      return pathMatcher(what);
    case 'expression':
      bounded(what.text);
      return expressionMatcher(what.text);
    case 'trace': {
      bounded(what.id.trim());
      const trace = new TraceId(what.id);
      return { bytes: trace.bytes, parts: ['headers'], passes: record => trace.isIn(record) };
    }
  }
}

/** Nobody types more; what is pasted by mistake may be megabytes. */
const mostWritten = 10_000;

function bounded(text: string, parts: readonly SearchPart[] = ['value'], least = 1): void {
  if (text.length < least || parts.length === 0) throw new Unmatchable({ kind: 'nothing-wanted' });
  if (text.length > mostWritten) throw new Unmatchable({ kind: 'too-long', at: mostWritten });
}

function textMatcher(text: string, matchCase: boolean, parts: readonly SearchPart[]): Matcher {
  if (matchCase) return partsMatcher(parts, text.includes(replaced) ? undefined : exactly(text), written => written.includes(text));
  const pattern = new RegExp(escapeRegex(text), 'i');
  const ascii = isAscii(text) ? text : longestAscii(text);
  return partsMatcher(parts, ascii === '' ? undefined : ignoringCase(ascii), written => pattern.test(written));
}

/** Stands in a reading for bytes that are no UTF-8. */
const replaced = '\ufffd';

function regexMatcher(source: string, matchCase: boolean, parts: readonly SearchPart[]): Matcher {
  const pattern = compiled(source, matchCase ? 'mu' : 'imu');
  const core = regexCore(source, matchCase);
  // A single letter is nearly everywhere, and looking for it first would only cost.
  const bytes = core.length < 2 ? undefined : matchCase ? exactly(core) : ignoringCase(core);
  return partsMatcher(parts, bytes, written => pattern.test(written));
}

function compiled(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '') : String(error);
    throw new Unmatchable({ kind: 'regex', detail });
  }
}

/** Holds the texts of a record against a test, one after the other: names and values of headers are texts of their own. */
function partsMatcher(parts: readonly SearchPart[], bytes: FilterBytes | undefined, test: (text: string) => boolean): Matcher {
  const inText = (text: string | null | undefined): boolean => text !== null && text !== undefined && test(text);
  return {
    bytes,
    parts,
    passes: (record, decoding) =>
      parts.some(part =>
        part === 'headers'
          ? record.headers.some(({ key, value }) => test(key) || inText(headerText(value)))
          : inText(textOf(record, part, decoding)),
      ),
  };
}
