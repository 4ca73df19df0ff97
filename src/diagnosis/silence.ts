/** Whether a member had fallen silent before the group missed it. */
import { partitionName, type TopicPartition } from '../model/cluster.ts';
import type { OffsetsLog } from '../model/offsetsLog.ts';
import type { GroupSample } from '../model/sample.ts';

/** By member id, in milliseconds: the classic clients' own; members of newer groups have the broker's. */
export function sessionsOf(offsetsLog: readonly OffsetsLog[]): ReadonlyMap<string, number> {
  const members = (offsetsLog[0]?.states ?? []).flatMap(entry => (entry.kind === 'classic' ? entry.members : []));
  return new Map(members.flatMap(({ memberId, sessionTimeoutMs }) => (sessionTimeoutMs === null ? [] : [[memberId, sessionTimeoutMs]])));
}

interface Departure {
  readonly samples: readonly GroupSample[];
  /** It knows the commits from before the first look; undefined where it could not be read. */
  readonly log: OffsetsLog | undefined;
  /** Names of the partitions that it owned. */
  readonly owned: readonly string[];
  readonly leftAt: number;
  readonly sessionMs: number;
}

/** The last commit came so long before the last heartbeat at most, and beats and the broker's look at sessions are seconds apart. */
const SLACK_MS = 10_000;

/**
 * For how long none of its partitions had had a commit when it went, though records waited there; null where that is not just
 * what a session lasts. Its commits must have been seen to come, and more often than that: one that was stuck and then closed
 * in order falls silent, too, for any time, and one that commits once a minute always is.
 */
export function silenceBefore({ samples, log, owned, leftAt, sessionMs }: Departure): number | null {
  const names = new Set(owned);
  // At the look that misses it another member may own them already.
  const looks = samples
    .filter(({ at }) => at < leftAt)
    .map(({ at, partitions }) => {
      const its = partitions.filter(one => names.has(partitionName(one)));
      const committed = its.reduce((all, { committed: commit }) => all + (commit.value?.offset ?? 0n), 0n);
      return {
        at,
        committed,
        waits: its.some(({ committed: { value }, highWatermark: { value: end } }) => (end ?? 0n) > (value?.offset ?? 0n)),
      };
    });
  const seen = looks.filter(({ committed }, index) => index > 0 && committed !== looks[index - 1]?.committed).map(({ at }) => at);
  const logged = loggedCommits(log, names, leftAt);
  const commits = logged.length > 0 ? logged : seen;
  const last = commits.at(-1);
  if (names.size === 0 || last === undefined || !looks.at(-1)?.waits) return null;
  const ms = leftAt - last;
  const longestGap = Math.max(0, ...commits.slice(1).map((at, index) => at - (commits[index] ?? at)));
  return ms < 0.75 * sessionMs || ms > 1.25 * sessionMs + SLACK_MS || ms < 2 * longestGap ? null : ms;
}

/** When commits came on these partitions, in milliseconds since 1970: the last minutes, for that is how often they come now. */
function loggedCommits(log: OffsetsLog | undefined, names: ReadonlySet<string>, before: number): readonly number[] {
  const isTheirs = (one: TopicPartition) => names.has(partitionName(one));
  const times = (log?.commits ?? [])
    .filter(entry => entry.committedOffset !== null && isTheirs(entry))
    .map(({ committedAt }) => committedAt);
  return times.filter(at => at < before && at >= before - PACE_MS).sort((a, b) => a - b);
}

const PACE_MS = 5 * 60_000;
