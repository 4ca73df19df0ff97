import type { TextEdit, TextRange } from '../../model/problem.ts';
import type { Notation, TextEntry } from '../configText.ts';
import type { Lines } from './lines.ts';

/** How an entry is changed: `key: value`, an item `NAME=value`, an item of `name` and `value`. */
export type Notations = Readonly<Record<'pair' | 'assignment' | 'variable', Notation>>;

export function notationsOf(lines: Lines): Notations {
  const pair = yamlNotation(lines);
  const { eol } = lines;
  const item = (addAbove: (indent: string, name: string, value: string) => string): Notation => ({
    ...pair,
    remove: entry => ({ range: entry.lines, newText: '' }),
    addAbove: (entry, name, value) => ({ range: empty(entry.lines.start), newText: addAbove(entry.indent ?? '', name, value) }),
  });
  return {
    pair,
    assignment: item((indent, name, value) => `${indent}- ${name}=${value}${eol}`),
    variable: item((indent, name, value) => `${indent}- name: ${name}${eol}${indent}  value: ${JSON.stringify(value)}${eol}`),
  };
}

function yamlNotation({ eol }: Lines): Notation {
  const above = (entry: TextEntry, words: string): TextEdit => ({
    range: empty(entry.lines.start),
    newText: `${entry.indent ?? ''}${words}${eol}`,
  });
  return {
    name: 'yaml',
    eol,
    comment: words => `# ${words}`,
    value: value => value,
    setValue: ({ valueRange, quote }, value) => ({
      range: valueRange,
      newText: written(value, quote, valueRange.start === valueRange.end),
    }),
    // Behind a dash the next pair of the map takes its place.
    remove: ({ lines, indent, removal, keyRange, valueRange }) => ({
      range: removal ?? (indent === undefined ? { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) } : lines),
      newText: '',
    }),
    addAbove(entry, name, value) {
      const pair = `${name}: ${written(value, '', false)}`;
      if (entry.indent !== undefined) return above(entry, pair);
      const start = entry.keyRange.start - (entry.keyIsQuoted === true ? 1 : 0);
      // Behind a dash the pair that was first begins a line of its own, in the same column.
      return { range: empty(start), newText: entry.inFlow ? `${pair}, ` : `${pair}${eol}${' '.repeat(start - entry.lines.start)}` };
    },
    commentAbove: (entry, words) => (entry.indent === undefined ? undefined : above(entry, `# ${words}`)),
  };
}

function written(value: string, quote: TextEntry['quote'], isEmpty: boolean): string {
  if (quote === "'") return value.replaceAll("'", "''");
  if (quote === '"') return JSON.stringify(value).slice(1, -1);
  const plain = /^[\w./$@-][\w ./$@:=,-]*$/.test(value) && !/:( |$)|^-( |$)| $/.test(value);
  return `${isEmpty ? ' ' : ''}${plain ? value : JSON.stringify(value)}`;
}

export const empty = (at: number): TextRange => ({ start: at, end: at });
