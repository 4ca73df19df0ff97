/** Text inside a value that is meant as a comment: where it begins, and where the blanks before it do. Undefined: none. */
export function commentIn(value: string): { readonly start: number; readonly blanksStart: number; readonly text: string } | undefined {
  const found = /(\s+)(?:#+|\/\/|;;|<!--)\s*(?=\S)/.exec(value);
  if (found === null) return undefined;
  const start = found.index + (found[1]?.length ?? 0);
  return { start, blanksStart: found.index, text: value.slice(start) };
}

/** The quote that a value stands in, one at each end; undefined: it does not. */
export function quotesAround(value: string): '"' | "'" | undefined {
  const first = value.charAt(0);
  return value.length >= 2 && (first === '"' || first === "'") && value.endsWith(first) ? first : undefined;
}
