/** Columns of the record table: those that every record has, and those that the person adds: a header, or a path into key or value. */
export const usualColumns = ['topic', 'partition', 'offset', 'time', 'timestampType', 'key', 'value', 'headers', 'size'] as const;
export type UsualColumn = (typeof usualColumns)[number];

/** `$.order.id` looks into the value, `key $.id` into the key, `header traceparent` shows a header, `headers *` all of them. */
export type AddedColumn =
  | { readonly kind: 'path'; readonly part: 'key' | 'value'; readonly path: string }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'headers' };

/** Reads what a person writes, or a column's id, which is the same text; undefined where it is neither a header nor begins as a path. */
export function readAddedColumn(written: string): AddedColumn | undefined {
  const text = written.trim();
  if (text === allHeaders) return { kind: 'headers' };
  const header = /^header\s+(\S.*)$/s.exec(text)?.[1];
  if (header !== undefined) return { kind: 'header', name: header };
  const found = /^(?:(key|value)\s*)?(\$.*)$/s.exec(text);
  return found?.[2] === undefined ? undefined : { kind: 'path', part: found[1] === 'key' ? 'key' : 'value', path: found[2] };
}

/** One spelling for each column, so that it is there once: "value $.id" is "$.id". */
export function columnId(column: AddedColumn): string {
  if (column.kind === 'headers') return allHeaders;
  if (column.kind === 'header') return `header ${column.name}`;
  return column.part === 'key' ? `key ${column.path}` : column.path;
}

export const isUsualColumn = (id: string): id is UsualColumn => (usualColumns as readonly string[]).includes(id);

/** All headers with their values in one column. */
export const allHeaders = 'headers *';
