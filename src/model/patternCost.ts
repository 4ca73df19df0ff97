/**
 * How long a regular expression of somebody else can keep a backtracking engine busy. The engine has no time limit, and a
 * pattern of ten characters can outlast the universe on a name of thirty: (a+)+, (a|a)*, ((a+))+, and a?a?a?…aaa.
 */

/** A pattern that may cost more than this is not tried: some 20 ms a text, where the worst of texts comes. */
export const mostPatternSteps = 5_000_000;

/** The pattern, ready to be tried on names of topics; undefined where it cannot be read, or could take very long on one of them. */
export function topicRegExp(source: string): RegExp | undefined {
  if (patternSteps(source, longestTopicName) > mostPatternSteps) return undefined;
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}

/** Kafka allows no more characters. */
const longestTopicName = 249;

/**
 * The most ways in which the engine can spread a text of `length` characters over the pattern before it gives up; Infinity
 * where nothing bounds them, or where the pattern is not understood. `^.*a.*$` on 249 characters: 249² / 2 = 31,001.
 */
export function patternSteps(source: string, length: number): number {
  const at = { place: 0 };
  const whole = alternatives(source, at, 0);
  if (!whole || at.place < source.length) return Infinity;
  // Without a beginning every character may be one; so does each branch but the first of `^a|b`.
  const floats = whole.branches > 1 || !source.startsWith('^');
  return whole.choices * spread(whole.repeats, length) * (floats ? length : 1);
}

/** Ways to divide a text among so many repetitions that follow one another: n^k / k!. */
function spread(repeats: number, length: number): number {
  if (repeats > 10) return Infinity;
  let ways = 1;
  for (let nth = 1; nth <= repeats; nth++) ways *= length / nth;
  return ways;
}

/** Of a part of the pattern: what it can be besides repetitions, and how many of those follow one another on its longest way. */
interface Cost {
  readonly choices: number;
  readonly repeats: number;
}

interface Place {
  place: number;
}

/** Deeper than anybody writes. */
const deepest = 50;

function alternatives(source: string, at: Place, depth: number): (Cost & { readonly branches: number }) | undefined {
  if (depth > deepest) return undefined;
  let [choices, repeats, branches] = [0, 0, 0];
  for (;;) {
    const branch = sequence(source, at, depth);
    if (!branch) return undefined;
    choices += branch.choices;
    repeats = Math.max(repeats, branch.repeats);
    branches++;
    if (source.charAt(at.place) !== '|') return { choices, repeats, branches };
    at.place++;
  }
}

function sequence(source: string, at: Place, depth: number): Cost | undefined {
  let [choices, repeats] = [1, 0];
  while (at.place < source.length && !/[|)]/.test(source.charAt(at.place))) {
    const atom = atomAt(source, at, depth);
    const cost = atom && repeated(atom, source, at);
    if (!cost) return undefined;
    choices *= cost.choices;
    repeats += cost.repeats;
  }
  return { choices, repeats };
}

const single: Cost = { choices: 1, repeats: 0 };

function atomAt(source: string, at: Place, depth: number): Cost | undefined {
  const rest = source.slice(at.place);
  const group = /^\((?:\?(?:[:=!]|<[=!]|P?<\w+>))?/.exec(rest)?.[0];
  if (group !== undefined) {
    at.place += group.length;
    const inside = alternatives(source, at, depth + 1);
    if (!inside || source.charAt(at.place) !== ')') return undefined;
    at.place++;
    return inside;
  }
  // What a back reference repeats may be anything that was found before.
  if (/^\\(?:[1-9]|k<)/.test(rest)) return undefined;
  const one = /^(?:\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|[^])|\[\^?(?:\\[^]|[^\]\\])*\]|[^[()\\*+?{|])/.exec(rest)?.[0];
  if (one === undefined) return undefined;
  at.place += one.length;
  return single;
}

/** What a quantifier makes of the atom before it. */
function repeated(atom: Cost, source: string, at: Place): Cost | undefined {
  const [written, braces] = /^(?:[*+?]|\{(\d*(?:,\d*)?)\})[?+]?/.exec(source.slice(at.place)) ?? [];
  if (written === undefined) return atom;
  at.place += written.length;
  if (written.startsWith('?')) return { ...atom, choices: atom.choices + 1 };
  const isPlain = atom.choices === 1 && atom.repeats === 0;
  const [least, most] = (braces ?? '').split(',').map(bound => (bound === '' ? undefined : Number(bound)));
  // The same number each time leaves no choice, besides those of what is repeated.
  if (least !== undefined && braces?.includes(',') === false) {
    return isPlain ? atom : { choices: atom.choices === 1 ? 1 : atom.choices ** least, repeats: atom.repeats * least };
  }
  if (!isPlain) return undefined;
  return least === undefined || most === undefined ? { choices: 1, repeats: 1 } : { choices: Math.max(1, most - least + 1), repeats: 0 };
}
