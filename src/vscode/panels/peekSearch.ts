/** What the search bar asks while the person types, and the way from a record to its trace elsewhere. */
import * as vscode from 'vscode';
import { formatCount } from '../../model/figures.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchFor } from '../../model/search.ts';
import type { SearchHow } from '../../peek/search/search.ts';
import type { PeekSearchCheck } from '../../webviewProtocol/peekSearch.ts';
import type { Kafka } from '../clusters/clusters.ts';
import { commands } from '../contributions.ts';

/** Whether it can be searched for, and what it says of one record. */
export async function checkSearch(
  kafka: Kafka,
  what: SearchFor,
  record: KafkaRecord | undefined,
  how: SearchHow,
): Promise<PeekSearchCheck> {
  const fault = await kafka.checkSearch(what);
  if (fault) return { fault: { at: fault.at ?? null, sentence: kafka.wordSearchFault(fault) }, trial: null };
  if (!record) return { fault: null, trial: null };
  const tried = await kafka.trySearch(what, record, how);
  const offset = formatCount(record.offset);
  if ('fault' in tried)
    return {
      fault: null,
      trial: { outcome: 'fault', words: vscode.l10n.t('tried on {0}: {1}', offset, kafka.wordSearchFault(tried.fault)) },
    };
  return {
    fault: null,
    trial: tried.passes
      ? { outcome: 'passes', words: vscode.l10n.t('tried on {0}: passes', offset) }
      : { outcome: 'does-not-pass', words: vscode.l10n.t('tried on {0}: does not pass', offset) },
  };
}

/** Looks for the record's trace in topics that the person picks. Rejects with a sentence where the record has none. */
export async function findTraceOf(kafka: Kafka, clusterName: string, record: KafkaRecord): Promise<void> {
  const [trace] = kafka.traceIdsOf(record);
  if (!trace) throw new Error(vscode.l10n.t('No header of this record is known to carry a trace id.'));
  await vscode.commands.executeCommand(commands.findTrace, { clusterName, topic: record.topic, traceId: trace.id });
}
