import * as vscode from 'vscode';
import { formatCount } from '../model/figures.ts';

/** "1 record", "24 records": the count chooses the words and stands for {0}; `more` for {1} and those behind it. */
export function plural(count: number | bigint, one: string, many: string, ...more: readonly string[]): string {
  return vscode.l10n.t(BigInt(count) === 1n ? one : many, formatCount(count), ...more);
}
