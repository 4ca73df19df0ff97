import type { Problem, TextRange } from '../model/problem.ts';
import type { ConfigText, TextEntry } from './configText.ts';
import type { ClientConfiguration } from './configuration.ts';

/** The text of a file below: all its places name that file. */
export function inFile(text: ConfigText, fileName: string): ConfigText {
  const there = (range: TextRange): TextRange => ({ ...range, fileName });
  return {
    ...text,
    entries: text.entries.map((entry): TextEntry => ({
      ...entry,
      keyRange: there(entry.keyRange),
      valueRange: there(entry.valueRange),
      lines: there(entry.lines),
      ...(entry.removal && { removal: there(entry.removal) }),
      rangeInValue: (first, end) => there(entry.rangeInValue(first, end)),
    })),
  };
}

/**
 * A rule underlines one entry and names the others; which of them stands in a file below it cannot know. Then the place in this
 * file is underlined and the other one named. What is wrong within a file below alone is that file's matter. No fix changes another file.
 */
export const inThisFile = (problems: readonly Problem[], below: readonly ClientConfiguration[] = []): readonly Problem[] =>
  problems.flatMap(found => {
    const fixes = found.fixes.filter(({ edits }) => edits.every(edit => edit.range.fileName === undefined));
    const problem = fixes.length === found.fixes.length ? found : { ...found, fixes };
    const { range, related } = problem;
    if (range.fileName === undefined) return problem;
    const here = related.find(other => other.range.fileName === undefined);
    if (here === undefined) return [];
    const there = { range, says: { ...here.says, key: keyAt(range, below) ?? here.says.key } };
    return { ...problem, range: here.range, related: [there, ...related.filter(other => other !== here)] };
  });

/** As it is written in the file below. */
const keyAt = ({ start, end, fileName }: TextRange, below: readonly ClientConfiguration[]): string | undefined =>
  below
    .flatMap(({ entries }) => entries)
    .find(
      ({ keyRange, valueRange }) =>
        keyRange.fileName === fileName && start >= keyRange.start && end <= Math.max(keyRange.end, valueRange.end),
    )?.writtenKey;

/** A setting that a nested client inherits is seen once by each of them. */
export function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ ruleId, range }) => {
    const place = `${ruleId} ${range.start} ${range.end}`;
    return !seen.has(place) && seen.add(place);
  });
}
