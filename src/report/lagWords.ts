/** How a group's lag is told in words: the first lines of the lag panel, the tree's tooltip, a copied summary. */
import { partitionName } from '../model/cluster.ts';
import { formatRateFigure, formatShare, formatSpan } from '../model/figures.ts';
import type { Group } from '../model/group.ts';
import type { PartitionState } from '../model/sample.ts';
import type { GroupTrend, PartitionTrend } from '../model/trend.ts';
import { counted, inWords, records, upper } from './counting.ts';

export interface LagWords {
  /** Which icon stands for all of it. */
  readonly sign: PartitionState | 'healthy' | 'empty';
  /** A sentence that could be said aloud. */
  readonly headline: string;
  /** What it rests on; empty where the headline says it all. */
  readonly sentence: string;
  /** What the person would ask next; null where nothing is wrong. */
  readonly question: string | null;
}

/** Words for a judged group. `now` (milliseconds since 1970) is the time that ages are told from. */
export function wordLag(group: Group, trend: GroupTrend, now: number): LagWords {
  const kinds = kindsOf(trend);
  const members = group.members.length;
  const nothingWaits = trend.total.records === 0n && trend.total.unknown === 0;

  if (trend.states.length === 0) return withoutPartitions(group, members);
  if (kinds.troubles.length > 0) return troubled(kinds, trend, now);
  if (kinds.unjudged.length > 0) return halfAnAnswer(kinds, trend);
  if (group.groupState === 'Empty' && nothingWaits && trend.total.noCommit === 0)
    return { sign: 'empty', headline: 'Empty: no members, and nothing is left to read', sentence: '', question: null };
  if (kinds.noCommit.length === trend.states.length) return nothingCommitted(trend.partitions, members);
  if (kinds.early.length > 0) return tooEarly(kinds, trend);
  return keepsUp(group, kinds, trend);
}

/** The group was there, and is no more. */
export function wordGroupGone(groupId: string): { readonly what: string; readonly why: string; readonly next: string } {
  return {
    what: `The group ${groupId} no longer exists`,
    why: 'It was deleted, or its last commits expired or went with their topic.',
    next: 'What was seen last stays here. If the group comes back, this goes on by itself.',
  };
}

/**
 * The group is there, and nothing of what it read.
 * @param gone topics that its members still subscribe to; Kafka leaves out in silence what a login may not see
 */
export function wordNothingLeft(
  groupId: string,
  gone: readonly string[],
): { readonly what: string; readonly why: string; readonly next: string } {
  const [only, ...others] = gone;
  const next = 'What was seen last stays here. If the group reads something again, this goes on by itself.';
  if (only === undefined) {
    return { what: `${groupId} reads nothing now`, why: 'What it had committed was deleted, has expired, or went with its topic.', next };
  }
  return others.length === 0
    ? { what: `The topic ${only} is gone`, why: 'It was deleted, or this login may no longer see it.', next }
    : { what: 'The topics that it reads are gone', why: 'They were deleted, or this login may no longer see them.', next };
}

/** The rows of each kind: of ten thousand partitions few are named. */
interface Kinds {
  /** Worst first; only states that are there. */
  readonly troubles: readonly { readonly state: Trouble; readonly rows: readonly number[] }[];
  readonly draining: readonly number[];
  readonly steady: readonly number[];
  readonly early: readonly number[];
  readonly noCommit: readonly number[];
  /** Asked, without an answer, or not allowed to know. */
  readonly unjudged: readonly number[];
}

function kindsOf({ states }: GroupTrend): Kinds {
  const rows = new Map<PartitionState, number[]>();
  for (let row = 0; row < states.length; row++) {
    const state = states[row] ?? 'unknown';
    const ofState = rows.get(state);
    if (ofState) ofState.push(row);
    else rows.set(state, [row]);
  }
  const of = (...wanted: readonly PartitionState[]) => wanted.flatMap(state => rows.get(state) ?? []);
  return {
    troubles: worstFirst.flatMap(state => (rows.has(state) ? { state, rows: of(state) } : [])),
    draining: of('draining'),
    steady: of('steady'),
    early: of('too-early'),
    noCommit: of('no-commit'),
    unjudged: of('unknown', 'forbidden'),
  };
}

/** "One partition is stuck, one is hot, one lost records; 19 keep up". */
function troubled({ troubles, steady, draining, early, noCommit, unjudged }: Kinds, trend: GroupTrend, now: number): LagWords {
  const clauses = troubles.map(({ state, rows }, index) => {
    const who = index > 0 ? inWords(rows.length) : `${upper(inWords(rows.length))} ${rows.length === 1 ? 'partition' : 'partitions'}`;
    return `${who} ${troubleWords[state].is(rows.length === 1)}`;
  });
  const more = troubles.reduce((all, { rows }) => all + rows.length, 0) - MOST_SENTENCES;
  const fine = steady.length + draining.length;
  const rest = fine > 0 ? `; ${fine === 1 ? 'one keeps' : `${fine} keep`} up` : '';
  const sentences = [
    ...worstOf(troubles, trend).map(({ state, one }) => `${troubleWords[state].sentence(one, trend, now)}.`),
    ...(more > 0 ? [`${upper(counted(more, 'more is', 'more are'))} in the table.`] : []),
    ...restOf([...unjudged, ...noCommit, ...early], trend),
  ];
  const [worst] = troubles;
  return {
    sign: worst?.state ?? 'unknown',
    headline: `${clauses.join(', ')}${rest}`,
    sentence: sentences.join(' '),
    question: worst ? troubleWords[worst.state].question(worst.rows.length === 1) : null,
  };
}

/** More troubles are in the table. */
const MOST_SENTENCES = 3;

type Trouble = 'stuck' | 'stopped' | 'lost' | 'no-leader' | 'hot' | 'growing';

interface TroubleWords {
  /** "is stuck", "are stuck". */
  readonly is: (one: boolean) => string;
  /** One partition's own sentence, without its full stop. */
  readonly sentence: (trouble: PartitionTrend, trend: GroupTrend, now: number) => string;
  readonly question: (one: boolean) => string;
}

/** Worst first. */
const troubleWords: Readonly<Record<Trouble, TroubleWords>> = {
  stuck: {
    is: one => (one ? 'is stuck' : 'are stuck'),
    sentence: (trouble, trend, now) => `${partitionName(trouble)} has not moved for ${unmovedFor(trouble, now)}${shareOf(trouble, trend)}`,
    question: one => (one ? 'Why is it stuck?' : 'Why are they stuck?'),
  },
  stopped: {
    is: one => (one ? 'is read by nobody' : 'are read by nobody'),
    sentence: trouble => `${partitionName(trouble)} holds ${records(waiting(trouble))} that nobody reads`,
    question: () => 'Why does nobody read?',
  },
  lost: {
    is: () => 'lost records',
    sentence: trouble =>
      `${partitionName(trouble)} lost ${records(trouble.lag.kind === 'known' ? trouble.lag.parts.lost : 0n)} to retention`,
    question: () => 'Why were records lost?',
  },
  'no-leader': {
    is: one => (one ? 'has no leader' : 'have no leader'),
    sentence: trouble => `${partitionName(trouble)} has no leader, so nobody can read or write it`,
    question: () => 'Why?',
  },
  hot: {
    is: one => (one ? 'is hot' : 'are hot'),
    sentence: trouble =>
      `${partitionName(trouble)} gets ${formatShare(trouble.hot?.share ?? 0)} of its topic's records and falls ${behind(trouble)} a second behind`,
    question: () => 'Why?',
  },
  growing: {
    is: one => (one ? 'falls behind' : 'fall behind'),
    sentence: (trouble, trend) => `${partitionName(trouble)} falls ${behind(trouble)} a second behind${shareOf(trouble, trend)}`,
    question: () => 'Why?',
  },
};
const worstFirst = Object.keys(troubleWords) as readonly Trouble[];
/** Those that are worth a sentence: of the worst state first, and within it those with most records. */
function worstOf(troubles: Kinds['troubles'], trend: GroupTrend): readonly { readonly state: Trouble; readonly one: PartitionTrend }[] {
  const worst: { state: Trouble; row: number }[] = [];
  for (const { state, rows } of troubles) {
    if (worst.length >= MOST_SENTENCES) break;
    const most = rows.toSorted((a, b) => (trend.lags[b] || 0) - (trend.lags[a] || 0));
    worst.push(...most.slice(0, MOST_SENTENCES - worst.length).map(row => ({ state, row })));
  }
  return worst.map(({ state, row }) => ({ state, one: trend.partition(row) }));
}

/** "at least" where the commit stood there from the first look on. */
function unmovedFor({ unmovedSince, sawCommitMove }: PartitionTrend, now: number): string {
  const span = formatSpan(now - (unmovedSince ?? now));
  return sawCommitMove ? span : `at least ${span}`;
}

function shareOf(trouble: PartitionTrend, trend: GroupTrend): string {
  const waits = waiting(trouble);
  if (trend.total.records === 0n || waits * 10n < trend.total.records) return '';
  if (waits === trend.total.records) return ' and holds all of the lag';
  const share = Number(waits) / Number(trend.total.records);
  return ` and holds ${share < 0.99 ? formatShare(share) : 'nearly all'} of the lag`;
}

function restOf(others: readonly number[], trend: GroupTrend): readonly string[] {
  if (others.length === 0) return [];
  if (others.length <= 2) {
    const partitions = others.map(row => trend.partition(row));
    const named = partitions.map(one => `${partitionName(one)} ${because(one.state)}`).join(', ');
    return [`${upper(counted(others.length, 'cannot be judged', 'cannot be judged'))}: ${named}.`];
  }
  return [`${upper(inWords(others.length))} cannot be judged.`];
}

function because(state: PartitionState): string {
  if (state === 'forbidden') return 'may not be seen by this login';
  if (state === 'no-commit') return 'has no commit';
  return state === 'too-early' ? 'needs a longer look' : 'gave no answer';
}

function withoutPartitions(group: Group, members: number): LagWords {
  if (group.groupState === 'Dead' || group.failure?.kind === 'not-found')
    return {
      sign: 'unknown',
      headline: 'This group does not exist',
      sentence: 'The coordinator knows no group of this name.',
      question: 'Why?',
    };
  if (group.failure) {
    const isForbidden = group.failure.kind === 'forbidden';
    const headline = isForbidden ? 'This login may not see this group' : 'Nothing is known of this group';
    return { sign: isForbidden ? 'forbidden' : 'unknown', headline, sentence: '', question: 'Why?' };
  }
  return members > 0
    ? {
        sign: 'no-commit',
        headline: 'Nothing is assigned, and nothing was ever committed',
        sentence: `The group has ${counted(members, 'member', 'members')}.`,
        question: 'Why?',
      }
    : { sign: 'empty', headline: 'Empty: no members, and nothing was ever committed', sentence: '', question: null };
}

function nothingCommitted(partitions: readonly PartitionTrend[], members: number): LagWords {
  const waits = partitions.reduce((sum, { lag }) => sum + (lag.kind === 'no-commit' ? (lag.waiting ?? 0n) : 0n), 0n);
  return {
    sign: 'no-commit',
    headline: `Nothing is committed on ${counted(partitions.length, 'partition', 'partitions')}`,
    sentence:
      waits === 0n
        ? 'Nothing was written there either.'
        : `${records(waits)} ${waits === 1n ? 'lies' : 'lie'} there. ${members > 0 ? 'Its members commit nothing, so a restart begins wherever auto.offset.reset says.' : 'Where a member would start depends on its auto.offset.reset.'}`,
    question: waits === 0n ? null : 'Why?',
  };
}

function halfAnAnswer({ unjudged, steady, draining, early, noCommit }: Kinds, trend: GroupTrend): LagWords {
  const forbidden = unjudged.filter(row => trend.states[row] === 'forbidden').length;
  const all = trend.states.length;
  const of = (count: number) => (count === all ? counted(all, 'partition', 'partitions') : `${count} of ${all} partitions`);
  const half = unjudged.length === all ? '' : 'Half of an answer: ';
  const fine = steady.length + draining.length;
  const others = [
    ...(fine > 0 ? [`The other ${fine === 1 ? 'one keeps' : `${fine} keep`} up.`] : []),
    ...restOf([...noCommit, ...early], trend),
  ];
  const headline = forbidden > 0 ? `${half}this login may not see ${of(forbidden)}` : `${half}nothing is known of ${of(unjudged.length)}`;
  return { sign: forbidden > 0 ? 'forbidden' : 'unknown', headline: upper(headline), sentence: others.join(' '), question: 'Why?' };
}

function tooEarly({ early, noCommit }: Kinds, trend: GroupTrend): LagWords {
  return {
    sign: 'too-early',
    headline: `Too early to say: ${trend.total.records === 0n ? 'nothing waits' : `${records(trend.total.records)} ${trend.total.records === 1n ? 'waits' : 'wait'}`}, seen for ${formatSpan(trend.observedMs)}`,
    sentence: [`${upper(counted(early.length, 'partition needs', 'partitions need'))} a longer look.`, ...restOf(noCommit, trend)].join(
      ' ',
    ),
    question: null,
  };
}

function keepsUp({ groupState }: Group, { draining, noCommit, steady }: Kinds, trend: GroupTrend): LagWords {
  const rest = restOf(noCommit, trend);
  if (draining.length > 0 && trend.lagPerSecond !== null && trend.lagPerSecond < 0)
    return {
      sign: 'draining',
      headline: `Catching up: ${records(trend.total.records)} wait${typeof trend.etaMs === 'number' ? `, gone in ${formatSpan(trend.etaMs)}` : ''}`,
      sentence: [`${formatRateFigure(-trend.lagPerSecond)} a second more are read than arrive.`, ...rest].join(' '),
      question: null,
    };
  const judged = steady.length + draining.length;
  const quiet = trend.producedPerSecond !== null && trend.producedPerSecond < 0.005;
  const sentence = groupState === 'Empty' ? 'It has no members.' : quiet ? 'Nothing arrives at the moment.' : '';
  return {
    sign: rest.length > 0 ? 'steady' : 'healthy',
    headline:
      rest.length > 0
        ? `${upper(counted(judged, 'partition keeps', 'partitions keep'))} up`
        : judged === 1
          ? 'The one partition keeps up'
          : `${judged === 2 ? 'Both' : `All ${judged}`} partitions keep up`,
    sentence: [sentence, ...rest].filter(Boolean).join(' '),
    question: null,
  };
}

const waiting = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.records : 0n);
const behind = ({ lagPerSecond }: PartitionTrend): string => formatRateFigure(Math.max(0, lagPerSecond ?? 0));
