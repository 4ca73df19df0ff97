import type * as vscode from 'vscode';
import type { TextRange } from '../../model/problem.ts';

/** The languages that .properties files are opened as: the editor's own, and those of the Java and Spring extensions. */
export const languages: readonly string[] = ['properties', 'java-properties', 'spring-boot-properties'];

/** Versions out of git, comparisons and previews are looked at, not worked on. */
const onlyLookedAt: ReadonlySet<string> = new Set(['git', 'gitfs', 'scm', 'output', 'vscode-local-history']);

export const isWorkedOn = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languages.includes(languageId) && !onlyLookedAt.has(uri.scheme);

type Range = readonly [start: vscode.Position, end: vscode.Position];

/** Offsets count the same UTF-16 code units as the editor's own. */
export const positions = (document: vscode.TextDocument, { start, end }: TextRange): Range => [
  document.positionAt(start),
  document.positionAt(end),
];
