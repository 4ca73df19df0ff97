/** What the peek page's comparison and its host say to each other: a record beside its neighbours, worded by the host. */
import type { Protocol, Tagged } from './channel.ts';
import { isBoolean, isNumber, isOneOf, isString, listOf, shape } from './guards.ts';

export interface ComparisonOnWire {
  readonly title: string;
  readonly sentence: string;
  readonly crowd: string;
  readonly differs: boolean;
  /** Before, the record, after. */
  readonly heads: readonly { readonly offset: string; readonly what: string }[];
  readonly rows: readonly ComparedRow[];
  /** There is a record before it to be shown beside it in an editor. */
  readonly canDiff: boolean;
}

export interface ComparedRow {
  readonly name: string;
  readonly differs: boolean;
  readonly cells: readonly { readonly text: string; readonly mono: boolean; readonly sign: ComparedSign }[];
}

export type ComparedSign = 'none' | 'fits' | 'failed' | 'possible';

/** The record with this id is to be compared now: whoever opened the panel wants it. */
export interface CompareWanted {
  readonly type: 'compare';
  readonly id: number;
}

// A type and not an interface: the channel takes it as a map of questions by name.
export type CompareAsks = {
  readonly compare: { readonly question: { readonly id: number }; readonly answer: ComparisonOnWire };
  /** The comparison that is shown is no longer: it does not come back with the panel. */
  readonly compareNoMore: { readonly question: Readonly<Record<string, unknown>>; readonly answer: null };
  readonly copyComparison: { readonly question: { readonly id: number }; readonly answer: { readonly said: string } };
  /** Opens the record and the one before it as documents side by side. */
  readonly diffWithBefore: { readonly question: { readonly id: number }; readonly answer: null };
};

export const compareToPage = { compare: shape<Omit<CompareWanted, 'type'>>({ id: isNumber }) };

export const compareAsks: Protocol<Tagged, Tagged, CompareAsks>['asks'] = {
  compare: {
    question: shape({ id: isNumber }),
    answer: shape<ComparisonOnWire>({
      title: isString,
      sentence: isString,
      crowd: isString,
      differs: isBoolean,
      heads: listOf(shape<ComparisonOnWire['heads'][number]>({ offset: isString, what: isString })),
      rows: listOf(
        shape<ComparedRow>({
          name: isString,
          differs: isBoolean,
          cells: listOf(
            shape<ComparedRow['cells'][number]>({
              text: isString,
              mono: isBoolean,
              sign: isOneOf('none', 'fits', 'failed', 'possible'),
            }),
          ),
        }),
      ),
      canDiff: isBoolean,
    }),
  },
  compareNoMore: { question: shape<Readonly<Record<string, unknown>>>({}), answer: (value): value is null => value === null },
  copyComparison: { question: shape({ id: isNumber }), answer: shape({ said: isString }) },
  diffWithBefore: { question: shape({ id: isNumber }), answer: (value): value is null => value === null },
};
