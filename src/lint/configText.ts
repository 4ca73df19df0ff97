import type { TextRange } from '../model/problem.ts';

/** What a reader makes of a text, whatever its notation: entries and comments with their places. Rules never see more of it. */
export interface ConfigText {
  readonly entries: readonly TextEntry[];
  readonly comments: readonly TextComment[];
  readonly notation: Notation;
}

export interface TextEntry {
  /** As the program will see it: escapes resolved, lines joined. */
  readonly key: string;
  /** As the client will see it, which trims. */
  readonly value: string;
  readonly keyRange: TextRange;
  readonly valueRange: TextRange;
  /** All lines of the entry, the last terminator included: what goes when the entry is removed. */
  readonly lines: TextRange;
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
  readonly eol: string;
  readonly comment: (words: string) => string;
  /** A value, escaped as the notation wants it. */
  readonly value: (value: string) => string;
  /** A whole line without its terminator. */
  readonly entry: (key: string, value: string) => string;
}
