/** Who was in a group from when to when, and what patterns that makes. */
import type { MembershipEvent, TimelineMember } from '../model/membership.ts';
import { median } from '../model/slope.ts';
import { hostOf } from './partitions.ts';

/** One member id's time in the group, as far as it was seen or written down. */
export interface Stay {
  readonly member: TimelineMember;
  /** Milliseconds since 1970; null: it was there from the first look on. */
  readonly joinedAt: number | null;
  /** null: it is still there. */
  readonly leftAt: number | null;
}

/** A stay whose beginning and end are both known. */
export interface ShortStay extends Stay {
  readonly joinedAt: number;
  readonly leftAt: number;
}

/** Programs that come, go and come back under the same client id from the same host. */
export interface ReturningClient {
  readonly clientId: string;
  readonly host: string;
  /** One after the other, oldest first. */
  readonly stays: readonly ShortStay[];
}

/** In the order in which they began; those that were there from the first look on come first. */
export function staysOf(timeline: readonly MembershipEvent[]): readonly Stay[] {
  const open = new Map<string, number>();
  const began: Stay[] = [];
  const ended: (Stay & { readonly leftAt: number })[] = [];
  for (const event of timeline) {
    if (event.kind === 'joined') open.set(event.member.memberId, event.at);
    if (event.kind !== 'left') continue;
    const { member, at: leftAt } = event;
    ended.push({ member, joinedAt: open.get(member.memberId) ?? null, leftAt });
    open.delete(member.memberId);
  }
  for (const event of timeline) {
    if (event.kind === 'joined' && open.get(event.member.memberId) === event.at)
      began.push({ member: event.member, joinedAt: event.at, leftAt: null });
  }
  return [...ended, ...began].sort((a, b) => (a.joinedAt ?? 0) - (b.joinedAt ?? 0));
}

/** Those that came and went again meanwhile: a restart, a release and a scaling have none, for who comes stays. */
export const shortStays = (stays: readonly Stay[]): readonly ShortStay[] =>
  stays.flatMap(({ joinedAt, leftAt, ...stay }) => (joinedAt === null || leftAt === null ? [] : [{ ...stay, joinedAt, leftAt }]));

/**
 * How often one took another's place: the longest row of stays each of which began when the one before was at least half over.
 * Two releases in a row have many short stays side by side, and a row of one.
 */
export function turnsIn(stays: readonly ShortStay[]): number {
  const halfway = ({ joinedAt, leftAt }: ShortStay) => (joinedAt + leftAt) / 2;
  let turns = 0;
  let free = 0;
  for (const stay of [...stays].sort((a, b) => halfway(a) - halfway(b))) {
    if (stay.joinedAt < free) continue;
    turns++;
    free = halfway(stay);
  }
  return turns;
}

/** Stays of three at least under one client id and host, each begun when the one before was over: the same program again and again. */
export function returningClients(stays: readonly Stay[]): readonly ReturningClient[] {
  const byClient = new Map<string, ShortStay[]>();
  for (const stay of shortStays(stays)) {
    const key = clientKey(stay.member);
    byClient.set(key, [...(byClient.get(key) ?? []), stay]);
  }
  return [...byClient.values()].flatMap(its => {
    const sorted = [...its].sort((a, b) => a.joinedAt - b.joinedAt);
    const [first] = sorted;
    if (!first || sorted.length < LEAST_RETURNS || !oneAfterTheOther(sorted)) return [];
    return [{ clientId: first.member.clientId, host: hostOf(first.member.clientHost), stays: sorted }];
  });
}

/** Two restarts may be a person's. */
const LEAST_RETURNS = 3;

/** Beats are two seconds apart: who goes and who comes may be seen at the same one. */
const oneAfterTheOther = (stays: readonly ShortStay[]): boolean =>
  stays.every((stay, index) => stay.joinedAt >= (stays[index - 1]?.leftAt ?? 0));

/** What came at such distances is over when three of them, and a minute at least, have passed without another. */
export const isOver = (last: number, everyMs: number, now: number): boolean => now - last > Math.max(60_000, 3 * everyMs);

/** A program of that name and host is in the group now, and has been for longer than before. */
export const staysNow = (stays: readonly Stay[], key: string, forMs: number, now: number): boolean =>
  stays.some(({ member, joinedAt, leftAt }) => leftAt === null && joinedAt !== null && clientKey(member) === key && now - joinedAt > forMs);

export const lengthOf = ({ joinedAt, leftAt }: ShortStay): number => leftAt - joinedAt;

export const usualLength = (stays: readonly ShortStay[]): number => median(stays.map(lengthOf)) ?? 0;

export const clientKey = ({ clientId, clientHost }: TimelineMember): string => `${clientId} ${clientHost}`;

/** A group instance id that several members hold in turn. */
export interface FencedInstance {
  readonly groupInstanceId: string;
  /** How often it went from one member to the next. */
  readonly times: number;
  readonly from: number;
  readonly to: number;
  /** Each once: `client id (host)`. Often one: who takes an instance id over goes under its first holder's name, unless a rebalance follows. */
  readonly holders: readonly string[];
}

/** Instance ids that changed hands, three times at least: a program that is restarted by a person takes its own back once or twice. */
export function fencedInstances(timeline: readonly MembershipEvent[]): readonly FencedInstance[] {
  const byInstance = new Map<string, { readonly at: number; readonly member: TimelineMember }[]>();
  for (const event of timeline) {
    if ((event.kind !== 'joined' && event.kind !== 'left') || event.member.groupInstanceId === null) continue;
    const { groupInstanceId } = event.member;
    byInstance.set(groupInstanceId, [...(byInstance.get(groupInstanceId) ?? []), event]);
  }
  return [...byInstance].flatMap(([groupInstanceId, events]) => {
    const taken = timeline.filter(
      event => event.kind === 'joined' && event.insteadOf !== null && event.member.groupInstanceId === groupInstanceId,
    );
    const holders = [...new Set(events.map(({ member }) => clientKey(member)))];
    const [first, last] = [taken[0], taken.at(-1)];
    if (!first || !last || taken.length < LEAST_RETURNS) return [];
    return [{ groupInstanceId, times: taken.length, from: first.at, to: last.at, holders: holders.map(nameOfHolder) }];
  });
}

const nameOfHolder = (key: string): string => {
  const blank = key.lastIndexOf(' ');
  return `${key.slice(0, blank)} (${hostOf(key.slice(blank + 1))})`;
};

/** How a group's assignment was made anew: by how many rebalances, and how many of them nobody's coming or going explains. */
export interface Rebalances {
  readonly count: number;
  readonly unexplained: number;
  readonly from: number;
  readonly to: number;
}

/**
 * As the coordinator wrote them down where anybody could read it; else as they were seen, and some may have been missed. A
 * cooperative rebalance takes a second one to give away what the first took back: that one is explained, too.
 */
export function rebalancesOf(timeline: readonly MembershipEvent[]): Rebalances | null {
  const comings = timeline.filter(({ kind }) => kind === 'joined' || kind === 'left');
  const generations = timeline.filter(({ kind }) => kind === 'generation');
  const told = generations.length > 0 ? generations : timeline.filter(({ kind }) => kind !== 'generation');
  const moments = [...new Set(told.map(({ at }) => at))];
  const explained = new Set(comings.map(({ at }) => at));
  const [from, to] = [moments[0], moments.at(-1)];
  if (from === undefined || to === undefined) return null;
  const quiet = moments.filter(at => !explained.has(at)).length;
  return { count: moments.length, unexplained: Math.max(0, quiet - (moments.length - quiet)), from, to };
}
