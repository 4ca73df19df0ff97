/**
 * The search bar of the peek page: what it says, what it remembers, and what the host says of it while the person types.
 * What is found arrives as `added` rows (peek.ts), as what is followed does.
 */
import { pathOperators, type SearchFor, type SearchPart } from '../model/search.ts';
import type { Zone } from '../model/writtenTime.ts';
import {
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

/** A time of the toolbar: milliseconds since 1970, and what the person wrote, which is read anew where it is relative. */
export interface WrittenTime {
  readonly at: number;
  readonly written: string;
  /** The zone that was meant; a time of an older version was a local one. */
  readonly zone?: Zone | undefined;
}

/** What the bar says. */
export interface PeekSearchChoices {
  readonly what: SearchFor;
  readonly from: PeekSearchFrom;
  readonly until: PeekSearchUntil;
  /** Most matches. */
  readonly most: number;
}

export type PeekSearchFrom =
  | { readonly kind: 'oldest' }
  | { readonly kind: 'offset'; readonly offset: Decimal }
  | ({ readonly kind: 'time' } & WrittenTime)
  | { readonly kind: 'committed'; readonly groupId: string };

export type PeekSearchUntil =
  { readonly kind: 'end' } | { readonly kind: 'offset'; readonly offset: Decimal } | ({ readonly kind: 'time' } & WrittenTime);

/** Where the toolbar says to search, besides the bar. */
export interface PeekSearchReach {
  /** Empty: all. */
  readonly partitions: readonly number[];
  readonly isolation: 'read_uncommitted' | 'read_committed';
}

/** What the bar shows when the page comes up. */
export interface PeekSearchState {
  readonly isOpen: boolean;
  /** What is shown was found by it, not read. */
  readonly isShown: boolean;
  readonly choices: PeekSearchChoices;
  /** The last searches of this topic, newest first. */
  readonly history: readonly PeekSearchChoices[];
}

/** What became of a search as it is typed. */
export interface PeekSearchCheck {
  /** Why it cannot be searched for; `at` is the index of the character in question. */
  readonly fault: { readonly at: number | null; readonly sentence: string } | null;
  /** What it says of the selected record: "tried on 184,211: passes". */
  readonly trial: PeekSearchTrial | null;
}

export interface PeekSearchTrial {
  readonly outcome: 'passes' | 'does-not-pass' | 'fault';
  readonly words: string;
}

export type PeekSearchToHost =
  | { readonly type: 'search'; readonly search: PeekSearchChoices; readonly reach: PeekSearchReach }
  /** The bar was opened or closed: the next page of the same panel has it so. */
  | { readonly type: 'searchBar'; readonly isOpen: boolean };

export type PeekSearchAsks = {
  /** `id`: the selected record, on which it is tried. */
  readonly checkSearch: {
    readonly question: { readonly what: SearchFor; readonly id: number | null };
    readonly answer: PeekSearchCheck;
  };
  /** Opens the search for the record's trace in topics that the person picks; answers nothing. */
  readonly findTrace: { readonly question: { readonly id: number }; readonly answer: null };
};

const isZone = isOneOf('local', 'utc');

export const writtenTime = { at: isNumber, written: isString, zone: optional(isZone) };

const isParts: Guard<readonly SearchPart[]> = listOf(isOneOf('key', 'value', 'headers'));

export const isSearchFor: Guard<SearchFor> = eitherKind<SearchFor>({
  text: shape({ text: isString, matchCase: isBoolean, parts: isParts }),
  regex: shape({ source: isString, matchCase: isBoolean, parts: isParts }),
  path: shape({ path: isString, operator: isOneOf(...pathOperators), operand: isString }),
  expression: shape({ text: isString }),
  trace: shape({ id: isString }),
});

const isFrom: Guard<PeekSearchFrom> = eitherKind<PeekSearchFrom>({
  oldest: shape({}),
  offset: shape({ offset: isDecimal }),
  time: shape(writtenTime),
  committed: shape({ groupId: isString }),
});

const isUntil: Guard<PeekSearchUntil> = eitherKind<PeekSearchUntil>({
  end: shape({}),
  offset: shape({ offset: isDecimal }),
  time: shape(writtenTime),
});

export const isPeekSearchChoices: Guard<PeekSearchChoices> = shape<PeekSearchChoices>({
  what: isSearchFor,
  from: isFrom,
  until: isUntil,
  most: isNumber,
});

export const isPeekSearchState: Guard<PeekSearchState> = shape<PeekSearchState>({
  isOpen: isBoolean,
  isShown: isBoolean,
  choices: isPeekSearchChoices,
  history: listOf(isPeekSearchChoices),
});

/** By the word in `type`; peek.ts spreads them into its own. */
export const searchToHost = {
  search: shape<{ search: PeekSearchChoices; reach: PeekSearchReach }>({
    search: isPeekSearchChoices,
    reach: shape<PeekSearchReach>({ partitions: listOf(isNumber), isolation: isOneOf('read_uncommitted', 'read_committed') }),
  }),
  searchBar: shape<{ isOpen: boolean }>({ isOpen: isBoolean }),
};

const isNull: Guard<null> = (value): value is null => value === null;

export const searchAsks = {
  checkSearch: {
    question: shape<PeekSearchAsks['checkSearch']['question']>({ what: isSearchFor, id: nullOr(isNumber) }),
    answer: shape<PeekSearchCheck>({
      fault: nullOr(shape<{ at: number | null; sentence: string }>({ at: nullOr(isNumber), sentence: isString })),
      trial: nullOr(shape<PeekSearchTrial>({ outcome: isOneOf('passes', 'does-not-pass', 'fault'), words: isString })),
    }),
  },
  findTrace: { question: shape<{ id: number }>({ id: isNumber }), answer: isNull },
};
