import type { ValueShape } from '../model/snapshot.ts';
import { readRegistryFrame } from './registry.ts';
import { readText } from './text.ts';

/**
 * What bytes are at first sight, to compare a record with its neighbours. `null` is a tombstone, `empty` zero bytes.
 * A bare number or word is text, although JSON parsers take it: among plain texts it would otherwise look like a stranger.
 */
export function shapeOf(value: Uint8Array | null): ValueShape {
  if (value === null) return 'null';
  if (value.length === 0) return 'empty';
  const reading = readText(value);
  if ('text' in reading) return isStructuredJson(reading.text) ? 'json' : 'text';
  return 'payload' in readRegistryFrame(value) ? 'registry' : 'binary';
}

/** JSON that begins with a bracket, a brace or a quote. */
export function isStructuredJson(text: string): boolean {
  if (!/^[\t\n\r ]*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text); // only asked whether it parses: the values, with their rounded numbers, are dropped
    return true;
  } catch {
    return false;
  }
}
