/** What the peek page and its host say to each other. Offsets cross as decimal strings; what a record holds crosses as text, never as markup. */
import type { Zone } from '../model/writtenTime.ts';
import type { Protocol } from './channel.ts';
import {
  either,
  eitherKind,
  isBoolean,
  isDecimal,
  isNumber,
  isOneOf,
  isString,
  listOf,
  nullOr,
  optional,
  shape,
  type Decimal,
  type Guard,
} from './guards.ts';
import { isDecodersTold, peekDecoderAsks, type PeekDecoderAsks, type PeekDecodersTold } from './peekDecoders.ts';
import { compareAsks, compareToPage, type CompareAsks, type CompareWanted } from './peekCompare.ts';
import {
  deadLetterAsks,
  deadLettersToPage,
  isDeadLetterDetails,
  type DeadLetterAsks,
  type DeadLetterDetails,
  type DeadLettersTold,
} from './peekDeadLetters.ts';
import {
  isPeekSearchState,
  searchAsks,
  searchToHost,
  writtenTime,
  type PeekSearchAsks,
  type PeekSearchState,
  type PeekSearchToHost,
  type WrittenTime,
} from './peekSearch.ts';
import { peekTableAsks, type PeekTableAsks } from './peekTable.ts';

/** What a panel is about: restored after a reload of the editor. */
export interface PeekSubject {
  readonly clusterName: string;
  readonly topic: string;
  /** What whoever opened the panel wants to see; the rest is as the person chose last for this topic. */
  readonly wanted?: Partial<PeekChoices> | undefined;
  /** The record there is to be compared with its neighbours. */
  readonly compares?: boolean | undefined;
  /** What the records shown contain, where a link says so. */
  readonly filter?: string | undefined;
  /** A panel of several topics, of which `topic` is the first: the records of one trace. */
  readonly trace?: { readonly id: string; readonly topics: readonly string[] } | undefined;
}

/** What the toolbar says. */
export interface PeekChoices {
  readonly start: PeekStartChoice;
  /** Empty: all. */
  readonly partitions: readonly number[];
  readonly limit: number;
  readonly isolation: 'read_uncommitted' | 'read_committed';
  readonly showControlRecords: boolean;
}

export type PeekStartChoice =
  | { readonly kind: 'newest' }
  /** The newest, and then what is written from now on, as it comes. */
  | { readonly kind: 'live' }
  | { readonly kind: 'oldest' }
  | { readonly kind: 'offset'; readonly offset: Decimal }
  /** The page turns what the person wrote into milliseconds, and `written` back again. */
  | ({ readonly kind: 'time' } & WrittenTime)
  | { readonly kind: 'committed'; readonly groupId: string };

export type PeekToPage =
  /** Everything that the page needs to stand as it stood, also after it was hidden. */
  | {
      readonly type: 'state';
      readonly clusterName: string;
      readonly topic: string;
      readonly choices: PeekChoices;
      readonly filter: string;
      readonly selected: number | null;
      readonly zone: Zone;
      /** The topics of a panel of several; empty otherwise. */
      readonly topics: readonly string[];
      readonly search: PeekSearchState;
    }
  | { readonly type: 'reading' }
  | { readonly type: 'progress'; readonly words: string }
  /** All records that are loaded now, in the order in which they are shown. */
  | { readonly type: 'records'; readonly look: PeekLook }
  /**
   * Rows that come while a search runs or the log is followed: `at` is where each stands once they are all in and the
   * first `dropped` are gone. `share` is how far a search has come, 0–1.
   */
  | {
      readonly type: 'added';
      readonly rows: readonly PeekRow[];
      readonly at: readonly number[];
      readonly dropped: number;
      readonly statement: PeekStatement;
      readonly share: number | null;
    }
  /** No more comes. `canSearchFromOldest`: nothing was found, and what lies before was not searched. */
  | { readonly type: 'ended'; readonly statement: PeekStatement; readonly canSearchFromOldest: boolean }
  /** `news`: so many offsets were written since the person scrolled up to read. */
  | { readonly type: 'held'; readonly news: number }
  | CompareWanted
  | PeekDecodersTold
  | DeadLettersTold
  /** The question failed as a whole; what was loaded before stays. */
  | { readonly type: 'failed'; readonly sentence: string };

/** What is loaded, with the statement of what was looked at. */
export interface PeekLook {
  readonly rows: readonly PeekRow[];
  readonly markers: readonly PeekMarker[];
  readonly statement: PeekStatement;
  /** How many rows the last reading put before those that were there. */
  readonly added: number;
  readonly canReadEarlier: boolean;
  readonly canReadLater: boolean;
  /** More comes by itself, as `added` rows: a search runs, or the log is followed. */
  readonly goesOn?: boolean | undefined;
}

export interface PeekStatement {
  /** "Looked at orders-2, offsets 183,911 – 186,410 of 171,004 – 191,466:" */
  readonly lead: string;
  /** "2,500 records, 241 kB in 62 ms." */
  readonly rest: string;
  /** Sentences on what was not as asked for: a deleted offset, a partition that failed. */
  readonly notes: readonly PeekNoteWords[];
  /** A line a partition. */
  readonly details: readonly string[];
}

export interface PeekNoteWords {
  readonly severity: 'error' | 'warning' | 'information';
  readonly sentence: string;
  /** What a person can do about it at once: a message without more to it, and the words of its link. */
  readonly action?: { readonly name: 'askSchemasAgain'; readonly words: string } | undefined;
}

export interface PeekRow {
  /** Stands for the record in questions, as long as this look is shown. */
  readonly id: number;
  /** Only in a panel of several topics. */
  readonly topic?: string | undefined;
  readonly partition: number;
  readonly offset: Decimal;
  /** Milliseconds since 1970; −1 where the record carries none. */
  readonly timestamp: number;
  readonly timestampType: 'CreateTime' | 'LogAppendTime';
  readonly key: PeekContent;
  readonly value: PeekContent;
  readonly headers: number;
  /** A header carries the id of a trace, which can be looked for elsewhere. */
  readonly hasTrace?: boolean | undefined;
  readonly size: number;
  /** What it is besides a record of the application. */
  readonly mark: 'none' | 'control' | 'aborted' | 'not-yet-visible' | 'unreadable';
}

/** Key or value as one line, cut. */
export interface PeekContent {
  readonly kind: 'null' | 'empty' | 'json' | 'text' | 'integer' | 'registry' | 'hex' | 'control' | 'unreadable';
  readonly text: string;
  /** What must be said beside it: "schema id 12", "not text: byte 1 is C3". */
  readonly note: string;
}

/** A line between records: here the group reads on. */
export interface PeekMarker {
  readonly partition: number;
  /** Stands before the partition's first record at or after this offset. */
  readonly offset: Decimal;
  readonly words: string;
  readonly tone: 'information' | 'warning';
}

export interface PeekDetails {
  /** Set where a consumer gave up on the record. */
  readonly deadLetter?: DeadLetterDetails | undefined;
  /** "184,211 of orders-2" */
  readonly title: string;
  /** Figures of the record, in the order in which they are read: "43 B", "no producer id". */
  readonly facts: readonly string[];
  readonly value: PeekContentDetails;
  readonly key: PeekContentDetails;
  readonly headers: readonly { readonly name: string; readonly value: PeekContentDetails }[];
  readonly batch: readonly { readonly name: string; readonly value: string }[];
}

export interface PeekContentDetails {
  readonly kind: PeekContent['kind'];
  /** As it is read: pretty JSON, the text, or nothing. */
  readonly text: string;
  /** The text goes on; the question `more` brings all of it. */
  readonly goesOn: boolean;
  /** "JSON, 33 bytes", "tombstone (value is null)". */
  readonly words: string;
  /** Said where `text` or `hex` show only the beginning; empty otherwise. */
  readonly cut: string;
  readonly attempts: readonly PeekAttempt[];
  readonly hex: readonly { readonly at: string; readonly hex: string; readonly ascii: string }[];
}

export interface PeekAttempt {
  readonly name: string;
  readonly outcome: 'fits' | 'possible' | 'failed';
  readonly sentence: string;
}

export type PeekToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly choices: PeekChoices }
  | { readonly type: 'readMore'; readonly direction: 'earlier' | 'later' }
  /** Ends the reading at hand; what was read until then is shown. */
  | { readonly type: 'stop' }
  /** Schemas that could not be had are asked for once more. */
  | { readonly type: 'askSchemasAgain' }
  | { readonly type: 'selected'; readonly id: number }
  | { readonly type: 'zone'; readonly zone: Zone }
  /** Following waits while the person reads further up. */
  | { readonly type: 'hold'; readonly isHeld: boolean }
  | PeekSearchToHost;

// A type and not an interface: the channel takes it as a map of questions by name.
export type PeekAsks = PeekSearchAsks &
  PeekTableAsks &
  CompareAsks &
  PeekDecoderAsks &
  DeadLetterAsks & {
    readonly details: { readonly question: { readonly id: number }; readonly answer: PeekDetails };
    /** Ids of the loaded records whose key, value or headers contain the text. */
    readonly filter: { readonly question: { readonly text: string }; readonly answer: { readonly ids: readonly number[] } };
    readonly groups: {
      readonly question: Readonly<Record<string, unknown>>;
      readonly answer: { readonly groupIds: readonly string[]; readonly note: string };
    };
  };

export const isPeekStartChoice: Guard<PeekStartChoice> = eitherKind<PeekStartChoice>({
  newest: shape({}),
  live: shape({}),
  oldest: shape({}),
  offset: shape({ offset: isDecimal }),
  time: shape(writtenTime),
  committed: shape({ groupId: isString }),
});

const choiceGuards = {
  start: isPeekStartChoice,
  partitions: listOf(isNumber),
  limit: isNumber,
  isolation: isOneOf('read_uncommitted', 'read_committed'),
  showControlRecords: isBoolean,
};

export const isPeekChoices: Guard<PeekChoices> = shape<PeekChoices>(choiceGuards);

const isSomeChoices: Guard<Partial<PeekChoices>> = shape<Partial<PeekChoices>>({
  start: optional(choiceGuards.start),
  partitions: optional(choiceGuards.partitions),
  limit: optional(choiceGuards.limit),
  isolation: optional(choiceGuards.isolation),
  showControlRecords: optional(choiceGuards.showControlRecords),
});

export const isPeekSubject: Guard<PeekSubject> = shape<PeekSubject>({
  clusterName: isString,
  topic: isString,
  wanted: optional(isSomeChoices),
  compares: optional(isBoolean),
  filter: optional(isString),
  trace: optional(shape<{ id: string; topics: readonly string[] }>({ id: isString, topics: listOf(isString) })),
});

const isZone: Guard<Zone> = isOneOf('local', 'utc');

const isKind: Guard<PeekContent['kind']> = isOneOf('null', 'empty', 'json', 'text', 'integer', 'registry', 'hex', 'control', 'unreadable');

const isContent: Guard<PeekContent> = shape<PeekContent>({ kind: isKind, text: isString, note: isString });

const isRow: Guard<PeekRow> = shape<PeekRow>({
  id: isNumber,
  topic: optional(isString),
  partition: isNumber,
  offset: isDecimal,
  timestamp: isNumber,
  timestampType: isOneOf('CreateTime', 'LogAppendTime'),
  key: isContent,
  value: isContent,
  headers: isNumber,
  hasTrace: optional(isBoolean),
  size: isNumber,
  mark: isOneOf('none', 'control', 'aborted', 'not-yet-visible', 'unreadable'),
});

const isStatement: Guard<PeekStatement> = shape<PeekStatement>({
  lead: isString,
  rest: isString,
  notes: listOf(
    shape<PeekNoteWords>({
      severity: isOneOf('error', 'warning', 'information'),
      sentence: isString,
      action: optional(shape<NonNullable<PeekNoteWords['action']>>({ name: isOneOf('askSchemasAgain'), words: isString })),
    }),
  ),
  details: listOf(isString),
});

const isLook: Guard<PeekLook> = shape<PeekLook>({
  rows: listOf(isRow),
  markers: listOf(shape<PeekMarker>({ partition: isNumber, offset: isDecimal, words: isString, tone: isOneOf('information', 'warning') })),
  statement: isStatement,
  added: isNumber,
  canReadEarlier: isBoolean,
  canReadLater: isBoolean,
  goesOn: optional(isBoolean),
});

const isContentDetails: Guard<PeekContentDetails> = shape<PeekContentDetails>({
  kind: isKind,
  text: isString,
  goesOn: isBoolean,
  words: isString,
  cut: isString,
  attempts: listOf(shape<PeekAttempt>({ name: isString, outcome: isOneOf('fits', 'possible', 'failed'), sentence: isString })),
  hex: listOf(shape<PeekContentDetails['hex'][number]>({ at: isString, hex: isString, ascii: isString })),
});

const isDetails: Guard<PeekDetails> = shape<PeekDetails>({
  deadLetter: optional(isDeadLetterDetails),
  title: isString,
  facts: listOf(isString),
  value: isContentDetails,
  key: isContentDetails,
  headers: listOf(shape<PeekDetails['headers'][number]>({ name: isString, value: isContentDetails })),
  batch: listOf(shape<PeekDetails['batch'][number]>({ name: isString, value: isString })),
});

export const peekProtocol: Protocol<PeekToPage, PeekToHost, PeekAsks> = {
  toPage: either<PeekToPage>({
    state: shape({
      clusterName: isString,
      topic: isString,
      choices: isPeekChoices,
      filter: isString,
      selected: nullOr(isNumber),
      zone: isZone,
      topics: listOf(isString),
      search: isPeekSearchState,
    }),
    reading: shape({}),
    progress: shape({ words: isString }),
    records: shape({ look: isLook }),
    added: shape({
      rows: listOf(isRow),
      at: listOf(isNumber),
      dropped: isNumber,
      statement: isStatement,
      share: nullOr(isNumber),
    }),
    ended: shape({ statement: isStatement, canSearchFromOldest: isBoolean }),
    held: shape({ news: isNumber }),
    failed: shape({ sentence: isString }),
    ...compareToPage,
    decoders: isDecodersTold,
    ...deadLettersToPage,
  }),
  toHost: either<PeekToHost>({
    ready: shape({}),
    read: shape({ choices: isPeekChoices }),
    readMore: shape({ direction: isOneOf('earlier', 'later') }),
    stop: shape({}),
    askSchemasAgain: shape({}),
    selected: shape({ id: isNumber }),
    zone: shape({ zone: isZone }),
    hold: shape({ isHeld: isBoolean }),
    ...searchToHost,
  }),
  asks: {
    ...compareAsks,
    ...peekDecoderAsks,
    ...deadLetterAsks,
    ...searchAsks,
    ...peekTableAsks,
    details: { question: shape({ id: isNumber }), answer: isDetails },
    filter: { question: shape({ text: isString }), answer: shape({ ids: listOf(isNumber) }) },
    groups: { question: shape<Readonly<Record<string, unknown>>>({}), answer: shape({ groupIds: listOf(isString), note: isString }) },
  },
};
