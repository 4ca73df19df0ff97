/** What the record table and its host say to each other: columns, documents, copies, exports. Part of the peek panel's protocol. */
import { isBoolean, isNumber, isOneOf, isString, listOf, mapOf, nullOr, shape, type Guard } from './guards.ts';
import type { Protocol } from './channel.ts';

/** How the person wants the table of a topic. Columns are named by their ids (src/model/peekColumn.ts). */
export interface PeekLayout {
  /** From left to right; a column that is not named stands where it usually does. */
  readonly order: readonly string[];
  /** true: shown, however narrow the table is; false: not shown. Others as usual. */
  readonly chosen: Readonly<Record<string, boolean>>;
  /** In pixels; others are as wide as what they hold. */
  readonly widths: Readonly<Record<string, number>>;
  /** Headers and paths that the person added. */
  readonly added: readonly string[];
  readonly sorting: PeekSorting | null;
}

export interface PeekSorting {
  readonly column: string;
  readonly order: 'ascending' | 'descending';
}

/** What stands in an added column: what was found, or null: the record has none; or why it could not be looked for. */
export type PeekCell = string | null | { readonly reason: string };

/** What of a record is opened as a document. */
export type PeekDocument = 'record' | 'value' | 'key' | 'headers' | 'value-hex' | 'key-hex';

export type PeekCopy = 'key' | 'value' | 'record' | 'kcat' | 'console-consumer' | 'link';

interface OneRecord {
  readonly id: number;
}
interface Said {
  readonly said: string;
}
type Nothing = Readonly<Record<string, unknown>>;

// A type and not an interface: the channel takes it as a map of questions by name.
export type PeekTableAsks = {
  readonly layout: { readonly question: Nothing; readonly answer: PeekLayout };
  /** Remembers it for this topic. */
  readonly keepLayout: { readonly question: { readonly layout: PeekLayout }; readonly answer: null };
  /** Asks the person which column; null where they chose none. */
  readonly chooseColumn: { readonly question: { readonly id: number | null }; readonly answer: { readonly column: string | null } };
  /** For each record, in the order of the ids, its cells in the order of the columns. */
  readonly cells: {
    readonly question: { readonly ids: readonly number[]; readonly columns: readonly string[] };
    readonly answer: { readonly cells: readonly (readonly PeekCell[])[] };
  };
  readonly openDocument: { readonly question: OneRecord & { readonly what: PeekDocument }; readonly answer: Said };
  /** Opens both records as a difference. */
  readonly diff: { readonly question: { readonly left: number; readonly right: number }; readonly answer: Said };
  readonly copyAs: { readonly question: OneRecord & { readonly what: PeekCopy }; readonly answer: Said };
  /** A link that opens this view again. */
  readonly copyLink: { readonly question: { readonly layout: PeekLayout }; readonly answer: Said };
  /** Writes a key or a value, byte by byte, to a file that the person chooses. */
  readonly saveBytes: { readonly question: OneRecord & { readonly part: 'key' | 'value' }; readonly answer: Said };
  /** Characters of a content from `from` on, of those that the details leave out. */
  readonly more: {
    readonly question: OneRecord & { readonly part: 'key' | 'value'; readonly from: number };
    readonly answer: { readonly text: string; readonly total: number };
  };
  /** `ids`: these records; null: the whole range, from the first record that is loaded to the end of the log. */
  readonly exportAs: {
    readonly question: { readonly ids: readonly number[] | null; readonly columns: readonly string[] };
    readonly answer: Said;
  };
};

const isNothing = shape<Nothing>({});
const isSaid = shape<Said>({ said: isString });
const isNull: Guard<null> = (value): value is null => value === null;

export const isPeekLayout: Guard<PeekLayout> = shape<PeekLayout>({
  order: listOf(isString),
  chosen: mapOf(isBoolean),
  widths: mapOf(isNumber),
  added: listOf(isString),
  sorting: nullOr(shape<PeekSorting>({ column: isString, order: isOneOf('ascending', 'descending') })),
});

const isReason = shape<{ readonly reason: string }>({ reason: isString });
const isCell: Guard<PeekCell> = (value): value is PeekCell => value === null || isString(value) || isReason(value);
const isPart = isOneOf('key', 'value');

export const peekTableAsks: Protocol<never, never, PeekTableAsks>['asks'] = {
  layout: { question: isNothing, answer: isPeekLayout },
  keepLayout: { question: shape({ layout: isPeekLayout }), answer: isNull },
  chooseColumn: { question: shape({ id: nullOr(isNumber) }), answer: shape({ column: nullOr(isString) }) },
  cells: { question: shape({ ids: listOf(isNumber), columns: listOf(isString) }), answer: shape({ cells: listOf(listOf(isCell)) }) },
  openDocument: {
    question: shape({ id: isNumber, what: isOneOf('record', 'value', 'key', 'headers', 'value-hex', 'key-hex') }),
    answer: isSaid,
  },
  diff: { question: shape({ left: isNumber, right: isNumber }), answer: isSaid },
  copyAs: {
    question: shape({ id: isNumber, what: isOneOf('key', 'value', 'record', 'kcat', 'console-consumer', 'link') }),
    answer: isSaid,
  },
  copyLink: { question: shape({ layout: isPeekLayout }), answer: isSaid },
  saveBytes: { question: shape({ id: isNumber, part: isPart }), answer: isSaid },
  more: { question: shape({ id: isNumber, part: isPart, from: isNumber }), answer: shape({ text: isString, total: isNumber }) },
  exportAs: { question: shape({ ids: nullOr(listOf(isNumber)), columns: listOf(isString) }), answer: isSaid },
};
