/** Asks which decoder the keys or the values of a topic are to be read with: what is usual first, files and figures step by step. */
import * as vscode from 'vscode';
import { textEncodings, type DecoderChoice } from '../../model/decoded.ts';
import type { Kafka } from '../clusters/clusters.ts';
import { noticeText } from '../noticeText.ts';
import type { FileChoice, SchemaFileStore } from './schemaFiles.ts';

export interface DecoderQuestion {
  readonly kafka: Kafka;
  readonly part: 'key' | 'value';
  readonly topic: string;
  readonly current: DecoderChoice;
  readonly files: SchemaFileStore;
}

/** Undefined: the person gave up. */
export async function pickDecoder(question: DecoderQuestion): Promise<DecoderChoice | undefined> {
  const chosen = await pick(question, titleOf(question), firstItems(question));
  if (chosen === undefined || typeof chosen !== 'string') return chosen;
  switch (chosen) {
    case 'encoding':
      return pick(
        question,
        vscode.l10n.t('Which encoding?'),
        textEncodings.map(encoding => item(question, { decoder: 'text', encoding })),
      );
    case 'number':
      return pick(
        question,
        vscode.l10n.t('Which number?'),
        numbers.map(choice => item(question, choice)),
      );
    case 'avro':
    case 'protobuf':
    case 'json-schema':
      return pickFile(question, chosen);
  }
}

type Step = 'encoding' | 'number' | FileChoice['decoder'];
type Item<Value> = vscode.QuickPickItem & { readonly value?: Value };

const titleOf = ({ part }: DecoderQuestion): string =>
  part === 'key' ? vscode.l10n.t('Read the keys as') : vscode.l10n.t('Read the values as');

function firstItems(question: DecoderQuestion): readonly Item<DecoderChoice | Step>[] {
  const { kafka, current } = question;
  const step = (value: Step, label: string, detail: string): Item<Step> => ({
    label,
    detail,
    value,
    ...(isStep(value, current) ? { description: vscode.l10n.t('chosen: {0}', kafka.choiceWords(current)) } : {}),
  });
  const one = (choice: DecoderChoice, detail?: string): Item<DecoderChoice> => item(question, choice, detail);
  return [
    one({ decoder: 'auto' }, vscode.l10n.t('The schema that the record names, else JSON, text, MessagePack, CBOR, integer or hex')),
    separator(vscode.l10n.t('by schema')),
    one({ decoder: 'registry' }, vscode.l10n.t('Avro, Protobuf or JSON Schema; other records are marked')),
    step('avro', vscode.l10n.t('Avro, by a file…'), '.avsc'),
    step('protobuf', vscode.l10n.t('Protobuf, by a file…'), vscode.l10n.t('.proto with its imports, or a descriptor set')),
    step('json-schema', vscode.l10n.t('JSON Schema, by a file…'), '.json'),
    separator(vscode.l10n.t('text')),
    one({ decoder: 'json' }),
    one({ decoder: 'text', encoding: 'utf-8' }),
    step('encoding', vscode.l10n.t('Text in another encoding…'), vscode.l10n.t('UTF-16, ISO-8859, Windows, Shift_JIS, EUC, GB18030, Big5')),
    separator(vscode.l10n.t('bytes')),
    step('number', vscode.l10n.t('Number…'), vscode.l10n.t('Integer or floating point, 8 to 64 bits, big- or little-endian')),
    one({ decoder: 'uuid' }, vscode.l10n.t('16 bytes')),
    one({ decoder: 'messagepack' }),
    one({ decoder: 'cbor' }),
    one({ decoder: 'base64' }),
    one({ decoder: 'hex' }),
  ];
}

function isStep(step: Step, current: DecoderChoice): boolean {
  if (step === 'encoding') return current.decoder === 'text' && current.encoding !== 'utf-8';
  return step === 'number' ? current.decoder === 'integer' || current.decoder === 'float' : current.decoder === step;
}

function item({ kafka, current }: DecoderQuestion, value: DecoderChoice, detail?: string): Item<DecoderChoice> {
  const words = kafka.choiceWords(value);
  return {
    label: words.charAt(0).toUpperCase() + words.slice(1),
    value,
    ...(detail === undefined ? {} : { detail }),
    ...(JSON.stringify(value) === JSON.stringify(current) ? { description: vscode.l10n.t('chosen') } : {}),
  };
}

const separator = (label: string): Item<never> => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** A page takes the focus back when the first list closes, and would close the next one with it. */
async function pick<Value>({ part, topic }: DecoderQuestion, title: string, items: readonly Item<Value>[]): Promise<Value | undefined> {
  const placeHolder = part === 'key' ? vscode.l10n.t('How are the keys written?') : vscode.l10n.t('How are the values written?');
  return (await vscode.window.showQuickPick(items, { title: `${topic}: ${title}`, placeHolder, matchOnDetail: true, ignoreFocusOut: true }))
    ?.value;
}

const numbers: readonly DecoderChoice[] = [
  ...([64, 32, 16, 8] as const).flatMap(bits =>
    ([true, false] as const).flatMap(signed =>
      (bits === 8 ? (['big'] as const) : (['big', 'little'] as const)).map(order => ({ decoder: 'integer', bits, signed, order }) as const),
    ),
  ),
  ...([64, 32] as const).flatMap(bits => (['big', 'little'] as const).map(order => ({ decoder: 'float', bits, order }) as const)),
];

const endings = {
  avro: ['avsc', 'json'],
  protobuf: ['proto', 'desc', 'dsc', 'pb', 'binpb', 'protoset', 'fds'],
  'json-schema': ['json'],
} as const;

/** A file of the workspace, or one of the disk; of a file with several messages one of them. A file that says nothing is told, and asked for again. */
async function pickFile(question: DecoderQuestion, decoder: FileChoice['decoder']): Promise<DecoderChoice | undefined> {
  const uri = await pickUri(question, decoder);
  if (!uri) return undefined;
  const choice: FileChoice = { decoder, file: uri.toString() };
  if (choice.decoder !== 'protobuf') return choice;
  const { kafka, files } = question;
  await files.load(kafka, [choice]);
  const answer = files.get(choice.file);
  const found = answer?.value ? kafka.messagesOf(answer.value) : { fault: answer ? kafka.failureSentence(answer.failure) : '' };
  if ('fault' in found) {
    void vscode.window.showErrorMessage(
      noticeText(vscode.l10n.t('{0} cannot be used: {1}', vscode.workspace.asRelativePath(uri), found.fault)),
    );
    return undefined;
  }
  const [only] = found.messages;
  if (found.messages.length === 1 && only !== undefined) return { ...choice, message: only };
  const message = await pick(
    question,
    vscode.l10n.t('Which message?'),
    found.messages.map(name => ({ label: name, value: name })),
  );
  return message === undefined ? undefined : { ...choice, message };
}

async function pickUri(question: DecoderQuestion, decoder: FileChoice['decoder']): Promise<vscode.Uri | undefined> {
  const pattern = decoder === 'avro' ? '**/*.avsc' : decoder === 'protobuf' ? `**/*.{${endings.protobuf.join(',')}}` : '**/*schema*.json';
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,target,build,dist,out}/**', mostFiles);
  const browse = 'browse';
  const items: Item<vscode.Uri | typeof browse>[] = [
    ...found.map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri })).sort((a, b) => a.label.localeCompare(b.label)),
    { label: vscode.l10n.t('Another file…'), value: browse },
  ];
  const chosen = found.length === 0 ? browse : await pick<vscode.Uri | typeof browse>(question, vscode.l10n.t('Which schema?'), items);
  if (chosen !== browse) return chosen;
  const filters = { [vscode.l10n.t('Schemas')]: [...endings[decoder]], [vscode.l10n.t('All files')]: ['*'] };
  return (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Which schema?'), filters }))?.[0];
}

const mostFiles = 500;
