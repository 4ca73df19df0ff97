import type { TextRange } from '../../model/problem.ts';
import type { ConfigText, EmbeddedText, TextEntry } from '../configText.ts';

/** A text whose lines all stand indented in another one: YAML's block scalar. */
export interface Block {
  /** As a program gets it: without the indent. */
  readonly text: string;
  /** Where each of its lines begins in the text around it, with the indent and behind it. */
  readonly lineStarts: readonly { readonly whole: number; readonly text: number }[];
  readonly indent: string;
  /** The line of the text around it in which it begins, from 0. */
  readonly line: number;
}

/** Moves what was read of a block to where it stands in the text around it. */
export function embed(fileName: string, read: ConfigText, block: Block): EmbeddedText {
  const inner = lineStartsOf(block.text);
  const lineOf = (offset: number): number => {
    let [low, high] = [0, inner.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((inner[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const place = (offset: number): number => {
    const line = lineOf(offset);
    return (block.lineStarts[line]?.text ?? 0) + offset - (inner[line] ?? 0);
  };
  const beginsLine = (offset: number): boolean => inner[lineOf(offset)] === offset;
  // What ends where a line begins ended in the line before.
  const there = ({ start, end }: TextRange): TextRange => ({
    start: place(start),
    end: end > start && beginsLine(end) ? place(end - 1) + 1 : place(end),
  });
  const wholeLine = (offset: number): number => (beginsLine(offset) ? (block.lineStarts[lineOf(offset)]?.whole ?? 0) : place(offset));
  const wholeLines = ({ start, end }: TextRange): TextRange => ({ start: wholeLine(start), end: wholeLine(end) });
  const moved = (entry: TextEntry): TextEntry => ({
    ...entry,
    keyRange: there(entry.keyRange),
    valueRange: there(entry.valueRange),
    lines: wholeLines(entry.lines),
    ...(entry.removal && { removal: there(entry.removal) }),
    line: entry.line + block.line,
    rangeInValue: (first, end) => there(entry.rangeInValue(first, end)),
    lostBackslashes: entry.lostBackslashes.map(there),
    malformedEscapes: entry.malformedEscapes.map(there),
    continuedLines: entry.continuedLines.map(line => ({ ...line, range: there(line.range), continuedBy: there(line.continuedBy) })),
    indent: entry.indent === undefined ? undefined : block.indent + entry.indent,
  });
  return {
    fileName,
    text: {
      ...read,
      entries: read.entries.map(moved),
      sections: (read.sections ?? []).map(section => ({ ...section, keyRange: there(section.keyRange), line: section.line + block.line })),
      comments: read.comments.map(comment => ({ ...comment, range: there(comment.range), line: comment.line + block.line })),
      embedded: [],
    },
  };
}

/** The text's own entries and comments and those of the files in it. */
export function withEmbedded(text: ConfigText): ConfigText {
  const { embedded = [] } = text;
  if (embedded.length === 0) return text;
  return {
    ...text,
    entries: [...text.entries, ...embedded.flatMap(file => file.text.entries)],
    comments: [...text.comments, ...embedded.flatMap(file => file.text.comments)],
  };
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
