import type { Problem, ProblemFix, ProblemSeverity, RuleId, TextRange } from '../model/problem.ts';
import { placesOf, type TextPlace } from '../model/textPlaces.ts';
import { fixTitle, problemMessage, relatedMessage } from './problemWords.ts';
import { visible } from './visible.ts';

/** One file that was looked at, with what was found in it. */
export interface LintedFile {
  /** As the person knows it, with forward slashes: relative to where the command ran, or the name given for what was piped in. */
  readonly path: string;
  readonly text: string;
  /** The clients that it configures; empty: it is no Kafka client's, and was not judged. */
  readonly clients: readonly { readonly library: string; readonly role: string; readonly version: string | undefined }[];
  readonly problems: readonly Problem[];
  /** Values that must not be repeated. */
  readonly secrets: readonly string[];
}

/** What a run of the linter tells: the same data for text, JSON and SARIF. */
export interface LintReport {
  readonly files: readonly LintedFile[];
  /** What could not be read or checked, each with its reason as a clause. */
  readonly failures: readonly { readonly path: string; readonly why: string }[];
  /** Problems below it are left out of the report. */
  readonly least: ProblemSeverity;
  /** The text of another file that a problem names. */
  readonly textOf: (path: string) => string | undefined;
}

/** Where a place is, in this file or in the one that it names. A text that is not at hand has the place's file alone. */
export function locator({ path, text }: LintedFile, { textOf }: LintReport): (range: TextRange) => Located {
  const places = new Map<string, (offset: number) => TextPlace>([[path, placesOf(text)]]);
  return range => {
    const file = range.fileName ?? path;
    const other = places.has(file) ? undefined : textOf(file);
    if (other !== undefined) places.set(file, placesOf(other));
    const place = places.get(file);
    return { path: file, ...(place && { start: place(range.start), end: place(range.end) }) };
  };
}

export interface Located {
  readonly path: string;
  readonly start?: TextPlace;
  readonly end?: TextPlace;
}

/** What is known of a rule besides its problems. */
export interface ReportedRule {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: ProblemSeverity;
  /** Its page, as Markdown. */
  readonly page: string;
}

const severities: readonly ProblemSeverity[] = ['hint', 'information', 'warning', 'error'];

/** Whether a severity reaches a threshold. */
export const reaches = (severity: ProblemSeverity, least: ProblemSeverity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(least);

/** The problems of a file that a report shows, in the order of the text. */
export const toldProblems = ({ problems }: LintedFile, { least }: LintReport): readonly Problem[] =>
  problems.filter(({ severity }) => reaches(severity, least));

/** Problems, their related places and fixes in words in which no secret of the file occurs. */
export function wordsWithout(secrets: readonly string[]) {
  const hide = hider(secrets);
  return {
    message: (problem: Problem): string => hide(problemMessage(problem)),
    related: (related: Problem['related'][number]): string => hide(relatedMessage(related)),
    title: (fix: ProblemFix): string => hide(fixTitle(fix)),
    /** Fixes that can be written into a report: one that moves or unquotes a secret would repeat it. */
    fixes: ({ fixes }: Problem): readonly ProblemFix[] =>
      fixes.filter(({ edits }) => edits.every(({ newText, range }) => range.fileName === undefined && hide(newText) === newText)),
  };
}

/** A short secret may be a common syllable, so it is only hidden where it stands as a word. */
function hider(secrets: readonly string[]): (words: string) => string {
  const patterns = [...new Set(secrets.flatMap(secret => [secret, visible(secret)]))]
    .filter(secret => secret !== '')
    .sort((a, b) => b.length - a.length)
    .map(secret => (secret.length < 4 ? `(?<!\\w)${escaped(secret)}(?!\\w)` : escaped(secret)));
  if (patterns.length === 0) return words => words;
  const all = new RegExp(patterns.join('|'), 'g');
  return words => words.replaceAll(all, '•••');
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
