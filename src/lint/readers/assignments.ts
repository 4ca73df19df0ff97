import type { TextRange } from '../../model/problem.ts';
import type { ConfigText, Notation, TextComment, TextEntry } from '../configText.ts';
import { linesOf } from './lines.ts';

/**
 * Reads lines of `key = value`: an .ini file with [sections] (librdkafka's programs, Python's configparser), or an .env file with
 * `export`, quotes and comments behind values. One line is one entry; nothing is continued or unescaped.
 */
export function readAssignments(text: string, kind: 'ini' | 'env'): ConfigText {
  const lines = linesOf(text);
  const notation = assignmentsNotation(kind, lines.eol);
  const entries: TextEntry[] = [];
  const comments: TextComment[] = [];
  let section = '';
  let line = -1;
  for (const { index, 0: whole } of text.matchAll(/^.*$/gm)) {
    line = lines.lineOf(index);
    const commented = /^(\s*)[#;](.*)$/.exec(whole);
    if (commented) {
      const start = index + (commented[1]?.length ?? 0);
      comments.push({ text: commented[2] ?? '', range: { start, end: index + whole.trimEnd().length }, line });
      continue;
    }
    const header = kind === 'ini' ? /^\s*\[([^\]]+)\]\s*([#;].*)?$/.exec(whole) : null;
    if (header) {
      section = header[1]?.trim() ?? '';
      continue;
    }
    const [, before = '', name, between = '', rest = ''] = assignment[kind].exec(whole) ?? [];
    if (name === undefined) continue;
    const { from, to, quote } = kind === 'env' ? envValue(rest) : { from: 0, to: rest.trimEnd().length, quote: '' as const };
    const keyStart = index + before.length;
    const start = keyStart + name.length + between.length + from;
    const value = rest.slice(from, to);
    const valueRange: TextRange = { start, end: start + value.length };
    entries.push({
      key: section === '' ? name : `${section}.${name}`,
      name,
      section,
      document: 0,
      value,
      keyRange: { start: keyStart, end: keyStart + name.length },
      valueRange,
      lines: lines.around({ start: index, end: index }),
      line,
      rangeInValue: (first, end) => ({ start: start + first, end: start + Math.max(first, end) }),
      lostBackslashes: [],
      malformedEscapes: [],
      continuedLines: [],
      indent: /^\s*$/.test(before) ? before : undefined,
      quote,
      inFlow: false,
      notation,
    });
  }
  return { entries, comments, notation };
}

const assignment = {
  ini: /^(\s*)([^\s=:#;[][^=:]*?)(\s*[=:]\s*)(.*)$/,
  env: /^(\s*(?:export\s+)?)([A-Za-z_][\w.-]*)(\s*=\s*)(.*)$/,
} as const;

/** Quotes are the shell's; a number sign behind a blank begins a comment. */
function envValue(rest: string): { readonly from: number; readonly to: number; readonly quote: TextEntry['quote'] } {
  const quote = rest.startsWith('"') ? '"' : rest.startsWith("'") ? "'" : '';
  const closing = quote === '' ? -1 : rest.indexOf(quote, 1);
  if (quote !== '' && closing > 0) return { from: 1, to: closing, quote };
  const comment = /\s#/.exec(rest)?.index ?? rest.length;
  return { from: 0, to: rest.slice(0, comment).trimEnd().length, quote: '' };
}

function assignmentsNotation(name: 'ini' | 'env', eol: string): Notation {
  const above = ({ lines }: TextEntry): TextRange => ({ start: lines.start, end: lines.start });
  return {
    name,
    eol,
    comment: words => `# ${words}`,
    value: value => value,
    setValue: ({ valueRange }, value) => ({ range: valueRange, newText: value }),
    remove: ({ lines }) => ({ range: lines, newText: '' }),
    addAbove: (entry, key, value) => ({ range: above(entry), newText: `${entry.indent ?? ''}${key}=${value}${eol}` }),
    commentAbove: (entry, words) => ({ range: above(entry), newText: `${entry.indent ?? ''}# ${words}${eol}` }),
  };
}
