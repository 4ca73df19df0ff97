/** `Kafka: Find Trace in Topics…`: the records of one trace in several topics, by time, in a panel of their own. */
import * as vscode from 'vscode';
import type { Parts } from '../parts.ts';
import { pickCluster } from '../pick.ts';
import { pickTopics } from '../pickTopics.ts';
import type { Subject } from '../tree/nodes.ts';
import { showTrace } from './peekPanel.ts';

/** A trace that is known already comes from a record's header. */
export interface TraceSubject extends Subject {
  readonly traceId?: string;
}

export async function findTrace(parts: Parts, subject: TraceSubject | undefined): Promise<void> {
  const title = vscode.l10n.t('Find trace in topics');
  const clusterName = await pickCluster(parts, title, subject);
  if (clusterName === undefined) return;
  const id = subject?.traceId ?? (await askForId(title));
  if (id === undefined) return;
  const topics = await pickTopics(parts, clusterName, {
    title: vscode.l10n.t('Find trace {0}', id),
    placeholder: vscode.l10n.t('In which topics of {0}? Several can be chosen.', clusterName),
    ...(subject?.topic === undefined ? {} : { wanted: [subject.topic] }),
  });
  if (topics) showTrace(parts, clusterName, { id, topics });
}

async function askForId(title: string): Promise<string | undefined> {
  const id = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      'The trace id as it stands in headers such as traceparent, b3, x-b3-traceid or uber-trace-id; a whole traceparent is understood too.',
    ),
    placeHolder: '4bf92f3577b34da6a3ce929d0e0e4736',
    validateInput: text => (text.trim() === '' ? vscode.l10n.t('Write the id of the trace.') : undefined),
  });
  return id?.trim();
}
