/** How wide columns are: as wide as their content, what is left over is shared, and where it is too tight only columns that may be cut give way. */
export interface MeasuredColumn {
  readonly id: string;
  readonly title: string;
  readonly align?: 'right';
  /** Pixels besides the text: an icon, a bar. */
  readonly extra?: number;
  /** Where the room is too tight this column may shrink to so many pixels; its text is then cut with an ellipsis. */
  readonly cutTo?: number;
  /** Takes so many times the usual part of what is left over; 0 takes none. */
  readonly takes?: number;
}

/** A digit or an average letter at 13 px; a little generous, so that nothing is cut that need not be. */
const letter = 7.1;
/** Heads are set in 12 px, and bold where they sort. */
const headLetter = 7;
const gap = 14;
/** The first and the last column keep the page's side margin. */
const side = 20;

/** Widths in pixels for the columns, `longest` being the most letters seen in a column. Their sum is at least `room` if they fit at all. */
export function layOut(columns: readonly MeasuredColumn[], longest: (id: string) => number, room: number): readonly number[] {
  const wanted = columns.map(
    (column, at) =>
      Math.ceil(Math.max(column.title.length * headLetter, longest(column.id) * letter + (column.extra ?? 0))) +
      gap +
      (at === 0 ? side : 0) +
      (at === columns.length - 1 ? side - gap : 0),
  );
  const sum = wanted.reduce((total, width) => total + width, 0);
  return sum <= room ? shareOut(columns, wanted, room - sum) : cut(columns, wanted, sum - room);
}

function shareOut(columns: readonly MeasuredColumn[], wanted: readonly number[], rest: number): readonly number[] {
  const parts = columns.reduce((total, column) => total + (column.takes ?? 1), 0);
  return parts === 0 ? wanted : wanted.map((width, at) => width + (rest * (columns[at]?.takes ?? 1)) / parts);
}

function cut(columns: readonly MeasuredColumn[], wanted: readonly number[], tooMuch: number): readonly number[] {
  const give = columns.map((column, at) => (column.cutTo === undefined ? 0 : Math.max(0, (wanted[at] ?? 0) - column.cutTo)));
  const canGive = give.reduce((total, width) => total + width, 0);
  const part = canGive === 0 ? 0 : Math.min(1, tooMuch / canGive);
  return wanted.map((width, at) => width - (give[at] ?? 0) * part);
}
