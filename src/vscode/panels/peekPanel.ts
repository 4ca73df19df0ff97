/** The peek panel: records of one topic, read without a group, a commit or a trace. The host keeps what was read; the page shows it. */
import * as vscode from 'vscode';
import type { PeekRequest } from '../../model/peek.ts';
import {
  isPeekSubject,
  peekProtocol,
  type PeekAsks,
  type PeekSubject,
  type PeekToHost,
  type PeekToPage,
} from '../../webviewProtocol/peek.ts';
import { panels } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { Panels } from './panel.ts';
import { wantedOf } from './peekChoices.ts';
import { registerPeekLinks } from './peekLink.ts';
import { PeekSession } from './peekSession.ts';
import { registerRecordDocuments } from './recordDocuments.ts';

const peekPanels = new Panels<PeekSubject, PeekToPage, PeekToHost, PeekAsks>({
  viewType: panels.peek,
  page: 'peek',
  protocol: peekProtocol,
  isSubject: isPeekSubject,
  keyOf: ({ clusterName, topic, trace }) => JSON.stringify([clusterName, topic, trace]),
  titleOf: ({ topic, trace }) => (trace ? vscode.l10n.t('Trace: {0}', trace.id) : vscode.l10n.t('Peek: {0}', topic)),
  attach: (panel, subject, parts) => new PeekSession(panel, subject, parts, request => showPeek(parts, subject.clusterName, request)),
});

/** Opens the topic's panel, or brings it to the front. Whatever the request leaves open is as the person chose last for this topic. */
export function showPeek(parts: Parts, clusterName: string, request: Partial<PeekRequest> & { readonly topic: string }): void {
  peekPanels.show(parts, { clusterName, topic: request.topic, wanted: wantedOf(request) });
}

/** The same, and the record where it begins to look is compared with its neighbours. */
export function showComparison(parts: Parts, clusterName: string, request: Partial<PeekRequest> & { readonly topic: string }): void {
  peekPanels.show(parts, { clusterName, topic: request.topic, wanted: wantedOf(request), compares: true });
}

/** Opens a panel of the records of one trace in these topics. */
export function showTrace(parts: Parts, clusterName: string, trace: NonNullable<PeekSubject['trace']>): void {
  const [topic] = trace.topics;
  if (topic !== undefined) peekPanels.show(parts, { clusterName, topic, trace });
}

/** Brings back panels and documents of records after a reload of the editor. */
export const restorePeekPanels = (parts: Parts): vscode.Disposable =>
  vscode.Disposable.from(
    peekPanels.restore(parts),
    registerRecordDocuments(parts),
    registerPeekLinks(parts, (clusterName, { topic, choices, filter }) =>
      peekPanels.show(parts, { clusterName, topic, wanted: choices, filter: filter ?? '' }),
    ),
  );
