import { editDistance } from '../model/editDistance.ts';

/** Known names, made ready for being asked which of them somebody meant. */
export interface Spellings {
  /** The name that a person most likely meant, or undefined where none is close enough to say so calmly. */
  readonly closest: (written: string) => string | undefined;
}

/** Takes some milliseconds for hundreds of names: keep it. */
export function spellings(names: readonly string[]): Spellings {
  // sessionTimeoutMs, session_timeout_ms, Session.Timeout.Ms
  const byLetters = new Map(names.map(name => [lettersOf(name), name]));
  // timeout.session.ms
  const byWords = new Map(names.filter(name => name.includes('.')).map(name => [wordsOf(name), name]));
  const set = new Set(names);
  const byLength = new Map<number, string[]>();
  for (const name of names) byLength.set(name.length, [...(byLength.get(name.length) ?? []), name]);

  const find = (written: string): string | undefined => {
    const same = byLetters.get(lettersOf(written)) ?? byWords.get(wordsOf(written));
    if (same !== undefined) return same;
    // session.timeout
    for (const unit of units) {
      if (set.has(written + unit)) return written + unit;
      if (written.endsWith(unit) && set.has(written.slice(0, -unit.length))) return written.slice(0, -unit.length);
    }
    const allowed = written.length < 3 ? 0 : written.length < 10 ? 1 : 2;
    const wanted = written.toLowerCase();
    let best: string | undefined;
    let bestDistance = allowed + 1;
    for (let length = written.length - allowed; length <= written.length + allowed; length++) {
      for (const name of byLength.get(length) ?? []) {
        const lowered = name.toLowerCase();
        if (!sharesAnEnd(lowered, wanted)) continue;
        const distance = editDistance(wanted, lowered, bestDistance - 1);
        if (distance < bestDistance) [best, bestDistance] = [name, distance];
      }
    }
    return best;
  };

  // A person types on: all keys of the file but one are the same as a moment ago.
  const known = new Map<string, string | undefined>();
  return {
    closest(written) {
      if (known.has(written)) return known.get(written);
      if (known.size >= 5000) known.clear();
      const found = find(written);
      known.set(written, found);
      return found;
    },
  };
}

/** Two slips spare the first two letters or the last two, or the word is another one. */
const sharesAnEnd = (a: string, b: string): boolean =>
  a.charCodeAt(0) === b.charCodeAt(0) ||
  a.charCodeAt(1) === b.charCodeAt(1) ||
  a.charCodeAt(a.length - 1) === b.charCodeAt(b.length - 1) ||
  a.charCodeAt(a.length - 2) === b.charCodeAt(b.length - 2);

const units = ['.ms', '.bytes'];
const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const wordsOf = (name: string): string => name.split(/[._-]/).sort().join(' ');
