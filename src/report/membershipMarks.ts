/** What happened to a group's membership, in a few words for each mark on a lag panel's time axis. */
import { everybodyIn, type MembershipEvent, type TimelineMember } from '../model/membership.ts';
import { formatCount, formatSpan } from '../model/figures.ts';
import { memberNames } from '../model/memberNames.ts';
import type { LagWords } from './lagWords.ts';

export interface MembershipMark {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** "billing-7 joined", "tracker-4 left", "3 members left", "rebalance". */
  readonly words: string;
}

/**
 * One mark for what happened together, oldest first: a release in which twelve members leave is one line through the pictures.
 * @param events oldest first
 * @param members who is in the group now: their names and those of the members that left differ from each other
 */
export function membershipMarks(events: readonly MembershipEvent[], members: readonly TimelineMember[]): readonly MembershipMark[] {
  const names = memberNames(everybodyIn(events, members));
  const nameOf = ({ memberId, clientId }: TimelineMember) => names.get(memberId) ?? clientId;
  return together(events).map(some => ({ at: last(some).at, words: wordsOf(some, nameOf) }));
}

/** Changes in ten minutes: who has so many is hardly ever at rest. */
const UNREST = 6;
const UNREST_MS = 10 * 60_000;

/**
 * A group whose members come and go all the time may keep up, so the words about its lag say that, too.
 * @param marks oldest first
 * @param now milliseconds since 1970
 */
export function withUnrest(words: LagWords, marks: readonly MembershipMark[], now: number): LagWords {
  const lately = marks.filter(({ at }) => at >= now - UNREST_MS && at <= now);
  const [first] = lately;
  if (!first || lately.length < UNREST) return words;
  const unrest = `Its members or their partitions changed ${formatCount(lately.length)} times within ${formatSpan(now - first.at)}.`;
  return {
    ...words,
    sentence: words.sentence === '' ? unrest : `${words.sentence} ${unrest}`,
    question: words.question ?? 'Why does it rebalance so often?',
  };
}

/** A coordinator writes members of the newer protocols one by one, milliseconds apart. */
const TOGETHER_MS = 1_000;
/** A rebalance that is over so soon is the same mark as what it was about. */
const SHORT_REBALANCE_MS = 15_000;

type Together = readonly [MembershipEvent, ...MembershipEvent[]];

function together(events: readonly MembershipEvent[]): readonly Together[] {
  const marks: [MembershipEvent, ...MembershipEvent[]][] = [];
  for (const event of events) {
    const mark = marks.at(-1);
    const about = mark?.find(({ kind }) => kind !== 'rebalance');
    const near = about
      ? event.at - about.at <= TOGETHER_MS
      : mark && event.at - mark[0].at <= (event.kind === 'rebalance' ? TOGETHER_MS : SHORT_REBALANCE_MS);
    if (mark && near) mark.push(event);
    else marks.push([event]);
  }
  return marks;
}

const last = (events: Together): MembershipEvent => events.at(-1) ?? events[0];

function wordsOf(events: Together, nameOf: (member: TimelineMember) => string): string {
  const joined = events.filter(event => event.kind === 'joined');
  const back = joined.filter(({ insteadOf }) => insteadOf !== null);
  // A static member that comes back leaves under its old member id in the same moment.
  const replaced = new Set(back.map(({ insteadOf }) => insteadOf));
  const left = events.filter(event => event.kind === 'left').filter(({ member }) => !replaced.has(member.memberId));
  const anew = joined.filter(({ insteadOf }) => insteadOf === null);
  const who = (all: readonly { readonly member: TimelineMember }[], did: string): readonly string[] => {
    const [only] = all;
    return only ? [all.length === 1 ? `${nameOf(only.member)} ${did}` : `${all.length} members ${did}`] : [];
  };
  const clauses = [...who(left, 'left'), ...who(anew, 'joined'), ...who(back, 'came back')];
  return clauses.length > 0 ? clauses.join(', ') : 'rebalance';
}
