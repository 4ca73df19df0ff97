import type { TextEdit, TextRange } from '../model/problem.ts';

/** What a reader makes of a text, whatever its notation: entries and comments with their places. Rules never see more of it. */
export interface ConfigText {
  /** In the order of the text. A list of plain values is one entry, its items joined by commas. */
  readonly entries: readonly TextEntry[];
  readonly comments: readonly TextComment[];
  /** Where the names of sections stand; absent: the notation has none. */
  readonly sections?: readonly TextSection[];
  /** Whole files that stand in the text as blocks (a ConfigMap's `data`), their places in the text that holds them. Absent: none. */
  readonly embedded?: readonly EmbeddedText[];
  readonly notation: Notation;
}

export interface TextSection {
  /** As in the keys of its entries. */
  readonly path: string;
  readonly document: number;
  readonly keyRange: TextRange;
  /** From 0. */
  readonly line: number;
}

export interface EmbeddedText {
  readonly fileName: string;
  readonly text: ConfigText;
}

export interface TextEntry {
  /** As the program will see it: escapes resolved, lines joined. In a notation with sections the whole path, joined by dots. */
  readonly key: string;
  /** The last part of the key, as it stands within its section; without sections the key itself. */
  readonly name: string;
  /** The path of the section that it stands in, without the name; "" at the top. */
  readonly section: string;
  /** The document within the file, from 0 (YAML's `---`, Spring's `#---`). */
  readonly document: number;
  /** As the client will see it, which trims. */
  readonly value: string;
  readonly keyRange: TextRange;
  readonly valueRange: TextRange;
  /** All lines of the entry, the last terminator included. */
  readonly lines: TextRange;
  /** What goes when the entry is removed, where that is not its lines: commas part it from its neighbours. */
  readonly removal?: TextRange;
  /** The line that the key stands in, from 0. */
  readonly line: number;
  /** Where the characters [first, end) of `value` stand in the text. */
  readonly rangeInValue: (first: number, end: number) => TextRange;
  /** Backslashes that the notation swallows without giving them a meaning. */
  readonly lostBackslashes: readonly TextRange[];
  /** Escapes at which the whole file fails to load. */
  readonly malformedEscapes: readonly TextRange[];
  /** Further lines that were taken as part of this value, each with what made it one. */
  readonly continuedLines: readonly ContinuedLine[];
  /** The blanks before the key where it begins its line; undefined: something else stands before it ("- ", "{"). */
  readonly indent: string | undefined;
  /** The quotes that the value stands in and that are no part of it. */
  readonly quote: '' | '"' | "'";
  /** The key stands in quotes, which `keyRange` leaves out. */
  readonly keyIsQuoted?: boolean;
  /** Within brackets, entries are parted by commas. */
  readonly inFlow: boolean;
  /** A text within a text (a file as a block in a ConfigMap) has entries of another notation than its surroundings. */
  readonly notation: Notation;
}

export interface ContinuedLine {
  readonly text: string;
  readonly range: TextRange;
  readonly continuedBy: TextRange;
}

export interface TextComment {
  /** Without the sign that begins it. */
  readonly text: string;
  readonly range: TextRange;
  /** From 0. */
  readonly line: number;
}

/** How fixes write into this text. */
export interface Notation {
  readonly name: 'properties' | 'ini' | 'yaml' | 'json' | 'env';
  readonly eol: string;
  /** A comment of these words; undefined: the notation has none. */
  readonly comment: (words: string) => string | undefined;
  /** Characters that replace some of a value's, escaped as the notation wants it. */
  readonly value: (value: string) => string;
  readonly setValue: (entry: TextEntry, value: string) => TextEdit;
  readonly remove: (entry: TextEntry) => TextEdit;
  readonly addAbove: (entry: TextEntry, name: string, value: string) => TextEdit;
  /** A line of comment above the entry, at its indent; undefined: the notation has no comments, or no room there. */
  readonly commentAbove: (entry: TextEntry, words: string) => TextEdit | undefined;
}
