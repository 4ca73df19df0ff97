import type { ConfigText } from '../configText.ts';
import { readProperties } from './properties.ts';

/** Reads a text in the notation that its file name and content have. Never throws: a text that is broken has the entries that can be read. */
export function read(text: string, _fileName: string): Promise<ConfigText> {
  return Promise.resolve(readProperties(text));
}
