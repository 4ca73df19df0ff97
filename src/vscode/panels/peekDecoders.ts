/** How a peek panel reads the keys and the values of its topic: the person's choice, its schema files, and what most records are. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import type { Decoder, DecoderChoice } from '../../model/decoded.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { PeekDecodersTold } from '../../webviewProtocol/peekDecoders.ts';
import type { Kafka } from '../clusters/clusters.ts';
import type { Parts } from '../parts.ts';
import { pickTopic } from '../pick.ts';
import type { Subject } from '../tree/nodes.ts';
import { decoderChoicesFor, rememberDecoders, type DecoderChoices, type TopicOfCluster } from './decoderChoices.ts';
import { pickDecoder } from './decoderPick.ts';
import { SchemaFileStore } from './schemaFiles.ts';

type Part = 'key' | 'value';

/** A topic's decoder was chosen anew, in whichever panel or command. */
const chosen = new vscode.EventEmitter<TopicOfCluster>();

export class PeekDecoders implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #topic: TopicOfCluster;
  readonly #files: SchemaFileStore;
  readonly #listening: vscode.Disposable;
  #choices: DecoderChoices;
  #usual: { readonly key?: Decoder; readonly value?: Decoder } = {};
  #current: TopicDecoding;

  /** `changed`: what is shown has to be decoded anew. */
  constructor(memory: vscode.Memento, topic: TopicOfCluster, changed: () => void) {
    this.#memory = memory;
    this.#topic = topic;
    this.#choices = decoderChoicesFor(memory, topic);
    const anew = (): void => {
      this.#choices = decoderChoicesFor(memory, topic);
      this.#current = this.#made();
      changed();
    };
    this.#files = new SchemaFileStore(anew);
    this.#listening = chosen.event(({ clusterName, topic: of }) => {
      if (clusterName === topic.clusterName && of === topic.topic) anew();
    });
    this.#current = this.#made();
  }

  /** Another object after each change. */
  get current(): TopicDecoding {
    return this.#current;
  }

  /** Brings the chosen schema files to hand, and looks which decoder most of these records take. Await it before rows are made. */
  async prepare(kafka: Kafka, records: readonly KafkaRecord[], schemas: TopicDecoding['schemas']): Promise<void> {
    await this.#files.load(kafka, [this.#choices.key, this.#choices.value]);
    const decoding = { ...this.#made(), ...(schemas ? { schemas } : {}), glance: true, usual: {} };
    this.#usual = {
      ...usualOf(kafka, records, 'key', decoding, this.#usual.key),
      ...usualOf(kafka, records, 'value', decoding, this.#usual.value),
    };
    this.#current = this.#made();
  }

  /** "Avro, by registry", for the heads of the columns. */
  told(kafka: Kafka): PeekDecodersTold {
    return { type: 'decoders', key: this.#words(kafka, 'key'), value: this.#words(kafka, 'value') };
  }

  /** Asks for the decoder of keys or values, and remembers it for the topic. */
  async choose(kafka: Kafka, part: Part): Promise<void> {
    await chooseFor(kafka, this.#memory, this.#topic, part, this.#files);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#files.dispose();
  }

  #made(): TopicDecoding {
    const { key, value } = this.#choices;
    return { ...(key ? { key } : {}), ...(value ? { value } : {}), files: this.#files, usual: this.#usual };
  }

  #words(kafka: Kafka, part: Part): string {
    const choice = this.#choices[part];
    if (choice && choice.decoder !== 'auto') return kafka.choiceWords(choice);
    const usual = this.#usual[part];
    if (usual === undefined) return kafka.choiceWords({ decoder: 'auto' });
    const name = kafka.decoderName(usual);
    if (usual === 'hex') return kafka.choiceWords({ decoder: 'hex' });
    if (bySchema.has(usual)) return vscode.l10n.t('{0}, by registry', name);
    return plain.has(usual) ? name.toLowerCase() : name;
  }
}

/** The command: asks for the topic and for key or value where it was not called on a panel. */
export async function chooseDecoder(parts: Parts, given: Subject | undefined): Promise<void> {
  const subject = await pickTopic(parts, vscode.l10n.t('Choose a decoder'), given);
  if (!subject) return;
  const { clusterName, topic } = subject;
  const { kafka } = await parts.clusters.open(clusterName);
  const { key, value } = decoderChoicesFor(parts.context.workspaceState, { clusterName, topic });
  const words = (choice: DecoderChoice | undefined): string => kafka.choiceWords(choice ?? { decoder: 'auto' });
  const part = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Value'), description: words(value), part: 'value' as const },
      { label: vscode.l10n.t('Key'), description: words(key), part: 'key' as const },
    ],
    { title: vscode.l10n.t('Decoder of {0}', topic), placeHolder: vscode.l10n.t('Key or value?') },
  );
  if (!part) return;
  const files = new SchemaFileStore(() => undefined);
  try {
    await chooseFor(kafka, parts.context.workspaceState, { clusterName, topic }, part.part, files);
  } finally {
    files.dispose();
  }
}

async function chooseFor(kafka: Kafka, memory: vscode.Memento, topic: TopicOfCluster, part: Part, files: SchemaFileStore): Promise<void> {
  const choices = decoderChoicesFor(memory, topic);
  const current = choices[part] ?? { decoder: 'auto' };
  const choice = await pickDecoder({ kafka, part, topic: topic.topic, current, files });
  if (!choice) return;
  await rememberDecoders(memory, topic, { ...choices, [part]: choice });
  chosen.fire(topic);
}

/** What at least four of five records take; what was found before holds until others say otherwise. Nulls say nothing. */
function usualOf(
  kafka: Kafka,
  records: readonly KafkaRecord[],
  part: Part,
  decoding: TopicDecoding,
  before: Decoder | undefined,
): Partial<Record<Part, Decoder>> {
  // The few that arrive while the log is followed do not speak for all.
  if (before !== undefined && records.length < fewRecords) return { [part]: before };
  const counts = new Map<Decoder, number>();
  let asked = 0;
  const step = Math.max(1, Math.floor(records.length / mostSamples));
  for (let at = 0; at < records.length; at += step) {
    const record = records[at];
    const shownBy = record && !record.control ? kafka.decodePart(record, part, decoding).shownBy : null;
    if (shownBy === null) continue;
    asked++;
    counts.set(shownBy, (counts.get(shownBy) ?? 0) + 1);
  }
  const most = [...counts].find(([, count]) => count >= 0.8 * asked)?.[0] ?? (asked === 0 ? before : undefined);
  return most === undefined ? {} : { [part]: most };
}

const plain = new Set<Decoder>(['text', 'integer', 'registry']);
const bySchema = new Set<Decoder>(['avro', 'protobuf', 'json-schema']);
const fewRecords = 10;
/** Enough to tell what most are, and quickly decoded. */
const mostSamples = 50;
