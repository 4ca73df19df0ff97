/** What of a record goes to the clipboard: its contents, a link to it, and the commands that read exactly this record. */
import * as vscode from 'vscode';
import type { PeekCopy } from '../../webviewProtocol/peekTable.ts';
import { formatBytes } from '../../model/figures.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { KcatContext } from '../../report/kcatCommand.ts';
import type { Clusters } from '../clusters/clusters.ts';
import { commandContext } from './diagnosisReport.ts';
import { linkToRecord } from './peekLink.ts';
import type { TableSource } from './tableSource.ts';
import type { OpenRecord } from './recordDocuments.ts';

/** Copies, and answers the sentence that says so. */
export async function copyRecord({ parts }: TableSource, open: OpenRecord, what: PeekCopy): Promise<string> {
  const { kafka, clusterName, record, decoding } = open;
  const tooLarge = clipboardRefuses(record, what);
  if (tooLarge !== undefined) return tooLarge;
  const copied = async (text: string, sentence: string) => {
    await vscode.env.clipboard.writeText(text);
    return sentence;
  };
  switch (what) {
    case 'record':
      return copied(kafka.recordJson(record, 'pretty', decoding), vscode.l10n.t('Record copied as JSON'));
    case 'key':
    case 'value':
      return copyContent(open, what);
    case 'kcat':
      return copied(kafka.kcatCommand(record, kcatContext(parts.clusters, clusterName)), vscode.l10n.t('kcat command copied'));
    case 'console-consumer': {
      const { topic, partition, offset } = record;
      const command = { kind: 'copy-command', command: 'read-record', figures: { topic, partition, offset } } as const;
      return copied(
        kafka.commandLine(command, commandContext(parts, { clusterName })),
        vscode.l10n.t('kafka-console-consumer command copied'),
      );
    }
    case 'link':
      return copied(linkToRecord(open).toString(), vscode.l10n.t('Link to the record copied'));
  }
}

/** What is meant for other programs goes through a file where it is large: a clipboard, and the editor with it, would stall. */
function clipboardRefuses(record: KafkaRecord, what: PeekCopy): string | undefined {
  const bytes = what === 'record' ? record.size : what === 'key' || what === 'value' ? (record[what]?.length ?? 0) : 0;
  if (bytes <= mostCopied) return undefined;
  return vscode.l10n.t('With {0} this is too much for the clipboard: save it to a file, or export the record.', formatBytes(bytes));
}

const mostCopied = 4 * 1024 * 1024;

async function copyContent({ kafka, record, decoding }: OpenRecord, part: 'key' | 'value'): Promise<string> {
  const isKey = part === 'key';
  const { text, format } = kafka.contentText(record[part], kafka.decodePart(record, part, decoding));
  if (text === null) return isKey ? vscode.l10n.t('There is no key to copy') : vscode.l10n.t('The value is null: nothing to copy');
  await vscode.env.clipboard.writeText(text);
  if (format === 'base64') return isKey ? vscode.l10n.t('Key copied as base64') : vscode.l10n.t('Value copied as base64');
  return isKey ? vscode.l10n.t('Key copied') : vscode.l10n.t('Value copied');
}

/** How the cluster is defined, as librdkafka's settings; its password stays where it is. */
function kcatContext(clusters: Clusters, clusterName: string): KcatContext {
  const definition = clusters.find(clusterName);
  if (!definition) return { bootstrapServers: [], tls: false };
  const { bootstrapServers, tls = false, sasl } = definition;
  const { caFile, certFile, keyFile, verifyHostName } = typeof tls === 'object' ? tls : {};
  return {
    bootstrapServers,
    tls: tls !== false,
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined ? {} : { certFile }),
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(verifyHostName === undefined ? {} : { verifyHostName }),
    ...(sasl ? { sasl: { mechanism: sasl.mechanism, ...('username' in sasl ? { username: sasl.username } : {}) } } : {}),
  };
}
