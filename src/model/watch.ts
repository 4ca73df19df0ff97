/**
 * When a watched group is worth a notification: pure decisions over looks at it, by the clock. A condition has to hold for a while
 * before an incident begins, and to be gone for as long before it ends, so that one trouble is one notification, however it flickers.
 */
export interface WatchThresholds {
  /** null: not because of the lag. */
  readonly lagRecords: number | null;
  /** Age of the oldest unread record, in milliseconds; null: not because of that. */
  readonly timeLagMs: number | null;
  /** For how long a condition has to hold, in milliseconds. */
  readonly forMs: number;
  readonly stuck: boolean;
  /** Nobody is in the group while records wait. */
  readonly empty: boolean;
  /** Records that arrive in dead-letter topics of its topics. */
  readonly deadLetters: boolean;
}

export const usualThresholds = {
  lagRecords: 10_000,
  timeLagMs: 5 * 60_000,
  forMs: 3 * 60_000,
  stuck: true,
  empty: true,
  deadLetters: true,
} as const satisfies WatchThresholds;

/** What one look at the group saw. null: not known, which neither begins nor ends anything. */
export interface WatchLook {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly lagRecords: bigint | null;
  /** Partitions that may answer again are not in `lagRecords`: it is this much at least. */
  readonly lagIsPartial: boolean;
  /** The least that the oldest unread record's age can be, in milliseconds. */
  readonly timeLagMs: number | null;
  /** Partitions that are stuck, as the trend tells it. */
  readonly stuck: readonly string[] | null;
  /** Records that wait while the group has no members; 0: it has members, or nothing waits. */
  readonly waitingForNobody: bigint | null;
  /** Log ends of the dead-letter topics, summed by topic. */
  readonly deadLetters: ReadonlyMap<string, bigint> | null;
}

export type Breach =
  | { readonly kind: 'lag'; readonly records: bigint }
  | { readonly kind: 'time-lag'; readonly ms: number }
  | { readonly kind: 'stuck'; readonly partitions: readonly string[] }
  | { readonly kind: 'empty'; readonly waiting: bigint }
  | { readonly kind: 'dead-letters'; readonly topic: string; readonly arrived: bigint };
export type BreachKind = Breach['kind'];

export interface WatchState {
  /** Since when each condition holds without a break; milliseconds since 1970. */
  readonly since: Readonly<Partial<Record<BreachKind, number>>>;
  /** When each condition was seen last. */
  readonly seen: Readonly<Partial<Record<BreachKind, number>>>;
  readonly incident: Incident | null;
  readonly deadLetters: ReadonlyMap<string, bigint>;
}

/** One trouble, told once. */
export interface Incident {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** As it was when it began, worst first. */
  readonly breaches: readonly Breach[];
}

export const nothingWatched: WatchState = { since: {}, seen: {}, incident: null, deadLetters: new Map() };

/** Worst first. */
const worstFirst: readonly BreachKind[] = ['stuck', 'empty', 'dead-letters', 'lag', 'time-lag'];

/** The state after one more look, and the incident that has just begun or ended. */
export function watchStep(
  before: WatchState,
  look: WatchLook,
  thresholds: WatchThresholds,
): { readonly state: WatchState; readonly began: Incident | null; readonly ended: Incident | null } {
  const since: Partial<Record<BreachKind, number>> = {};
  const seen: Partial<Record<BreachKind, number>> = { ...before.seen };
  const lasting: Breach[] = [];
  for (const kind of worstFirst) {
    const breach = breachOf(kind, look, before.deadLetters, thresholds);
    const began = before.since[kind];
    if (breach === 'unknown') {
      if (began !== undefined) since[kind] = began;
    } else if (breach !== null) {
      const from = began ?? look.at;
      since[kind] = from;
      seen[kind] = look.at;
      // A record in a dead-letter topic is an event: it happened, however short.
      if (look.at - from >= thresholds.forMs || kind === 'dead-letters') lasting.push(breach);
    }
  }
  const deadLetters = look.deadLetters ?? before.deadLetters;
  const { incident } = before;
  const state = { since, seen, deadLetters };
  if (incident) {
    const lastSeen = Math.max(incident.since, ...Object.values(seen));
    const isOver = !anyUnknown(look, thresholds) && Object.keys(since).length === 0 && look.at - lastSeen >= thresholds.forMs;
    return { state: { ...state, incident: isOver ? null : incident }, began: null, ended: isOver ? incident : null };
  }
  const began = lasting.length > 0 ? { since: Math.min(...lasting.map(({ kind }) => since[kind] ?? look.at)), breaches: lasting } : null;
  return { state: { ...state, incident: began }, began, ended: null };
}

/** What holds at this look, 'unknown' where it could not be told, null where it does not hold (or is not asked for). */
function breachOf(
  kind: BreachKind,
  look: WatchLook,
  before: ReadonlyMap<string, bigint>,
  thresholds: WatchThresholds,
): Breach | 'unknown' | null {
  const { lagRecords, lagIsPartial, timeLagMs, stuck, waitingForNobody, deadLetters } = look;
  switch (kind) {
    case 'lag':
      if (thresholds.lagRecords === null) return null;
      if (lagRecords === null) return 'unknown';
      if (lagRecords > BigInt(thresholds.lagRecords)) return { kind, records: lagRecords };
      return lagIsPartial ? 'unknown' : null;
    case 'time-lag':
      if (thresholds.timeLagMs === null) return null;
      if (timeLagMs === null) return 'unknown';
      return timeLagMs > thresholds.timeLagMs ? { kind, ms: timeLagMs } : null;
    case 'stuck':
      if (!thresholds.stuck) return null;
      if (stuck === null) return 'unknown';
      return stuck.length > 0 ? { kind, partitions: stuck } : null;
    case 'empty':
      if (!thresholds.empty) return null;
      if (waitingForNobody === null) return 'unknown';
      return waitingForNobody > 0n ? { kind, waiting: waitingForNobody } : null;
    case 'dead-letters':
      if (!thresholds.deadLetters) return null;
      if (deadLetters === null) return 'unknown';
      return mostArrived(before, deadLetters);
  }
}

/** The topic that grew most since the look before; a topic that was not there then has nothing to be compared with. */
function mostArrived(before: ReadonlyMap<string, bigint>, now: ReadonlyMap<string, bigint>): Breach | null {
  const arrivals = [...now].map(([topic, end]) => ({ kind: 'dead-letters', topic, arrived: end - (before.get(topic) ?? end) }) as const);
  const [most] = arrivals.sort((a, b) => (a.arrived > b.arrived ? -1 : 1));
  return most && most.arrived > 0n ? most : null;
}

const anyUnknown = (look: WatchLook, thresholds: WatchThresholds): boolean =>
  worstFirst.some(kind => breachOf(kind, look, new Map(), thresholds) === 'unknown');

/**
 * Names under which frameworks put records that a group's consumers gave up on: Spring Kafka (`orders-dlt`, before 3.0 `orders.DLT`),
 * Spring Cloud Stream (`error.orders.billing`), Kafka Connect's and other people's habits. `groupId` null: of any group.
 */
export function isDeadLetterTopicOf(name: string, topics: readonly string[], groupId: string | null): boolean {
  return topics.some(topic => {
    if (groupId === null ? name.startsWith(`error.${topic}.`) : name === `error.${topic}.${groupId}`) return true;
    if (!name.startsWith(topic)) return prefixes.some(prefix => name === prefix + topic);
    return /^[._-](dlt|dlq|dead[._-]?letter(s|[._-]?(topic|queue))?|error|errors)$/i.test(
      groupId === null ? name.slice(topic.length) : name.slice(topic.length).replace(`.${groupId}`, '').replace(`-${groupId}`, ''),
    );
  });
}

/** Share groups (KIP-1191) and people's habits write `dlq.orders`, SmallRye's channels `dead-letter-topic-orders`. */
const prefixes = ['dlq-', 'dlq.', 'dead-letter-topic-'] as const;
