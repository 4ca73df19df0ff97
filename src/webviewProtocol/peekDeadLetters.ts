/** What the peek page and its host say of dead letters: records that a consumer gave up on. Worded by the host. */
import type { Protocol, Tagged } from './channel.ts';
import { isBoolean, isNumber, isString, listOf, nullOr, shape, type Guard } from './guards.ts';

/** Of the records that are loaded. */
export interface DeadLettersOnWire {
  readonly lead: string;
  /** By exception; `exception` is what the filter looks for, empty where none is named. */
  readonly counts: readonly { readonly words: string; readonly exception: string }[];
  /** Ids of the columns that tell most of them: their headers with the exception and its message. */
  readonly columns: readonly string[];
}

/** null: none of the loaded records is one. */
export interface DeadLettersTold {
  readonly type: 'deadLetters';
  readonly letters: DeadLettersOnWire | null;
}

/** Of one record. */
export interface DeadLetterDetails {
  readonly origin: string;
  readonly canOpen: boolean;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly stackTrace: string;
}

// A type and not an interface: the channel takes it as a map of questions by name.
export type DeadLetterAsks = {
  /** Opens the original record in the panel of its topic. */
  readonly openOriginal: { readonly question: { readonly id: number }; readonly answer: null };
  /** How the topic grows, as a sentence. */
  readonly growth: { readonly question: Readonly<Record<string, unknown>>; readonly answer: { readonly sentence: string } };
};

export const isDeadLetterDetails: Guard<DeadLetterDetails> = shape<DeadLetterDetails>({
  origin: isString,
  canOpen: isBoolean,
  facts: listOf(shape<DeadLetterDetails['facts'][number]>({ name: isString, value: isString })),
  stackTrace: isString,
});

export const deadLettersToPage = {
  deadLetters: shape<Omit<DeadLettersTold, 'type'>>({
    letters: nullOr(
      shape<DeadLettersOnWire>({
        lead: isString,
        counts: listOf(shape<DeadLettersOnWire['counts'][number]>({ words: isString, exception: isString })),
        columns: listOf(isString),
      }),
    ),
  }),
};

export const deadLetterAsks: Protocol<Tagged, Tagged, DeadLetterAsks>['asks'] = {
  openOriginal: { question: shape({ id: isNumber }), answer: (value): value is null => value === null },
  growth: { question: shape<Readonly<Record<string, unknown>>>({}), answer: shape({ sentence: isString }) },
};
