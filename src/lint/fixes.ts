import type { ProblemFix, Related } from '../model/problem.ts';
import type { ClientConfiguration, Entry } from './configuration.ts';

/** `safe`: right without knowing the program, so that "fix all" may do it. */
interface Safety {
  readonly safe: boolean;
}

export const setValue = (
  _config: ClientConfiguration,
  entry: Entry,
  value: string | number | boolean,
  { safe }: Safety = { safe: false },
): ProblemFix => ({
  does: { kind: 'set-value', key: entry.writtenKey, value: String(value) },
  edits: [entry.notation.setValue(entry, String(value))],
  safe,
});

/** `to`: the library's own name, which is spelled as this file spells names. */
export const renameKey = (config: ClientConfiguration, entry: Entry, to: string, { safe }: Safety = { safe: false }): ProblemFix => ({
  does: { kind: 'rename-key', key: entry.writtenKey, to: config.spell(to, entry) },
  edits: [{ range: entry.keyRange, newText: config.spell(to, entry) }],
  safe,
});

export const removeEntry = (entry: Entry, { safe }: Safety = { safe: false }): ProblemFix => ({
  does: { kind: 'remove-entry', key: entry.writtenKey },
  edits: [entry.notation.remove(entry)],
  safe,
});

/** A new line above the entry. */
export const addEntryAbove = (config: ClientConfiguration, entry: Entry, key: string, value: string): ProblemFix => ({
  does: { kind: 'add-entry', key: config.spell(key, entry), value },
  edits: [entry.notation.addAbove(entry, config.spell(key, entry), value)],
  safe: false,
});

/** The entry that this one is measured against, where somebody wrote it. */
export const comparedWith = (...entries: readonly (Entry | undefined)[]): readonly Related[] =>
  entries.flatMap(entry =>
    entry === undefined ? [] : { range: entry.valueRange, says: { kind: 'compared-with', key: entry.writtenKey } },
  );
