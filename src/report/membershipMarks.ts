/** What happened to a group's membership, in a few words for each mark on a lag panel's time axis. */
import type { MembershipEvent, TimelineMember } from '../model/membership.ts';
import { formatCount, formatSpan } from '../model/figures.ts';
import { distinctName, plainName } from '../model/memberNames.ts';
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
 * @param members who is in the group now
 */
export function membershipMarks(events: readonly MembershipEvent[], members: readonly TimelineMember[]): readonly MembershipMark[] {
  const present = new Present(members);
  const marks = together(events)
    .toReversed()
    .map(some => {
      // Whoever left was there with the others, whoever joined is.
      present.before(some.filter(({ kind }) => kind === 'left'));
      const mark = { at: last(some).at, words: wordsOf(some, member => present.nameOf(member)) };
      present.before(some.filter(({ kind }) => kind === 'joined'));
      return mark;
    });
  return marks.reverse();
}

/**
 * Who was in the group, told backwards from now. A name stands for one member among those that were there together: a program that
 * came back is called as before, though its member id is another.
 */
class Present {
  readonly #byName = new Map<string, Set<string>>();

  constructor(members: readonly TimelineMember[]) {
    for (const member of members) this.#of(member).add(member.memberId);
  }

  /** Goes back beyond these. */
  before(events: readonly MembershipEvent[]): void {
    for (const event of events) {
      if (event.kind === 'left') this.#of(event.member).add(event.member.memberId);
      if (event.kind === 'joined') this.#of(event.member).delete(event.member.memberId);
    }
  }

  nameOf(member: TimelineMember): string {
    const others = [...this.#of(member)].filter(memberId => memberId !== member.memberId);
    return others.length === 0 ? plainName(member) : distinctName(member);
  }

  #of(member: TimelineMember): Set<string> {
    const name = plainName(member);
    const found = this.#byName.get(name) ?? new Set<string>();
    this.#byName.set(name, found);
    return found;
  }
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
