/** The commands that save a diagnosis for others, and open what others saved. */
import * as vscode from 'vscode';
import { snapshotEnding } from '../../model/savedSnapshot.ts';
import { commands } from '../contributions.ts';
import type { Diagnosed } from '../diagnoses.ts';
import type { Parts } from '../parts.ts';
import type { Subject } from '../tree/nodes.ts';
import { diagnosisInFront, showSavedDiagnosis } from './diagnosisPanel.ts';
import { saveSnapshot } from './diagnosisReport.ts';
import { readSnapshotFile } from './savedDiagnosis.ts';

/** The group's, the one in front, or one of this session's that the person picks. */
export async function saveDiagnosisSnapshot(parts: Parts, subject: Subject | undefined): Promise<void> {
  const told =
    diagnosisOf(parts, subject) ?? (subject?.groupId === undefined ? (diagnosisInFront() ?? (await pickDiagnosed(parts))) : undefined);
  if (told) await saveSnapshot(parts, told);
  else if (parts.diagnoses.all.length === 0 || subject?.groupId !== undefined) await offerDiagnosis(subject);
}

const diagnosisOf = ({ diagnoses }: Parts, subject: Subject | undefined): Diagnosed | undefined =>
  subject?.groupId === undefined ? undefined : diagnoses.of(subject.clusterName, subject.groupId);

async function pickDiagnosed({ diagnoses }: Parts): Promise<Diagnosed | undefined> {
  const items = diagnoses.all.map(told => ({
    label: told.snapshot.groupId,
    description: told.snapshot.clusterName,
    detail: told.words.headline,
    told,
  }));
  if (items.length === 0) return undefined;
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Save Diagnosis Snapshot'),
    placeHolder: vscode.l10n.t('Which diagnosis of this session?'),
    matchOnDetail: true,
  });
  return chosen?.told;
}

async function offerDiagnosis(subject: Subject | undefined): Promise<void> {
  const diagnose = vscode.l10n.t('Diagnose');
  const nothing = vscode.l10n.t('Nothing was diagnosed in this session yet, so there is nothing to save.');
  if ((await vscode.window.showInformationMessage(nothing, diagnose)) === diagnose)
    await vscode.commands.executeCommand(commands.diagnoseGroup, subject);
}

/** Throws FailureError where the file is no snapshot that can be judged: then no panel opens. */
export async function openDiagnosisSnapshot(parts: Parts, given: unknown): Promise<void> {
  const file = given instanceof vscode.Uri ? given : await pickFile();
  if (file) showSavedDiagnosis(parts, file, await readSnapshotFile(file));
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    ...(folder ? { defaultUri: folder } : {}),
    filters: { [vscode.l10n.t('Diagnosis snapshots')]: [snapshotEnding, 'json'] },
    title: vscode.l10n.t('Open Diagnosis Snapshot'),
  });
  return chosen?.[0];
}
