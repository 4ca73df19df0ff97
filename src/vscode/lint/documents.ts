import * as vscode from 'vscode';
import type { TextRange } from '../../model/problem.ts';
import { isCandidate, largestBytes, mayConfigureAClient } from '../../lint/candidates.ts';
import { languages } from './languages.ts';

/** Versions out of git, comparisons and previews are looked at, not worked on. */
const onlyLookedAt: ReadonlySet<string> = new Set(['git', 'gitfs', 'scm', 'output', 'vscode-local-history', 'vscode', 'vscode-userdata']);

/** A cheap look at name and text: most YAML and JSON files are nobody's client, and cost no more than this. */
export function isWorkedOn(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  if (!languages.includes(languageId) || onlyLookedAt.has(uri.scheme)) return false;
  // A text that has no file yet has no telling name; its language is what the person chose.
  if (uri.scheme === 'untitled' ? languageId === 'plaintext' : !isCandidate(uri.path) && !byLanguage.has(languageId)) return false;
  const text = document.getText();
  return text.length <= largestBytes && mayConfigureAClient(text);
}

/** Languages that somebody gave to a file in spite of its name. */
const byLanguage: ReadonlySet<string> = new Set([
  ...['properties', 'java-properties', 'spring-boot-properties', 'spring-boot-properties-yaml'],
  ...['yaml', 'dockercompose', 'ini', 'dotenv', 'env'],
]);

/** The name that tells the notation: that of the file, or one with the ending of a language. */
export function nameOf({ uri, languageId }: vscode.TextDocument): string {
  if (uri.scheme !== 'untitled' && isCandidate(uri.path)) return uri.path;
  return `${uri.path}.${endings[languageId] ?? 'properties'}`;
}

const endings: Readonly<Record<string, string>> = {
  'spring-boot-properties-yaml': 'yml',
  yaml: 'yaml',
  dockercompose: 'yaml',
  json: 'json',
  jsonc: 'jsonc',
  ini: 'ini',
  dotenv: 'env',
  env: 'env',
};

/** Offsets count the same UTF-16 code units as the editor's own. */
export const rangeOf = (document: vscode.TextDocument, { start, end }: TextRange): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));
