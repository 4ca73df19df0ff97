import * as vscode from 'vscode';
import { failureOf } from '../model/failure.ts';
import { loadKafka } from './clusters/clusters.ts';
import { secretWanted } from '../clusters/connectionSettings.ts';
import { commands } from './contributions.ts';
import { noticeText } from './noticeText.ts';
import type { Subject } from './tree/nodes.ts';

/** Says once, in the corner and never as a modal, why something could not be done and what to do next. A cancel needs no words. */
export async function tellFailure(log: vscode.LogOutputChannel, thrown: unknown, subject?: Subject): Promise<void> {
  const failure = failureOf(thrown);
  if (failure.kind === 'cancelled') return;
  log.error(inLog(thrown));
  const { failureSentence } = await loadKafka();
  const showLog = vscode.l10n.t('Show Log');
  const enterPassword = vscode.l10n.t('Enter Password…');
  const aboutSecret = failure.kind === 'login-refused' || secretWanted(failure.code) !== undefined;
  const offers = subject && aboutSecret ? [enterPassword, showLog] : [showLog];
  const chosen = await vscode.window.showErrorMessage(noticeText(failureSentence(failure)), ...offers);
  if (chosen === showLog) await vscode.commands.executeCommand(commands.showLog);
  if (chosen === enterPassword) await vscode.commands.executeCommand(commands.enterPassword, subject);
}

/** A failure that has a name says where it is from by itself; anything else is our fault, and its stack says where. */
function inLog(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.name === 'FailureError' ? thrown.message : (thrown.stack ?? thrown.message);
}
