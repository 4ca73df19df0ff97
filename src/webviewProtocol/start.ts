/** What the start panel's two sides say to each other: the host sends the forecast in words and the offsets of each strip. */
import type { Cost } from '../model/sample.ts';
import type { Protocol } from './channel.ts';
import { either, isBoolean, isDecimal, isNumber, isOneOf, isString, listOf, nullOr, optional, shape, type Decimal } from './guards.ts';
import { isTrouble, type Trouble } from './history.ts';
import { isCost, isFigure } from './partitions.ts';

export type StartToPage =
  { readonly type: 'standing'; readonly standing: StartStanding } | { readonly type: 'answer'; readonly answer: StartAnswer };

export type StartToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'askAgain' }
  | { readonly type: 'otherGroup' }
  /** What this group is going to read, where nothing tells it. */
  | { readonly type: 'chooseTopic' }
  /** To the line of the policy in the client's file. */
  | { readonly type: 'openFile' }
  /** Makes that line say earliest, before the person's eyes: saving it is theirs. */
  | { readonly type: 'changeFile' }
  | { readonly type: 'peek'; readonly topic: string; readonly partition: number }
  | { readonly type: 'diagnose' }
  | { readonly type: 'explain' }
  | { readonly type: 'showLog' };

export type StartAsks = {
  /** Puts the forecast on the clipboard. */
  readonly copyMarkdown: { readonly question: Readonly<Record<string, never>>; readonly answer: { readonly copied: boolean } };
};

export interface StartStanding {
  readonly clusterName: string;
  readonly groupId: string;
  readonly isAsking: boolean;
  readonly trouble: Trouble | null;
}

/** All times are milliseconds since 1970. */
export interface StartAnswer {
  readonly takenAt: number;
  readonly cost: Cost;
  /** "topic orders", "3 topics", "classic group, Empty". */
  readonly about: readonly string[];
  readonly tone: 'error' | 'warning' | 'healthy' | 'partial';
  readonly headline: string;
  readonly sentence: string;
  /** "replay.properties:6" as it stands in the sentence; null: it names no file. */
  readonly place: string | null;
  /** What the file's button would do; null: no file says the policy, or nothing has to change. */
  readonly change: string | null;
  readonly needsTopic: boolean;
  /** The record that is passed over or waits first, where there is one to look at. */
  readonly peek: { readonly topic: string; readonly partition: number; readonly label: string } | null;
  readonly yours: string;
  readonly other: string;
  readonly rows: readonly StartRowOnWire[];
  /** Partitions that are left out, nothing worse among them. */
  readonly moreRows: number;
  readonly notes: readonly { readonly title: string; readonly text: string; readonly source: string }[];
}

export const startSigns = ['healthy', 'warning', 'error', 'no-commit', 'lost', 'unknown', 'forbidden', 'no-leader'] as const;

export interface StartCellOnWire {
  readonly line: string;
  readonly small: string;
  readonly isBad: boolean;
  readonly at: number | null;
}

export interface StartRowOnWire {
  readonly name: string;
  readonly topic: string;
  readonly partition: number;
  readonly sign: (typeof startSigns)[number];
  readonly stateWord: string;
  readonly yours: StartCellOnWire;
  readonly other: StartCellOnWire;
  readonly label: string;
  readonly strip: StripOnWire | null;
}

/** The offsets of a partition's picture; null: there is none there. */
export interface StripOnWire {
  readonly start: Decimal;
  readonly end: Decimal;
  readonly committed: Decimal | null;
  readonly goesOn: boolean;
  /** Where the client begins by the policy that holds, and by the other one. */
  readonly yours: Decimal | null;
  readonly other: Decimal | null;
  readonly yoursWord: string;
  readonly otherWord: string;
  /** From where on records are unread. */
  readonly unreadFrom: Decimal;
}

const isCell = shape<StartCellOnWire>({ line: isString, small: isString, isBad: isBoolean, at: isFigure });

const isStrip = shape<StripOnWire>({
  ...{
    start: isDecimal,
    end: isDecimal,
    committed: nullOr(isDecimal),
    goesOn: isBoolean,
    yours: nullOr(isDecimal),
    other: nullOr(isDecimal),
  },
  ...{ yoursWord: isString, otherWord: isString, unreadFrom: isDecimal },
});

const isRow = shape<StartRowOnWire>({
  ...{ name: isString, topic: isString, partition: isNumber, sign: isOneOf(...startSigns), stateWord: isString },
  ...{ yours: isCell, other: isCell, label: isString, strip: nullOr(isStrip) },
});

const isAnswer = shape<StartAnswer>({
  ...{ takenAt: isNumber, cost: isCost, about: listOf(isString), tone: isOneOf('error', 'warning', 'healthy', 'partial') },
  ...{ headline: isString, sentence: isString, place: nullOr(isString), change: nullOr(isString), needsTopic: isBoolean },
  peek: nullOr(shape({ topic: isString, partition: isNumber, label: isString })),
  ...{ yours: isString, other: isString, rows: listOf(isRow), moreRows: isNumber },
  notes: listOf(shape({ title: isString, text: isString, source: isString })),
});

export const startProtocol: Protocol<StartToPage, StartToHost, StartAsks> = {
  toPage: either<StartToPage>({
    standing: shape({
      standing: shape<StartStanding>({ clusterName: isString, groupId: isString, isAsking: isBoolean, trouble: nullOr(isTrouble) }),
    }),
    answer: shape({ answer: isAnswer }),
  }),
  toHost: either<StartToHost>({
    ready: shape({}),
    askAgain: shape({}),
    otherGroup: shape({}),
    chooseTopic: shape({}),
    openFile: shape({}),
    changeFile: shape({}),
    peek: shape({ topic: isString, partition: isNumber }),
    diagnose: shape({}),
    explain: shape({}),
    showLog: shape({}),
  }),
  asks: { copyMarkdown: { question: shape({}), answer: shape({ copied: isBoolean }) } },
};

export interface StartSubject {
  readonly clusterName: string;
  readonly groupId: string;
  /** The only topics that count; absent: those that the group has to do with. */
  readonly topics?: readonly string[] | undefined;
}

export const isStartSubject = shape<StartSubject>({ clusterName: isString, groupId: isString, topics: optional(listOf(isString)) });
