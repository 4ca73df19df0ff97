/**
 * LinkedIn's Burrow judges a partition by its last commits (https://github.com/linkedin/Burrow/wiki/Consumer-Lag-Evaluation-Rules). For who
 * comes from it: what it would say, for comparison with src/model/trend.ts, which follows the clock and not the number of commits.
 */
export type BurrowStatus = 'NOTFOUND' | 'OK' | 'WARN' | 'ERR' | 'STOP' | 'STALL' | 'REWIND';

/** One slot of Burrow's ring of commits. */
export interface BurrowCommit {
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Records behind the end that was known at the commit; null where it came out of order. */
  readonly lag: number | null;
}

export interface BurrowPartition {
  /** Oldest first. */
  readonly commits: readonly BurrowCommit[];
  /** The last log ends that were asked for, newest first. */
  readonly brokerEnds: readonly number[];
  readonly currentLag: number;
}

export interface BurrowSettings {
  /** Milliseconds since 1970. Burrow's clock has whole seconds. */
  readonly now: number;
  /** `allowed-lag`: so much is none. Default: 0. */
  readonly allowedLag?: number;
  /** `intervals`, the slots of a ring. Default: as many as there are commits. */
  readonly slots?: number;
  /** `minimum-complete`: below this share of filled slots all is well. Default: 0. */
  readonly minimumComplete?: number;
}

/** The first rule that matches, in Burrow's order. */
export function burrowStatus(
  { commits, brokerEnds, currentLag }: BurrowPartition,
  { now, allowedLag = 0, slots = commits.length, minimumComplete = 0 }: BurrowSettings,
): BurrowStatus {
  const [first, last] = [commits[0], commits.at(-1)];
  if (!first || !last || commits.length / slots < minimumComplete) return 'OK';
  if (currentLag <= allowedLag) return 'OK';
  const recentlyZero = brokerEnds.some(end => end <= last.offset);
  if (!recentlyZero && wholeSeconds(now) - last.at > last.at - first.at) return 'STOP';
  if (isRewound(commits)) return 'REWIND';
  const lags = commits.flatMap(({ lag }) => (lag === null ? [] : [lag]));
  if (lags.some(lag => lag <= allowedLag)) return 'OK';
  if (commits.every(({ offset }) => offset === first.offset)) return 'STALL';
  return lags.some((lag, index) => lag < (lags[index - 1] ?? lag)) ? 'OK' : 'WARN';
}

/** The worst of its partitions, where all that is worse than WARN is ERR; a group that Burrow does not know is NOTFOUND. */
export function burrowGroupStatus(partitions: readonly BurrowStatus[] | null): BurrowStatus {
  if (partitions === null) return 'NOTFOUND';
  if (partitions.some(status => status !== 'OK' && status !== 'WARN' && status !== 'NOTFOUND')) return 'ERR';
  return partitions.includes('WARN') ? 'WARN' : 'OK';
}

const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** Burrow looks at the first drop alone: one that was made good hides those that follow. */
function isRewound(commits: readonly BurrowCommit[]): boolean {
  const drop = commits.findIndex(({ offset }, index) => offset < (commits[index - 1]?.offset ?? offset));
  if (drop < 0) return false;
  const before = commits[drop - 1]?.offset ?? 0;
  return commits.slice(drop).every(({ offset }) => offset < before);
}
