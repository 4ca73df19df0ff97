/** Values of settings as a sentence says them. */
import { formatCount } from '../model/figures.ts';

/** 45000 → "45,000 ms (45 s)"; 90000 → "90,000 ms (90 s)"; 900 → "900 ms". */
export const time = (ms: number): string =>
  ms >= 1000 && ms % 1000 === 0 ? `${formatCount(ms)} ms (${wholeSpan(ms)})` : `${formatCount(ms)} ms`;

/** The largest unit that divides it. */
export function wholeSpan(ms: number): string {
  if (ms % 3_600_000 === 0) return `${formatCount(ms / 3_600_000)} h`;
  if (ms % 60_000 === 0) return `${formatCount(ms / 60_000)} min`;
  return `${formatCount(ms / 1000)} s`;
}

/** A value that somebody wrote, as much of it as fits into a sentence. */
export const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
