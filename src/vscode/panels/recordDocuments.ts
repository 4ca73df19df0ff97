/** Records, and parts of them, as read-only documents. One that the editor restores reads its record again: its address says which. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import type { DocumentLanguage, DocumentPart } from '../../decoding/recordDocument.ts';
import { partitionName } from '../../model/cluster.ts';
import { failureOf } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';
import { loadKafka, type Kafka } from '../clusters/clusters.ts';
import type { Parts } from '../parts.ts';
import { PeekDecoders } from './peekDecoders.ts';

const scheme = 'kafka-record';

/** The editor itself refuses longer texts to extensions, and with them every document of ours (50 MB; colours end at 20 MB). */
const mostCharacters = 50 * 1024 * 1024;

export interface OpenRecord {
  readonly kafka: Kafka;
  readonly clusterName: string;
  readonly record: KafkaRecord;
  readonly decoding: TopicDecoding;
}

/** Opens the record, or a part of it, beside the panel; the next one takes its place unless the person kept it. Answers what there is to say. */
export async function openRecord(open: OpenRecord, part: DocumentPart): Promise<'opened' | 'too-large'> {
  const uri = await writtenDocument(open, part);
  if (!uri) return 'too-large';
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  return 'opened';
}

/** Opens both records as a difference. */
export async function diffRecords(left: OpenRecord, right: OpenRecord): Promise<'opened' | 'too-large'> {
  const uris = await Promise.all([left, right].map(each => writtenDocument(each, 'record')));
  const [a, b] = uris;
  if (!a || !b) return 'too-large';
  const nameOf = ({ record }: OpenRecord) => `${partitionName(record)}@${record.offset}`;
  await vscode.commands.executeCommand('vscode.diff', a, b, `${nameOf(left)} ↔ ${nameOf(right)}`, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
  });
  return 'opened';
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

/** undefined: it is longer than the editor takes. */
async function writtenDocument({ kafka, clusterName, record, decoding }: OpenRecord, part: DocumentPart): Promise<vscode.Uri | undefined> {
  const written = await kafka.recordTexts.of(record, { as: 'document', part }, decoding);
  if (written.characters > mostCharacters) return undefined;
  const uri = addressOf(clusterName, record, part, written.language);
  texts.set(uri.toString(), await kafka.textOf(written));
  return uri;
}

const endings: Readonly<Record<DocumentLanguage, string>> = { json: 'json', xml: 'xml', text: 'txt', hex: 'hex' };

/** kafka-record:/orders-dev/orders-2@184211.json?["orders-dev","orders",2,"184211"], with ".value" and "value" where it is a part. */
function addressOf(
  clusterName: string,
  { topic, partition, offset }: KafkaRecord,
  part: DocumentPart,
  language: DocumentLanguage,
): vscode.Uri {
  const which = part === 'record' ? '' : `.${part.replace('-hex', '')}`;
  const name = `${partitionName({ topic, partition })}@${offset}${which}.${endings[language]}`;
  const path = `/${[clusterName, name].map(each => each.replaceAll('/', '-')).join('/')}`;
  const query = JSON.stringify([clusterName, topic, partition, String(offset), ...(part === 'record' ? [] : [part])]);
  return vscode.Uri.from({ scheme, path, query });
}

/** Read as the person has the records of this topic read. */
async function readAgain({ clusters, context }: Parts, uri: vscode.Uri): Promise<string> {
  const { clusterName, topic, partition, offset, part } = addressIn(uri);
  try {
    const { kafka, cluster, schemas } = await clusters.open(clusterName);
    const { records, lookedAt } = await kafka.peekRecords(cluster, {
      topic,
      partitions: [partition],
      start: { kind: 'offset', offset },
      limit: 1,
      isolation: 'read_uncommitted',
      showControlRecords: true,
    });
    const [record] = records;
    if (record?.offset === offset) {
      const decoders = new PeekDecoders(context.workspaceState, { clusterName, topic }, () => undefined);
      await schemas?.prepare([record]);
      await decoders.prepare(kafka, [record], schemas);
      const decoding = { ...decoders.current, ...(schemas ? { schemas } : {}), own: kafka.readInternal };
      const written = await kafka.recordTexts.of(record, { as: 'document', part }, decoding);
      decoders.dispose();
      return await kafka.textOf(written);
    }
    const failure = lookedAt.failure ?? lookedAt.partitions[0]?.failure;
    if (failure) return comment(kafka.failureSentence(failure));
    return comment(vscode.l10n.t('{0} has no record at offset {1} any more.', partitionName({ topic, partition }), String(offset)));
  } catch (thrown) {
    const { failureSentence } = await loadKafka();
    return comment(failureSentence(failureOf(thrown)));
  }
}

interface Address {
  readonly clusterName: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly part: DocumentPart;
}

const documentParts: readonly DocumentPart[] = ['record', 'value', 'key', 'headers', 'value-hex', 'key-hex'];

function addressIn({ query }: vscode.Uri): Address {
  const parsed: unknown = JSON.parse(query);
  const [clusterName, topic, partition, offset, written] = Array.isArray(parsed) ? (parsed as readonly unknown[]) : [];
  return {
    clusterName: String(clusterName),
    topic: String(topic),
    partition: Number(partition),
    offset: BigInt(/^\d+$/.test(String(offset)) ? String(offset) : 0),
    part: documentParts.find(part => part === written) ?? 'record',
  };
}

const comment = (sentence: string): string => `// ${sentence.replaceAll('\n', ' ')}\n`;
