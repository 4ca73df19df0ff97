/** Records as read-only JSON documents. A document that the editor restores reads its record again: its address says which. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import { partitionName } from '../../model/cluster.ts';
import { failureOf } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';
import { loadKafka, type Kafka } from '../clusters/clusters.ts';
import type { Parts } from '../parts.ts';

const scheme = 'kafka-record';

/** Opens the record beside the panel; the next one takes its place unless the person kept it. */
export async function openRecord(kafka: Kafka, clusterName: string, record: KafkaRecord, decoding: TopicDecoding): Promise<void> {
  const uri = addressOf(clusterName, record);
  texts.set(uri.toString(), kafka.recordJson(record, 'pretty', decoding));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

/** Two records as documents side by side, with what differs marked. */
export async function diffRecords(
  kafka: Kafka,
  clusterName: string,
  left: KafkaRecord,
  right: KafkaRecord,
  decoding: TopicDecoding,
): Promise<void> {
  const [before, after] = [left, right].map(record => {
    const uri = addressOf(clusterName, record);
    texts.set(uri.toString(), kafka.recordJson(record, 'pretty', decoding));
    return uri;
  });
  const title = `${partitionName(left)}@${left.offset} ↔ ${partitionName(right)}@${right.offset}`;
  await vscode.commands.executeCommand('vscode.diff', before, after, title, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

export function registerRecordDocuments(parts: Parts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async uri => texts.get(uri.toString()) ?? (await readAgain(parts, uri)),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
}

/** Of documents that are open. */
const texts = new Map<string, string>();

/** kafka-record:/orders-dev/orders-2@184211.json?["orders-dev","orders",2,"184211"] */
function addressOf(clusterName: string, { topic, partition, offset }: KafkaRecord): vscode.Uri {
  const name = `${partitionName({ topic, partition })}@${offset}.json`;
  const path = `/${[clusterName, name].map(part => part.replaceAll('/', '-')).join('/')}`;
  return vscode.Uri.from({ scheme, path, query: JSON.stringify([clusterName, topic, partition, String(offset)]) });
}

async function readAgain({ clusters }: Parts, uri: vscode.Uri): Promise<string> {
  const [clusterName, topic, partition, written] = addressIn(uri);
  try {
    const { kafka, cluster } = await clusters.open(clusterName);
    const offset = BigInt(written);
    const { records, lookedAt } = await kafka.peekRecords(cluster, {
      topic,
      partitions: [partition],
      start: { kind: 'offset', offset },
      limit: 1,
      isolation: 'read_uncommitted',
      showControlRecords: true,
    });
    const [record] = records;
    if (record?.offset === offset) return kafka.recordJson(record, 'pretty');
    const failure = lookedAt.failure ?? lookedAt.partitions[0]?.failure;
    if (failure) return comment(kafka.failureSentence(failure));
    return comment(vscode.l10n.t('{0} has no record at offset {1} any more.', partitionName({ topic, partition }), written));
  } catch (thrown) {
    const { failureSentence } = await loadKafka();
    return comment(failureSentence(failureOf(thrown)));
  }
}

function addressIn({ query }: vscode.Uri): readonly [clusterName: string, topic: string, partition: number, offset: string] {
  const parsed: unknown = JSON.parse(query);
  const [clusterName, topic, partition, offset] = Array.isArray(parsed) ? (parsed as readonly unknown[]) : [];
  return [String(clusterName), String(topic), Number(partition), /^\d+$/.test(String(offset)) ? String(offset) : '0'];
}

const comment = (sentence: string): string => `// ${sentence.replaceAll('\n', ' ')}\n`;
