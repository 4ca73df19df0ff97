import { editDistance } from './editDistance.ts';

const MOST_NAMES = 3;

/**
 * Names that a person may have meant, the nearest first: written otherwise (case, `-` for `_`), one part of the other, or
 * a typing error or two away (a quarter of the letters at most).
 */
export function similarNames(wanted: string, names: readonly string[]): readonly string[] {
  const limit = Math.min(3, Math.floor(wanted.length / 4));
  return names
    .map(name => ({ name, distance: distanceOf(wanted, name, limit) }))
    .filter(({ distance }) => distance !== null)
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(({ name }) => name);
}

function distanceOf(wanted: string, name: string, limit: number): number | null {
  const [a, b] = [lettersOf(wanted), lettersOf(name)];
  if (a === b) return 0;
  const distance = editDistance(a, b, limit);
  if (distance <= limit) return distance;
  // orders → orders-billing: names grow by prefix and suffix, and short ones are part of too many.
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && (long.startsWith(short) || long.endsWith(short)) ? limit + 1 : null;
}

const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
