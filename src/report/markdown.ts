/** The few marks of Markdown that reports use. */

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** The text as it is, between more backticks than stand together in it. */
export function code(text: string): string {
  const line = oneLine(text);
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  // Blanks on both sides belong to the marks.
  const gap = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

/** Names may hold what Markdown takes for marks: orders_eu_west, <none>, [a link](https://example.com). */
export const plain = (text: string): string => oneLine(text).replace(/[\\`*_~<>[\]]/g, '\\$&');

/** An empty line within would end what it stands in, and the rest would be read as marks. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** 2026-11-20 14:43:36 UTC: a ticket is read in other time zones. */
export const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
