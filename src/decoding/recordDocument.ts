import { notationOf, type Decoded } from '../model/decoded.ts';
import type { KafkaRecord } from '../model/record.ts';
import { decodePart, type TopicDecoding } from './decode.ts';
import { hexRows } from './hex.ts';
import { prettyJson } from './json.ts';
import { headersJson, recordJson } from './recordJson.ts';

/** What of a record is written as a document. */
export type DocumentPart = 'record' | 'value' | 'key' | 'headers' | 'value-hex' | 'key-hex';
export type DocumentLanguage = 'json' | 'xml' | 'text' | 'hex';

export interface RecordDocument {
  /** Whole, however long; empty where it is longer than any editor takes. */
  readonly text: string;
  /** How long it would be, where it was not written for that. */
  readonly tooLong?: number;
  readonly language: DocumentLanguage;
  /** How a key or value was read, without its text. */
  readonly decoded?: Decoded;
}

/** A record, or a part of it, as a person reads it in an editor: JSON laid out, text as it is, bytes in hex with ASCII beside them. */
export function recordDocument(record: KafkaRecord, part: DocumentPart, decoding: TopicDecoding): RecordDocument {
  switch (part) {
    case 'record':
      return { text: recordJson(record, 'pretty', decoding), language: 'json' };
    case 'headers':
      return { text: prettyJson(headersJson(record.headers)), language: 'json' };
    case 'value-hex':
      return hexDump(record.value);
    case 'key-hex':
      return hexDump(record.key);
    case 'key':
    case 'value': {
      const { text, ...decoded } = decodePart(record, part, decoding);
      return { ...written(text, decoded, record[part]), decoded: { ...decoded, text: '' } };
    }
  }
}

function written(text: string, decoded: Omit<Decoded, 'text'>, bytes: Uint8Array | null): RecordDocument {
  if (decoded.shownBy === null) return { text: '', language: 'text' };
  const notation = notationOf(decoded);
  if (notation === 'json') return { text: prettyJson(text), language: 'json' };
  if (notation === 'hex') return hexDump(bytes);
  return { text, language: isXml(text) ? 'xml' : 'text' };
}

/** A declaration, or one element from the first sign to the last: enough for an editor to colour it. */
function isXml(text: string): boolean {
  if (/^\uFEFF?\s*<\?xml\s/.test(text)) return true;
  const name = /^\s*<([A-Za-z_][\w.:-]*)[\s/>]/.exec(text.slice(0, 1_000))?.[1];
  return name !== undefined && new RegExp(`(</${name.replaceAll('.', '\\.')}\\s*>|/>)\\s*$`).test(text.slice(-1_000));
}

/** 16 bytes a line, as hex editors have them; joined portion by portion, for a row takes ten times its text. */
function hexDump(bytes: Uint8Array | null): RecordDocument {
  if (!bytes) return { text: '', language: 'hex' };
  // 16 bytes become 71 characters and their position.
  if (bytes.length > mostHex) return { text: '', tooLong: 5 * bytes.length, language: 'hex' };
  const digits = Math.max(2, bytes.length.toString(16).length);
  let text = '';
  for (let begin = 0; begin < bytes.length; begin += hexPortion) {
    const rows = hexRows(bytes.subarray(begin, begin + hexPortion), 16);
    text += rows
      .map(({ hex, ascii }, row) => `${(begin + 16 * row).toString(16).padStart(digits, '0')}  ${hex.padEnd(47)}  ${ascii}\n`)
      .join('');
  }
  return { text, language: 'hex' };
}

const hexPortion = 64 * 1024;
const mostHex = 10 * 1024 * 1024;
