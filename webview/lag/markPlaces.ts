/** Where marks on a time axis and their words stand. Pure: pixels in, pixels out. */

export interface Mark {
  readonly text: string;
  /** Pixels from the left. */
  readonly at: number;
}

export interface Label {
  readonly text: string;
  readonly left: number;
  /** Pixels; words that need more are cut. */
  readonly room: number;
}

/** About so many pixels, at 11 px. */
export const letter = 6.5;
/** Less than a clock time says nothing. */
const least = 36;

/** Places that are at least so far from each other, the first of each few. */
export function apart(places: readonly number[], least: number): readonly number[] {
  let last = -Infinity;
  return places.filter(place => {
    if (place - last < least) return false;
    last = place;
    return true;
  });
}

/**
 * Words right of their mark, else left of it, else cut, else none; they never run over each other. The newest come first: what
 * happened last is what somebody looks for.
 * @param marks oldest first
 */
export function labelPlaces(marks: readonly Mark[], width: number): readonly Label[] {
  const labels: Label[] = [];
  /** From here on the line is taken. */
  let taken = width;
  for (const { text, at } of marks.toReversed()) {
    if (at > taken) continue;
    const long = text.length * letter;
    const room = taken - at - 8;
    if (long <= room) labels.unshift({ text, left: at + 4, room });
    else if (long + 4 <= at) {
      labels.unshift({ text, left: at - long - 4, room: long });
      taken = at - long - 8;
      continue;
    } else if (room >= least) labels.unshift({ text, left: at + 4, room });
    taken = Math.min(taken, at);
  }
  return labels;
}
