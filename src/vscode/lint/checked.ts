import type * as vscode from 'vscode';
import type { LintResult } from '../../lint/lint.ts';
import type { Problem, RuleId } from '../../model/problem.ts';
import type { Linter } from './linter.ts';

/** One version of an open file, read and judged. */
export interface Checked {
  readonly linter: Linter;
  readonly result: LintResult;
  /** As the person wants them: with what a cluster and other files tell, with chosen severities. */
  readonly problems: readonly Problem[];
  /** Where the linter stands with the cluster of the file, as a sentence for the place that names the cluster. */
  readonly notes: readonly Note[];
  /** Of the files that problems name besides this one. */
  readonly textOf: TextOf;
}

/** What could not be checked, told in place. */
export interface Note {
  readonly range: { readonly start: number; readonly end: number };
  readonly code: string;
  readonly message: string;
  /** Nothing could be asked; else a part of it. */
  readonly isWhole: boolean;
}

/** Problems that the text alone does not tell: a cluster does, or the other files of the workspace. */
export interface MoreProblems {
  /** What it says may be another now: of one file, or of all. */
  readonly onDidChange: vscode.Event<vscode.Uri | undefined>;
  /** Answers at once with what is known; asks on behind it. */
  of(document: vscode.TextDocument, result: LintResult, linter: Linter): More;
}

export interface More {
  readonly problems: readonly Problem[];
  /** Rules whose guess is replaced by what is known now. */
  readonly settled: readonly RuleId[];
  readonly notes: readonly Note[];
  readonly textOf?: TextOf;
}

/** The text of another file that a problem names; undefined: not at hand. */
export type TextOf = (fileName: string) => string | undefined;
