/** What stands in the columns that the person added: asked of the host in portions, kept by record. */
import type { PeekRow } from '../../src/webviewProtocol/peek.ts';
import type { PeekCell } from '../../src/webviewProtocol/peekTable.ts';

export type AskCells = (ids: readonly number[], columns: readonly string[]) => Promise<readonly (readonly PeekCell[])[]>;

/** Few enough to come in the blink of an eye, enough that thousands take few questions. */
const portion = 400;

export class AddedCells {
  readonly #ask: AskCells;
  readonly #onNews: () => void;
  readonly #cells = new Map<string, Map<number, PeekCell>>();
  #rows = new Map<number, PeekRow>();
  #columns: readonly string[] = [];
  #isAsking = false;

  constructor(ask: AskCells, onNews: () => void) {
    this.#ask = ask;
    this.#onNews = onNews;
  }

  of(id: number, column: string): PeekCell | undefined {
    return this.#cells.get(column)?.get(id);
  }

  setColumns(columns: readonly string[]): void {
    this.#columns = columns;
    for (const known of this.#cells.keys()) if (!columns.includes(known)) this.#cells.delete(known);
    void this.#askOn();
  }

  /** Forgets records that are gone, and what was found in those that are decoded otherwise now. */
  setRows(rows: readonly PeekRow[]): void {
    const before = this.#rows;
    this.#rows = new Map(rows.map(row => [row.id, row]));
    for (const [id, was] of before) {
      if (this.#isAsItWas(was)) continue;
      for (const cells of this.#cells.values()) cells.delete(id);
    }
    void this.#askOn();
  }

  async #askOn(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (let ids = this.#missing(); ids.length > 0; ids = this.#missing()) {
        const columns = this.#columns;
        const asked = this.#rows;
        const answer = await this.#ask(ids, columns);
        ids.forEach((id, at) => {
          // Gone, or decoded in another way while the answer was on its way: then it is asked for again.
          const was = asked.get(id);
          if (was && this.#isAsItWas(was)) columns.forEach((column, nth) => this.#keep(column, id, answer[at]?.[nth] ?? null));
        });
        this.#onNews();
      }
    } catch {
      // The panel is going, or its records are: the cells stay empty, and the next change of rows or columns asks again.
    } finally {
      this.#isAsking = false;
    }
  }

  #isAsItWas({ id, key, value }: PeekRow): boolean {
    const is = this.#rows.get(id);
    return is?.value.text === value.text && is.value.kind === value.kind && is.key.text === key.text;
  }

  #missing(): readonly number[] {
    const ids: number[] = [];
    for (const id of this.#rows.keys()) {
      if (this.#columns.some(column => this.#cells.get(column)?.has(id) !== true)) ids.push(id);
      if (ids.length === portion) break;
    }
    return ids;
  }

  #keep(column: string, id: number, cell: PeekCell): void {
    const cells = this.#cells.get(column) ?? new Map<number, PeekCell>();
    cells.set(id, cell);
    this.#cells.set(column, cells);
  }
}
