/** Which decoder a person chose for the keys and the values of a topic, from one time to the next. */
import type * as vscode from 'vscode';
import { textEncodings, type DecoderChoice } from '../../model/decoded.ts';
import { isBoolean, isOneOf, isString, optional, shape, type Guard } from '../../webviewProtocol/guards.ts';

export interface DecoderChoices {
  readonly key?: DecoderChoice | undefined;
  readonly value?: DecoderChoice | undefined;
}

export interface TopicOfCluster {
  readonly clusterName: string;
  readonly topic: string;
}

/** What was kept by an older version, or by somebody else, is no choice. */
export function decoderChoicesFor(memory: vscode.Memento, topic: TopicOfCluster): DecoderChoices {
  const kept = memory.get<unknown>(keyOf(topic));
  return isDecoderChoices(kept) ? kept : {};
}

export async function rememberDecoders(memory: vscode.Memento, topic: TopicOfCluster, { key, value }: DecoderChoices): Promise<void> {
  const kept = { ...(isAuto(key) ? {} : { key }), ...(isAuto(value) ? {} : { value }) };
  await memory.update(keyOf(topic), Object.keys(kept).length === 0 ? undefined : kept);
}

const isAuto = (choice: DecoderChoice | undefined): boolean => choice === undefined || choice.decoder === 'auto';

const keyOf = ({ clusterName, topic }: TopicOfCluster): string => `decoders ${JSON.stringify([clusterName, topic])}`;

const none: Guard<object> = shape<object>({});
const file = shape<{ readonly file: string }>({ file: isString });
const order = isOneOf('big', 'little');
const cases: Readonly<Record<DecoderChoice['decoder'], Guard<object>>> = {
  auto: none,
  registry: none,
  json: none,
  text: shape<{ readonly encoding: string }>({ encoding: isOneOf(...textEncodings) }),
  avro: file,
  protobuf: shape<{ readonly file: string; readonly message?: string | undefined }>({ file: isString, message: optional(isString) }),
  'json-schema': file,
  messagepack: none,
  cbor: none,
  integer: shape<{ readonly bits: number; readonly signed: boolean; readonly order: string }>({
    bits: isOneOf(8, 16, 32, 64),
    signed: isBoolean,
    order,
  }),
  float: shape<{ readonly bits: number; readonly order: string }>({ bits: isOneOf(32, 64), order }),
  uuid: none,
  base64: none,
  hex: none,
};

function isDecoderChoice(value: unknown): value is DecoderChoice {
  if (typeof value !== 'object' || value === null || !('decoder' in value) || typeof value.decoder !== 'string') return false;
  return Object.hasOwn(cases, value.decoder) && cases[value.decoder as DecoderChoice['decoder']](value);
}

const isDecoderChoices: Guard<DecoderChoices> = shape<DecoderChoices>({
  key: optional(isDecoderChoice),
  value: optional(isDecoderChoice),
});
