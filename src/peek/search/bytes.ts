/** Where bytes hold what a matching record must hold. It may find too much, never too little. */
export interface BytesFilter {
  /** The first place at or after `from`; −1 where there is none. */
  find(from: number): number;
}

/** Prepares a search of one unpacked batch. */
export type FilterBytes = (body: Buffer) => BytesFilter;

/** The needle as it is. Its UTF-8 stands in a text's UTF-8 where and only where it stands in the text. */
export function exactly(needle: string): FilterBytes {
  const bytes = Buffer.from(needle);
  return body => ({ find: from => body.indexOf(bytes, from) });
}

/**
 * The needle in any mix of capital and small letters. It must be ASCII: without the flag `u`, letters beyond ASCII never
 * fold to ASCII ones (ECMA-262 Canonicalize), so that bytes read as Latin-1 tell the same as the text.
 */
export function ignoringCase(needle: string): FilterBytes {
  const hasLetters = /[a-z]/i.test(needle);
  if (!hasLetters) return exactly(needle);
  const source = escapeRegex(needle);
  return body => {
    const text = body.toString('latin1');
    const pattern = new RegExp(source, 'gi');
    return {
      find: from => {
        pattern.lastIndex = from;
        return pattern.exec(text)?.index ?? -1;
      },
    };
  };
}

/** Any of them. */
export function anyOf(filters: readonly FilterBytes[]): FilterBytes {
  const [only] = filters;
  if (only && filters.length === 1) return only;
  return body => {
    const places = filters.map(filter => ({ filter: filter(body), next: -2 }));
    return {
      find: from => {
        let first = -1;
        for (const place of places) {
          if (place.next !== -1 && place.next < from) place.next = place.filter.find(from);
          if (place.next !== -1 && (first === -1 || place.next < first)) first = place.next;
        }
        return first;
      },
    };
  };
}

/** The bytes themselves. */
export function theseBytes(bytes: Uint8Array): FilterBytes {
  return body => ({ find: from => body.indexOf(bytes, from) });
}

export const isAscii = (text: string): boolean => !/[^\x20-\x7e]/.test(text);

/** The longest stretch of plain ASCII characters. */
export function longestAscii(text: string): string {
  return longest(text.split(/[^\x20-\x7e]+/));
}

/**
 * What of a text stands in JSON as it is unless it is written by \u escapes: the longest stretch of characters that no encoder
 * escapes by other means.
 */
export function longestUnescaped(text: string): string {
  return longest(text.split(/[^\x20\x21\x23-\x2e\x30-\x5b\x5d-\x7e]+/));
}

/** JSON can write any character as \uXXXX: where one stands, a needle may be hidden. */
export const orEscaped = (filter: FilterBytes): FilterBytes => anyOf([filter, exactly('\\u')]);

export const longest = (texts: readonly string[]): string => texts.reduce((best, text) => (text.length > best.length ? text : best), '');

export const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A pattern of ASCII characters, with the flag `g`. */
export function pattern(wanted: RegExp): FilterBytes {
  return body => {
    const text = body.toString('latin1');
    const own = new RegExp(wanted);
    return {
      find: from => {
        own.lastIndex = from;
        return own.exec(text)?.index ?? -1;
      },
    };
  };
}
