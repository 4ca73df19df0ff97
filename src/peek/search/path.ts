import { compilePath } from '../../decoding/jsonPath.ts';
import type { PathOperator, SearchFor } from '../../model/search.ts';
import { anyOf, exactly, type FilterBytes, longestUnescaped, orEscaped, pattern } from './bytes.ts';
import { type Matcher, Unmatchable } from './match.ts';
import { jsonOf, textOf } from './reading.ts';

/**
 * Holds what a JSON path finds in the value against an operand: true where any place compares as wanted. `order.id` is read as
 * `$.order.id`. An operand is a number, true, false or null where it is written so, else a text; in quotes it is always a text.
 * @throws Unmatchable where the path is none.
 */
export function pathMatcher({ path, operator, operand }: Extract<SearchFor, { kind: 'path' }>): Matcher {
  const prefix = path.startsWith('$') ? '' : path.startsWith('[') ? '$' : '$.';
  const compiled = compilePath(prefix + path);
  if ('fault' in compiled) {
    const detail = compiled.fault.message.replace(/ \('.*':\d+\)$/s, ''); // the library says the place once more
    throw new Unmatchable({ kind: 'path', at: Math.max(0, compiled.fault.at - prefix.length), detail });
  }
  const wanted = operandOf(operand);
  return {
    bytes: certainBytes(path, operator, wanted),
    parts: ['value'],
    passes: (record, decoding) => {
      const text = textOf(record, 'value', decoding);
      if (text === undefined || text === '') return false;
      const json = jsonOf(text);
      if (!json) throw new Unmatchable({ kind: 'not-json' });
      return compiled.path.values(json.value).some(found => compares(found, operator, wanted));
    },
  };
}

interface Operand {
  readonly text: string;
  /** As it could be a number, exactly; undefined where it is none, or stands in quotes. */
  readonly number: number | bigint | undefined;
  readonly quoted: boolean;
}

function operandOf(written: string): Operand {
  const text = written.trim();
  const quoted = unquoted(text);
  if (quoted !== undefined) return { text: quoted, number: undefined, quoted: true };
  return { text, number: numberIn(text), quoted: false };
}

function unquoted(text: string): string | undefined {
  if (!/^".*"$/s.test(text)) return undefined;
  const value = jsonOf(text)?.value;
  return typeof value === 'string' ? value : undefined;
}

function numberIn(text: string): number | bigint | undefined {
  if (!/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) || /[.eE]/.test(text) ? number : BigInt(text);
}

function compares(found: unknown, operator: PathOperator, wanted: Operand): boolean {
  switch (operator) {
    case 'exists':
      return true;
    case '==':
      return equals(found, wanted);
    case '!=':
      return !equals(found, wanted);
    case 'contains':
      return typeof found === 'string' ? found.includes(wanted.text) : Array.isArray(found) && found.some(each => equals(each, wanted));
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const order = orderOf(found, wanted);
      return order !== undefined && { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator];
    }
  }
}

function equals(found: unknown, { text, number, quoted }: Operand): boolean {
  if (typeof found === 'string') return found === text;
  if (typeof found === 'number' || typeof found === 'bigint') return number !== undefined && compareNumbers(found, number) === 0;
  return !quoted && ((typeof found === 'boolean' && String(found) === text) || (found === null && text === 'null'));
}

/** Numbers by their value, also where they are written as text; texts by their letters, so that ISO times compare as times. */
function orderOf(found: unknown, { text, number }: Operand): number | undefined {
  if (typeof found === 'string') {
    const inText = number === undefined ? undefined : numberIn(found);
    if (inText !== undefined && number !== undefined) return compareNumbers(inText, number);
    return found < text ? -1 : found > text ? 1 : 0;
  }
  if ((typeof found === 'number' || typeof found === 'bigint') && number !== undefined) return compareNumbers(found, number);
  return undefined;
}

/** JavaScript compares bigint and number by their mathematical values. */
const compareNumbers = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Bytes without which no value matches. A number can be written in many ways, yet without an exponent its digits stand in it:
 * 777777, 777777.0. Where nothing is certain of the operand, the member's name is.
 */
function certainBytes(path: string, operator: PathOperator, { text, number }: Operand): FilterBytes | undefined {
  if (operator === '==' || operator === 'contains') {
    if (number !== undefined) {
      const digits = digitsOf(text);
      if (digits !== undefined) return anyOf([exactly(digits), pattern(withExponent), exactly('\\u')]);
    } else {
      const certain = longestUnescaped(text);
      if (certain.length >= 2) return orEscaped(exactly(certain));
    }
  }
  const name = /(?:^|\.)([A-Za-z_][A-Za-z0-9_]*)$/.exec(path)?.[1];
  return name === undefined ? undefined : orEscaped(exactly(name));
}

const withExponent = /[0-9][eE][-+0-9]/g;

/** "-1.50" → "1.5", as 1.5 and 1.500 both hold. Undefined where it is written with an exponent. */
function digitsOf(number: string): string | undefined {
  if (/[eE]/.test(number)) return undefined;
  const digits = number.replace(/^-/, '');
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
