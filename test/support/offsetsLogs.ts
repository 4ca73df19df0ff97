// What the tail of the offsets topic tells, for tests of what judges it. Seconds count from when the window begins; before it they are negative.
import type { CommitEntry, GroupStateEntry, LoggedMember, OffsetsLog } from '../../src/model/offsetsLog.ts';
import { began, place, seconds } from './snapshots.ts';

export function offsetsLog({
  states = [],
  commits = [],
  sinceSecond = -3_600,
}: {
  readonly states?: readonly GroupStateEntry[];
  readonly commits?: readonly CommitEntry[];
  readonly sinceSecond?: number;
}): OffsetsLog {
  const since = began + seconds(sinceSecond);
  return { ...{ partition: 7, readFromOffset: 100n, readUpToOffset: 900n, since, reachesStart: false }, states, commits };
}

/** One commit; null: it was deleted. */
export function committed(name: string, second: number, committedOffset: bigint | null): CommitEntry {
  const at = began + seconds(second);
  return { ...place(name), at, committedAt: at, committedOffset, leaderEpoch: 0, metadata: '' };
}

/** Commits at even distances: offset `from` first, `step` more each time. */
export const committedEvery = (
  name: string,
  {
    everySeconds,
    fromSecond,
    times,
    from,
    step,
  }: { readonly everySeconds: number; readonly fromSecond: number; readonly times: number; readonly from: bigint; readonly step: bigint },
): readonly CommitEntry[] =>
  Array.from({ length: times }, (_, n) => committed(name, fromSecond + n * everySeconds, from + BigInt(n) * step));

/** A classic group's state after a rebalance, or (without members) when its last member had left. */
export function generation(second: number, number: number, members: readonly LoggedMember[]): GroupStateEntry {
  const at = began + seconds(second);
  const isEmpty = members.length === 0;
  return {
    ...{ kind: 'classic', at, offset: BigInt(number), generation: number, protocolType: isEmpty ? '' : 'consumer' },
    ...{ assignor: isEmpty ? '' : 'range', leader: members[0]?.memberId ?? null, stateChangedAt: at, members },
  };
}

export const memberLeft = (second: number, memberId: string): GroupStateEntry => ({
  ...{ kind: 'member-left', at: began + seconds(second), offset: 800n, memberId },
});
