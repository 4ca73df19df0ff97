/** Where in a line somebody types: in a key, or in the value of one. Columns count from 0. */
export type LineAt =
  | {
      readonly kind: 'key';
      readonly start: number;
      readonly end: number;
      /** A value follows already. */
      readonly hasSeparator: boolean;
      /** What stands between a key and its value in this notation. */
      readonly separator: string;
    }
  | { readonly kind: 'value'; readonly key: string; readonly start: number; readonly end: number; readonly text: string };

/** Undefined: a comment, or no place for either. */
export function readLine(text: string, column: number, notation: 'lines' | 'yaml' | 'json'): LineAt | undefined {
  const before = text.slice(0, column);
  if (notation !== 'json' && /^\s*[#!;]/.test(before)) return undefined;
  return readKey(text, before, notation) ?? readValue(text, before, notation);
}

const keys = { lines: /^\s*([\w.-]*)$/, yaml: /^\s*(?:- +)?["']?([\w.-]*)$/, json: /^\s*[{,]?\s*"([\w.-]*)$/ } as const;

function readKey(text: string, before: string, notation: keyof typeof keys): LineAt | undefined {
  const typed = keys[notation].exec(before)?.[1];
  if (typed === undefined) return undefined;
  const start = before.length - typed.length;
  const rest = /^[\w.-]*/.exec(text.slice(before.length))?.[0] ?? '';
  const end = before.length + rest.length;
  const behind = text.slice(end);
  if (notation === 'json') {
    const closed = behind.startsWith('"');
    return { kind: 'key', start, end, hasSeparator: /^"?\s*:/.test(behind), separator: closed ? '' : '": "' };
  }
  if (notation === 'yaml') return { kind: 'key', start, end, hasSeparator: /^["']?\s*:/.test(behind), separator: ': ' };
  return { kind: 'key', start, end, hasSeparator: /^\s*[=:]/.test(behind), separator: '=' };
}

const values = {
  lines: /^\s*([\w.-]+)\s*[=:]\s*(.*)$/,
  yaml: /^\s*(?:- +)?["']?([\w.-]+)["']?\s*:\s+["']?(.*)$/,
  json: /^\s*[{,]?\s*"([\w.-]+)"\s*:\s*"?([^",]*)$/,
} as const;

function readValue(text: string, before: string, notation: keyof typeof values): LineAt | undefined {
  const [, key, typed] = values[notation].exec(before) ?? [];
  if (key === undefined || typed === undefined) return undefined;
  const start = before.length - typed.length;
  const rest = (notation === 'lines' ? /^.*$/ : /^[^"',}\s]*/).exec(text.slice(before.length))?.[0] ?? '';
  const end = before.length + rest.trimEnd().length;
  return { kind: 'value', key, start, end, text: text.slice(start, end) };
}
