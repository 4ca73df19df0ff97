import { partitionName } from './cluster.ts';
import type { Group, GroupState, Member } from './group.ts';
import type { GroupStateEntry, LoggedMember, OffsetsLog } from './offsetsLog.ts';
import type { GroupSample } from './sample.ts';

/**
 * Who came and went. `seen`: between two looks at the group, so it happened after `notBefore` and by `at`. `logged`: the
 * coordinator wrote it down at `at`; a classic group's only once a rebalance had ended.
 */
export type MembershipEvent = MemberJoined | MemberLeft | RebalanceBegan | OwnersChanged | GenerationBegan;

interface Told {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Equal to `at` where the moment is known. */
  readonly notBefore: number;
  readonly source: 'seen' | 'logged';
}

export interface MemberJoined extends Told {
  readonly kind: 'joined';
  readonly member: TimelineMember;
  /** The member id that its group instance id had before: a static member came back, or another one took its place. */
  readonly insteadOf: string | null;
}

export interface MemberLeft extends Told {
  readonly kind: 'left';
  readonly member: TimelineMember;
}

/** Members have to join anew, or to give partitions back: its partitions may rest meanwhile. */
export interface RebalanceBegan extends Told {
  readonly kind: 'rebalance';
  readonly groupState: GroupState;
}

/** The same members, and other partitions at some of them: a rebalance came and went between two looks. */
export interface OwnersChanged extends Told {
  readonly kind: 'owners';
}

/** A rebalance ended: a classic group's generation, or the group epoch of a newer type. */
export interface GenerationBegan extends Told {
  readonly kind: 'generation';
  readonly generation: number;
  /** null where it is not told with it. */
  readonly members: number | null;
}

export interface TimelineMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
}

/**
 * What happened to a group's membership, oldest first: told from what was seen, and further back from what the coordinator
 * wrote down. What both tell is there once, with the coordinator's time. Members that were there from the first look on, or
 * from the first line of the log, did not join in what is told here.
 */
export function membershipTimeline(samples: readonly GroupSample[], log?: OffsetsLog): readonly MembershipEvent[] {
  return withLogged(seenEvents(samples), log);
}

/** What was seen, oldest first: between each look at the group and the next; a look that failed tells nothing. */
export function seenEvents(samples: readonly GroupSample[]): readonly MembershipEvent[] {
  const looks = samples.filter(({ group }) => !group.failure);
  return looks.slice(1).flatMap((look, index) => {
    const before = looks[index];
    if (before === undefined) return [];
    const told: Told = { at: look.at, notBefore: before.at, source: 'seen' };
    const came = comings(before.group.members, look.group.members, told);
    const changed = stateChanges(before.group, look.group, told);
    const handedOn = came.length === 0 && changed.length === 0 && ownersChanged(before.group, look.group);
    return [...came, ...changed, ...(handedOn ? [{ ...told, kind: 'owners' as const }] : [])];
  });
}

/** What was seen and what was written down as one timeline, as `membershipTimeline` tells it. */
export function withLogged(seen: readonly MembershipEvent[], log?: OffsetsLog): readonly MembershipEvent[] {
  const logged = log ? loggedEvents(log.states) : [];
  const written = new Set(logged.flatMap(event => nameOf(event)));
  const generations = logged.filter(({ kind }) => kind === 'generation');
  const isWritten = (event: MembershipEvent) =>
    event.kind === 'owners'
      ? generations.some(({ at }) => at >= event.notBefore - CLOCKS_DIFFER_MS && at <= event.at + CLOCKS_DIFFER_MS)
      : nameOf(event).some(name => written.has(name));
  return [...logged, ...seen.filter(event => !isWritten(event))].sort((a, b) => a.at - b.at);
}

/** Everybody who is in the group or in its timeline, each once: for names that tell them apart. */
export function everybodyIn(events: readonly MembershipEvent[], members: readonly TimelineMember[]): readonly TimelineMember[] {
  const others = events.flatMap(event => ('member' in event ? [event.member] : []));
  return [...new Map([...others, ...members].map(one => [one.memberId, one])).values()];
}

/** The coordinator's clock and ours, kept by NTP: what both tell of one rebalance lies no further apart. */
const CLOCKS_DIFFER_MS = 5_000;

/** What makes two tellings one event; a rebalance that begins is in no log, and one that was missed has no number. */
function nameOf(event: MembershipEvent): readonly string[] {
  switch (event.kind) {
    case 'joined':
    case 'left':
      return [`${event.kind} ${event.member.memberId}`];
    case 'generation':
      return [`${event.kind} ${event.generation}`];
    case 'rebalance':
    case 'owners':
      return [];
  }
}

function stateChanges(before: Group, now: Group, told: Told): readonly MembershipEvent[] {
  const events: MembershipEvent[] = [];
  if (isRebalancing(now.groupState) && !isRebalancing(before.groupState))
    events.push({ ...told, kind: 'rebalance', groupState: now.groupState });
  if (now.groupEpoch !== undefined && before.groupEpoch !== undefined && now.groupEpoch !== before.groupEpoch)
    events.push({ ...told, kind: 'generation', generation: now.groupEpoch, members: now.members.length });
  return events;
}

/** Meanwhile a classic group shows neither what its members subscribe to nor what they own. */
export const isRebalancing = (state: GroupState): boolean =>
  state === 'PreparingRebalance' || state === 'CompletingRebalance' || state === 'Assigning' || state === 'Reconciling';

function ownersChanged(before: Group, now: Group): boolean {
  if (isRebalancing(before.groupState) || isRebalancing(now.groupState)) return false;
  const had = new Map(before.members.map(({ memberId, assignment }) => [memberId, ownedBy(assignment)]));
  return now.members.some(({ memberId, assignment }) => had.get(memberId) !== ownedBy(assignment));
}

const ownedBy = (assignment: Member['assignment']): string => (assignment.value ?? []).map(partitionName).sort().join('\n');

/** Who is in the second list and not in the first, and the other way round. */
function comings(
  before: readonly (Member | LoggedMember)[],
  now: readonly (Member | LoggedMember)[],
  told: Told,
): readonly (MemberJoined | MemberLeft)[] {
  const had = new Set(before.map(({ memberId }) => memberId));
  const has = new Set(now.map(({ memberId }) => memberId));
  const gone = before.filter(({ memberId }) => !has.has(memberId));
  const instances = new Map(
    gone.flatMap(({ groupInstanceId, memberId }) => (groupInstanceId === null ? [] : [[groupInstanceId, memberId]])),
  );
  return [
    ...gone.map(one => ({ ...told, kind: 'left' as const, member: timelineMember(one) })),
    ...now
      .filter(({ memberId }) => !had.has(memberId))
      .map(one => ({
        ...{ ...told, kind: 'joined' as const, member: timelineMember(one) },
        insteadOf: one.groupInstanceId === null ? null : (instances.get(one.groupInstanceId) ?? null),
      })),
  ];
}

function loggedEvents(states: readonly GroupStateEntry[]): readonly MembershipEvent[] {
  const events: MembershipEvent[] = [];
  /** null: nobody knows yet who is in the group. */
  let members: readonly LoggedMember[] | null = null;
  let generation: number | null = null;
  const became = (now: readonly LoggedMember[], told: Told) => {
    if (members !== null) events.push(...comings(members, now, told));
    members = now;
  };
  for (const entry of states) {
    const told: Told = { at: entry.at, notBefore: entry.at, source: 'logged' };
    switch (entry.kind) {
      case 'classic':
        // The first generation of all has no members from before.
        if (entry.generation <= 1) members ??= [];
        became(entry.members, told);
        // A group that became empty, and a static member that came back, write the generation that was there before.
        if (generation !== null && entry.generation !== generation)
          events.push({ ...told, kind: 'generation', generation: entry.generation, members: entry.members.length });
        generation = entry.generation;
        break;
      case 'epoch':
        if (generation !== null && entry.groupEpoch !== generation)
          events.push({ ...told, kind: 'generation', generation: entry.groupEpoch, members: null });
        generation = entry.groupEpoch;
        break;
      case 'member':
        // Members of the newer types are written one by one when they join, and hardly ever again.
        members ??= [];
        became([...members.filter(({ memberId }) => memberId !== entry.member.memberId), entry.member], told);
        break;
      case 'member-left':
        became(
          (members ?? []).filter(({ memberId }) => memberId !== entry.memberId),
          told,
        );
        break;
      case 'deleted':
        became([], told);
        generation = null;
        break;
      case 'member-epoch':
        break;
    }
  }
  return events;
}

const timelineMember = ({ memberId, groupInstanceId, clientId, clientHost }: Member | LoggedMember): TimelineMember => ({
  ...{ memberId, groupInstanceId, clientId, clientHost },
});
