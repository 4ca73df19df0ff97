import type { TextRange } from '../../model/problem.ts';

/** Which line an offset stands in, and where lines begin and end. Lines end in \n, \r\n or \r. */
export interface Lines {
  /** From 0. */
  readonly lineOf: (offset: number) => number;
  /** From the start of the line that `start` stands in to behind the terminator of the one that `end` stands in. */
  readonly around: (range: TextRange) => TextRange;
  /** The blanks before `offset` when nothing else stands before it in its line. */
  readonly indentOf: (offset: number) => string | undefined;
  /** The blanks at the start of the line that `offset` stands in. */
  readonly blanksBefore: (offset: number) => string;
  readonly eol: string;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (const { index, 0: terminator } of text.matchAll(/\r\n?|\n/g)) starts.push(index + terminator.length);
  const lineOf = (offset: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const startOf = (line: number): number => starts[line] ?? text.length;
  return {
    lineOf,
    around: ({ start, end }) => ({ start: startOf(lineOf(start)), end: startOf(lineOf(Math.max(start, end)) + 1) }),
    indentOf(offset) {
      const before = text.slice(startOf(lineOf(offset)), offset);
      return /^\s*$/.test(before) ? before : undefined;
    },
    blanksBefore: offset => /^[ \t]*/.exec(text.slice(startOf(lineOf(offset)), offset))?.[0] ?? '',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
