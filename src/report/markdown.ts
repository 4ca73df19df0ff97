/** The few marks of Markdown that reports use. */

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** Names may hold what Markdown takes for marks: orders_eu_west, <none>. */
export const plain = (text: string): string => text.replace(/[\\`*_<>[\]]/g, '\\$&').replaceAll('\n', ' ');

/** 2026-11-20 14:43:36 UTC: a ticket is read in other time zones. */
export const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
