import type { ProblemFix, Related, TextEdit } from '../model/problem.ts';
import type { ClientConfiguration, Entry } from './configuration.ts';

/** `safe`: right without knowing the program, so that "fix all" may do it. */
interface Safety {
  readonly safe: boolean;
}

export const setValue = (
  { notation }: ClientConfiguration,
  entry: Entry,
  value: string | number | boolean,
  { safe }: Safety = { safe: false },
): ProblemFix => ({
  does: { kind: 'set-value', key: entry.writtenKey, value: String(value) },
  edits: [{ range: entry.valueRange, newText: notation.value(String(value)) }],
  safe,
});

/** `to` without the configuration's prefix, which stays. */
export const renameKey = ({ prefix }: ClientConfiguration, entry: Entry, to: string, { safe }: Safety = { safe: false }): ProblemFix => ({
  does: { kind: 'rename-key', key: entry.writtenKey, to: prefix + to },
  edits: [{ range: entry.keyRange, newText: prefix + to }],
  safe,
});

export const removeEntry = (entry: Entry, { safe }: Safety = { safe: false }): ProblemFix => ({
  does: { kind: 'remove-entry', key: entry.writtenKey },
  edits: [{ range: entry.lines, newText: '' }],
  safe,
});

/** A new line above the entry. */
export const addEntryAbove = ({ notation, prefix }: ClientConfiguration, entry: Entry, key: string, value: string): ProblemFix => ({
  does: { kind: 'add-entry', key: prefix + key, value },
  edits: [insertedAbove(entry, `${notation.entry(prefix + key, value)}${notation.eol}`)],
  safe: false,
});

export const insertedAbove = (entry: Entry, newText: string): TextEdit => ({
  range: { start: entry.lines.start, end: entry.lines.start },
  newText,
});

/** The entry that this one is measured against, where somebody wrote it. */
export const comparedWith = (...entries: readonly (Entry | undefined)[]): readonly Related[] =>
  entries.flatMap(entry =>
    entry === undefined ? [] : { range: entry.valueRange, says: { kind: 'compared-with', key: entry.writtenKey } },
  );
