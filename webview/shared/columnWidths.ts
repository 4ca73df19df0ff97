/**
 * Which columns are shown and how wide: as wide as their content, what is left over is shared. Where it is too tight, first
 * the columns that matter least leave, then those that may be cut give way.
 */
export interface MeasuredColumn {
  readonly id: string;
  readonly title: string;
  readonly align?: 'right';
  /** Pixels besides the text: an icon, a bar. */
  readonly extra?: number;
  /** Its text is set in bold. */
  readonly bold?: boolean;
  /** Where the room is too tight this column may shrink to so many pixels; its text is then cut with an ellipsis. */
  readonly cutTo?: number;
  /** It leaves the table where the room is too tight, 1 first; what it says must be found elsewhere, in the row's details. */
  readonly leaves?: number;
  /** Takes so many times the usual part of what is left over; 0 takes none. */
  readonly takes?: number;
}

/** Widths that the person gave columns, by id, in pixels: they neither grow nor give way. */
export type Sizes = Readonly<Record<string, number>>;

const gap = 14;
/** The first and the last column keep the page's side margin. */
const side = 20;

/** The columns that there is room for; those that stay (the sorted one, chosen ones) are among them whatever they say of themselves. */
export function fitting<C extends MeasuredColumn>(
  columns: readonly C[],
  widest: (id: string) => number,
  room: number,
  stays: (id: string) => boolean = () => false,
  sizes: Sizes = {},
): readonly C[] {
  const least = (column: C) => sizes[column.id] ?? Math.min(widest(column.id), column.cutTo ?? Infinity) + gap;
  let left = columns;
  for (;;) {
    const sum = left.reduce((total, column) => total + least(column), 2 * side - gap);
    const ranks = left.flatMap(({ id, leaves }) => (leaves === undefined || stays(id) ? [] : [leaves]));
    if (sum <= room || ranks.length === 0) return left;
    // Columns of one rank belong together.
    const going = Math.min(...ranks);
    left = left.filter(({ id, leaves }) => leaves !== going || stays(id));
  }
}

/**
 * Widths in pixels for the columns; `widest` is the widest text seen in a column, its head included. Together they take
 * all of `room`, or more where even the cut columns do not fit.
 */
export function layOut(
  columns: readonly MeasuredColumn[],
  widest: (id: string) => number,
  room: number,
  sizes: Sizes = {},
): readonly number[] {
  const wanted = columns.map(
    ({ id }, at) => sizes[id] ?? Math.ceil(widest(id)) + gap + (at === 0 ? side : 0) + (at === columns.length - 1 ? side - gap : 0),
  );
  const sum = wanted.reduce((total, width) => total + width, 0);
  const measured = columns.map(column => (sizes[column.id] === undefined ? column : { id: column.id, title: column.title, takes: 0 }));
  return sum <= room ? shareOut(measured, wanted, room - sum) : cut(measured, wanted, sum - room);
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

/** Longer texts are hardly ever seen again. */
const longestMeasured = 64;
const mostMeasured = 2_000;

/** The widest text of each column so far, in pixels. It only grows, so that columns do not jump while one scrolls. */
export class WidestTexts {
  readonly #context = document.createElement('canvas').getContext('2d');
  readonly #pixels = new Map<string, number>();
  readonly #letters = new Map<string, number>();
  readonly #measured = new Map<string, number>();
  #font: Font | undefined;

  of(id: string): number {
    return this.#pixels.get(id) ?? 0;
  }

  /** true: it is wider than all before. Text that is clearly shorter is not even measured. */
  see({ id, extra = 0, bold = false }: MeasuredColumn, text: string, cell: Element): boolean {
    if (text.length < (this.#letters.get(id) ?? 0) - 2) return false;
    this.#font ??= fontOf(cell);
    const grew = this.#grow(id, this.#measure(text, bold ? this.#font.bold : this.#font.plain) + extra);
    if (grew) this.#letters.set(id, Math.max(text.length, this.#letters.get(id) ?? 0));
    return grew;
  }

  /** Heads are bold where they sort; all are given the room for it. */
  seeHead({ id, title }: MeasuredColumn, head: Element): void {
    this.#grow(id, this.#measure(title, fontOf(head).bold));
  }

  #grow(id: string, width: number): boolean {
    if (width <= this.of(id)) return false;
    this.#pixels.set(id, width);
    return true;
  }

  /** All figures of a page are as wide as each other, so texts that differ in them alone are measured once. */
  #measure(text: string, font: string): number {
    if (!this.#context) return text.length * 7;
    const shape = text.replace(/\d/g, '0');
    const key = `${font} ${shape}`;
    const known = this.#measured.get(key);
    if (known !== undefined) return known;
    this.#context.font = font;
    // Two pixels more: figures are tabular on the page, not on the canvas.
    const width = this.#context.measureText(shape).width + 2;
    if (this.#measured.size >= mostMeasured) this.#measured.clear();
    if (shape.length <= longestMeasured) this.#measured.set(key, width);
    return width;
  }
}

interface Font {
  readonly plain: string;
  readonly bold: string;
}

function fontOf(element: Element): Font {
  const { fontSize, fontFamily } = getComputedStyle(element);
  return { plain: `400 ${fontSize} ${fontFamily}`, bold: `600 ${fontSize} ${fontFamily}` };
}
