/** Partitions whose commit stands although records wait and members live: what stuck-partition and stopped-everywhere judge. */
import { partitionName } from '../model/cluster.ts';
import type { Confidence, Evidence } from '../model/finding.ts';
import type { Group } from '../model/group.ts';
import { memberNames } from '../model/memberNames.ts';
import type { OffsetsLog } from '../model/offsetsLog.ts';
import { RARE_COMMIT_MS, UNMOVED_MS } from '../model/partitionState.ts';
import type { GroupSample } from '../model/sample.ts';
import type { RecordsAtCommit } from '../model/snapshot.ts';
import type { GroupTrend, PartitionTrend } from '../model/trend.ts';
import { standingIn, stepsIn, type Standing } from './commitLog.ts';
import { rowIn } from './lookups.ts';
import { OFFSETS, placesOf, waitingOn, worstFirst } from './partitions.ts';
import { nextRecordIn, type NextRecordLook } from './recordDiffers.ts';
import { fact, type Undecided } from './rule.ts';

/** After this long a Java client that cannot get on has been put out of its group (max.poll.interval.ms, 5 min). */
const CERTAIN_MS = 5 * 60_000;
/** So far back the log's commits tell how often the group commits. */
const PACE_MS = 15 * 60_000;

/** A partition whose commit stands, with what was found there and who owns it. */
export interface Suspect {
  readonly one: PartitionTrend;
  readonly look: NextRecordLook | null;
  /** The short name of its owner; null where nobody knows it. */
  readonly owner: string | null;
  /** For so long the commit stood while its next record waited. */
  readonly stoodMs: number;
  readonly atLeast: boolean;
  /** What the offsets topic tells of the commit; null where it could not be read. */
  readonly logged: Standing | null;
  readonly confidence: Confidence;
}

export interface Suspects {
  /** Most records waiting first. */
  readonly suspects: readonly Suspect[];
  readonly undecided: readonly Undecided[];
  /** They are all that the group has to read, two partitions at least, and none stands at a record unlike its neighbours. */
  readonly everywhere: boolean;
}

interface Given {
  readonly group: Group;
  readonly trend: GroupTrend;
  readonly records: readonly RecordsAtCommit[];
  readonly offsetsLog: readonly OffsetsLog[];
  readonly now: number;
}

export function suspectsIn({ group, trend, records, offsetsLog: [log], now }: Given): Suspects {
  // The start of a share group's window is written down late, and stands while what lies behind it is done.
  if (group.groupType === 'share') return { suspects: [], undecided: [], everywhere: false };
  const looks = new Map(records.map(looked => [partitionName(looked), nextRecordIn(looked)]));
  const names = memberNames(group.members);
  const usualMs = longestStep(log, trend, now);
  const busy = new Set(trend.partitions.flatMap(({ owner, sawCommitMove }) => (owner && sawCommitMove ? [owner.memberId] : [])));
  const suspects: Suspect[] = [];
  const undecided: Undecided[] = [];
  for (const one of worstFirst(trend.partitions.filter(some => some.state === 'stuck' || standsUnexplained(some, now)))) {
    const look = looks.get(partitionName(one)) ?? null;
    const committed = placesOf(one)?.committed;
    const logged = committed === undefined ? null : standingIn(log, one, committed);
    const waitedMs = waitFor(one, look, logged, now);
    const isTurn = mayComeToItsTurn(one, look, busy);
    const patience = usualMs === null || isTurn ? RARE_COMMIT_MS : Math.max(UNMOVED_MS, 2 * usualMs);
    // The log has every commit of the last minutes: it knows this group's pace better than one short look.
    const stands =
      (logged && usualMs !== null) || (isTurn && one.state === 'stuck')
        ? waitedMs >= patience
        : one.state === 'stuck' || (logged ? waitedMs : (look?.ageMs ?? 0)) >= RARE_COMMIT_MS;
    if (!stands) {
      // A commit or two tell no pace: that it stands may mean something, or nothing.
      const isOpen = isTurn || (one.state !== 'stuck' && (!logged || usualMs === null));
      if (isOpen) undecided.push({ undecided: partitionName(one), needsMs: RARE_COMMIT_MS, hadMs: now - (one.waitingSince ?? now) });
      continue;
    }
    const isSure = one.state === 'stuck' || logged !== null;
    suspects.push({
      ...{ one, look, logged },
      owner: one.owner ? (names.get(one.owner.memberId) ?? one.owner.clientId) : null,
      stoodMs: Math.max(now - (one.unmovedSince ?? now), logged ? waitedMs : 0),
      atLeast: logged && waitedMs > now - (one.unmovedSince ?? now) ? logged.atLeast : !one.sawCommitMove,
      confidence: confidenceIn(isSure, look, Math.max(waitedMs, now - (one.unmovedSince ?? now))),
    });
  }
  return { suspects, undecided, everywhere: isEverywhere(trend, suspects) };
}

/** Its owner gets on elsewhere and has a record here like all others: clients that take one partition's batch after the other come back to it. */
function mayComeToItsTurn({ owner }: PartitionTrend, look: NextRecordLook | null, busy: ReadonlySet<string>): boolean {
  return owner !== null && busy.has(owner.memberId) && (look?.differsBy.length ?? 0) === 0;
}

/** For how long the record at the commit has waited there: not longer than the commit stands, nor than the record is old. */
function waitFor({ waitingSince }: PartitionTrend, look: NextRecordLook | null, logged: Standing | null, now: number): number {
  const seenMs = waitingSince === null ? 0 : now - waitingSince;
  if (!logged || look?.ageMs === null || look?.ageMs === undefined) return seenMs;
  return Math.max(seenMs, Math.min(now - logged.since, look.ageMs));
}

/** The longest time between two commits that went on, on any partition lately; null where fewer than two were written down. */
function longestStep(log: OffsetsLog | undefined, { partitions }: GroupTrend, now: number): number | null {
  const steps = partitions.flatMap(one => stepsIn(log, one, now - PACE_MS));
  return steps.length < 2 ? null : steps.reduce((longest, { ms }) => Math.max(longest, ms), 0);
}

/** Nothing else shows how often this group commits, and the commit has stood while records came: not enough to call it stuck. */
function standsUnexplained({ state, ownership, waitingSince, arrived }: PartitionTrend, now: number): boolean {
  if (state !== 'too-early' || ownership === 'not-owned' || ownership === 'nobody-in-group') return false;
  return waitingSince !== null && now - waitingSince >= UNMOVED_MS && (arrived ?? 0n) > 0n;
}

function confidenceIn(isSure: boolean, look: NextRecordLook | null, stoodMs: number): Confidence {
  const differs = (look?.differsBy.length ?? 0) > 0;
  if (!isSure) return differs ? 'likely' : 'possible';
  return differs || stoodMs >= CERTAIN_MS ? 'proven' : 'likely';
}

function isEverywhere({ partitions }: GroupTrend, suspects: readonly Suspect[]): boolean {
  if (suspects.length < 2 || suspects.some(({ look }) => (look?.differsBy.length ?? 0) > 0)) return false;
  const stand = new Set(suspects.map(({ one }) => one));
  return partitions.every(
    one => stand.has(one) || (waitingOn(one) === 0n && !one.sawCommitMove) || (one.state === 'steady' && !one.sawCommitMove),
  );
}

/** The commit stayed while the end went on: as it was watched, and as the offsets topic tells it. */
export function stoodStill({ one, logged }: Suspect, samples: readonly GroupSample[], now: number): readonly Evidence[] {
  const places = placesOf(one);
  const since = one.unmovedSince;
  if (!places || since === null) return [];
  const first = samples.find(({ at }) => at === since);
  const then = first && rowIn(first, one);
  const [partition, offset] = [partitionName(one), places.committed];
  const endFrom = then?.highWatermark.value ?? places.end;
  return [
    fact('commit-stood-still', { partition, offset, endFrom, endTo: places.end, ms: now - since }, OFFSETS, now),
    ...(logged && logged.since < since
      ? [fact('commit-stands-since', { partition, offset, ms: now - logged.since, atLeast: logged.atLeast }, 'Fetch', now)]
      : []),
    ...(logged && logged.times > 1
      ? [fact('same-offset-committed-again', { partition, offset, times: logged.times, ms: now - logged.since }, 'Fetch', now)]
      : []),
  ];
}
