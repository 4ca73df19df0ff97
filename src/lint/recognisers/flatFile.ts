import type { ConfigText, TextEntry } from '../configText.ts';
import type { ClientConfiguration } from '../configuration.ts';
import { factsOf } from '../facts/facts.ts';
import type { Around } from './around.ts';
import { clientsOf } from './clientsOf.ts';
import { isSomebodyElses, libraryOf, roleOf } from './whoseKeys.ts';

/** A file of keys and values without sections whose keys are the library's own: client.properties, librdkafka.conf, a Connect worker's. */
export function flatFile(text: ConfigText, around: Around): readonly ClientConfiguration[] {
  const { declared, fileName } = around;
  if (!['properties', 'ini'].includes(text.notation.name) || text.entries.some(({ section }) => section !== '')) return [];
  // A declaration at the top of a framework's file speaks of the clients in it, not of the whole file.
  if (declared?.role !== undefined && text.entries.some(({ key }) => key.startsWith('spring.kafka.'))) return [];
  const keys = new Set(text.entries.map(({ key }) => key));
  const library = declared?.library ?? libraryOf(keys, text.notation.name, fileName);
  const facts = factsOf(library);
  const entries = text.entries.map(entry => ({ entry, key: entry.key }));
  const isForeign = isStructured(text.entries) || isSomebodyElses(keys);
  const role = declared?.role ?? (isForeign ? undefined : roleOf(entries, fileName, facts));
  return role === undefined ? [] : clientsOf(entries, { library, role, spell: key => key }, text, around, facts);
}

/** Sections or braces: another notation that only looks like lines of keys and values (INI, HOCON, JSON). */
const isStructured = (entries: readonly TextEntry[]): boolean =>
  entries.some(({ key, value }) => /^[[\]{}"<]/.test(key) || /[{[]$/.test(value));
