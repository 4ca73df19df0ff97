/** What the page and its host say to each other about decoders. Part of the peek panel's protocol. */
import type { Protocol } from './channel.ts';
import { isOneOf, isString, shape, type Guard } from './guards.ts';

/** How keys and values are read, in words that stand behind "as": "Avro, by registry". */
export interface PeekDecodersTold {
  readonly type: 'decoders';
  readonly key: string;
  readonly value: string;
}

export const isDecodersTold: Guard<Omit<PeekDecodersTold, 'type'>> = shape<Omit<PeekDecodersTold, 'type'>>({
  key: isString,
  value: isString,
});

// A type and not an interface: the channel takes it as a map of questions by name.
export type PeekDecoderAsks = {
  /** Asks the person for the decoder; what it changes comes as rows. */
  readonly chooseDecoder: { readonly question: { readonly part: 'key' | 'value' }; readonly answer: null };
};

const isNull: Guard<null> = (value): value is null => value === null;

export const peekDecoderAsks: Protocol<never, never, PeekDecoderAsks>['asks'] = {
  chooseDecoder: { question: shape<{ readonly part: 'key' | 'value' }>({ part: isOneOf('key', 'value') }), answer: isNull },
};
