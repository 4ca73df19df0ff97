/** The diagnosis panel: why does this group receive nothing, lag, rebalance, lose or repeat records? Asked of the cluster, or told from a saved snapshot. */
import * as vscode from 'vscode';
import {
  diagnosisProtocol,
  isDiagnosisSubject,
  type DiagnosisAsks,
  type DiagnosisSubject,
  type DiagnosisToHost,
  type DiagnosisToPage,
} from '../../webviewProtocol/diagnosis.ts';
import { panels } from '../contributions.ts';
import type { Diagnosed } from '../diagnoses.ts';
import type { Parts } from '../parts.ts';
import { DiagnosisSession } from './diagnosisSession.ts';
import { Panels } from './panel.ts';
import { SavedDiagnosis } from './savedDiagnosis.ts';

const diagnosisPanels = new Panels<DiagnosisSubject, DiagnosisToPage, DiagnosisToHost, DiagnosisAsks>({
  viewType: panels.diagnosis,
  page: 'diagnosis',
  protocol: diagnosisProtocol,
  isSubject: isDiagnosisSubject,
  keyOf: ({ clusterName, groupId, saved }) => JSON.stringify(saved === undefined ? [clusterName, groupId] : [saved]),
  titleOf: ({ groupId, saved }) =>
    saved === undefined ? vscode.l10n.t('Diagnosis: {0}', groupId) : vscode.l10n.t('Saved Diagnosis: {0}', groupId),
  attach: (panel, { clusterName, groupId, saved }, parts) => {
    const session =
      saved === undefined
        ? new DiagnosisSession(panel, { clusterName, groupId }, parts)
        : new SavedDiagnosis(panel, { clusterName, groupId }, vscode.Uri.parse(saved), parts);
    const entry = { panel, session };
    open.add(entry);
    return {
      ...{ answers: session.answers, inWords: session.inWords },
      heard: message => session.heard(message),
      shownAgain: () => session.shownAgain(),
      dispose: () => {
        open.delete(entry);
        session.dispose();
      },
    };
  },
});

interface Opened {
  readonly panel: { readonly active: boolean };
  readonly session: { readonly told: Diagnosed | undefined };
}

/** For the command that saves what is in front. */
const open = new Set<Opened>();

/** Opens the group's diagnosis, or brings it to the front and asks again. */
export function showDiagnosis(parts: Parts, clusterName: string, groupId: string): void {
  diagnosisPanels.show(parts, { clusterName, groupId });
}

/** Opens what a file tells, without asking anybody. The names are the file's own. */
export function showSavedDiagnosis(parts: Parts, file: vscode.Uri, { clusterName, groupId }: DiagnosisSubject): void {
  diagnosisPanels.show(parts, { clusterName, groupId, saved: file.toString() });
}

/** The diagnosis of the panel in front; undefined: another editor is, or there is no answer yet. */
export const diagnosisInFront = (): Diagnosed | undefined => [...open].find(({ panel }) => panel.active)?.session.told;

export const restoreDiagnosisPanels = (parts: Parts): vscode.Disposable => diagnosisPanels.restore(parts);
