import { longest } from './bytes.ts';

/**
 * Text that every match of a regular expression contains, as it is: of `order-\d+ (failed|lost)` it is `order-`. Empty where there
 * is none. It reads only what it is sure of: choices, groups, classes, what may be left out and escapes that mean more
 * than themselves end a stretch.
 */
export function regexCore(source: string, matchCase: boolean): string {
  const stretches: string[] = [];
  let stretch = '';
  const end = () => {
    stretches.push(stretch);
    stretch = '';
  };

  for (let at = 0; at < source.length;) {
    const char = String.fromCodePoint(source.codePointAt(at) ?? 0);
    if (char === '|') return ''; // at the top, for groups are stepped over: either side may match
    let literal: string | undefined;
    let next = at + char.length;
    if (char === '(') next = groupEnd(source, at);
    else if (char === '[') next = classEnd(source, at);
    else if (char === '\\') {
      const escaped = source[at + 1] ?? '';
      next = escapeEnd(source, at);
      if (/[\\^$.*+?()[\]{}|/-]/.test(escaped)) literal = escaped;
    } else if (!'^$.*+?{})]'.includes(char)) literal = char;

    const quantifier = quantifierAt(source, next);
    next += quantifier.length;
    if (literal === undefined || quantifier.mayBeNone || !isCertain(literal, matchCase)) end();
    else {
      stretch += literal;
      // "ab+c": a match holds "ab" and "bc", yet "abc" only where b stands once.
      if (quantifier.length > 0) end();
    }
    at = next;
  }
  end();
  return longest(stretches);
}

/** With `u` and `i` the letters k and s also stand for K (Kelvin) and ſ (long s), and letters beyond ASCII for several. */
function isCertain(literal: string, matchCase: boolean): boolean {
  return matchCase ? literal !== '\ufffd' : /^[\x20-\x7e]$/.test(literal) && !/[ks]/i.test(literal);
}

/** Whole counts ("{2}") are taken as perhaps none, which is safe. */
function quantifierAt(source: string, at: number): { readonly length: number; readonly mayBeNone: boolean } {
  const found = /^(?:[*?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 24));
  if (found) return { length: found[0].length, mayBeNone: true };
  const more = /^\+\??/.exec(source.slice(at, at + 2));
  return { length: more?.[0].length ?? 0, mayBeNone: false };
}

function groupEnd(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const char = source[at];
    if (char === '\\') at++;
    else if (char === '[') at = classEnd(source, at) - 1;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return source.length;
}

function classEnd(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at + 1;
  }
  return source.length;
}

/** \x41, \u0041, \u{1f600}, \p{Lu}, \k<name>, \cA: what belongs to the escape is no text. */
function escapeEnd(source: string, from: number): number {
  const found = /^\\(?:x[0-9a-f]{2}|u\{[^}]*\}|u[0-9a-f]{4}|[pP]\{[^}]*\}|k<[^>]*>|c[a-z]|\d+|[^])/i.exec(source.slice(from, from + 64));
  return from + (found?.[0].length ?? 2);
}
