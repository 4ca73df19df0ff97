/** Members that a group lost because they did not come back to poll() in time. */
import type { OffsetsLog } from '../model/offsetsLog.ts';
import { lengthOf, type ShortStay } from './stays.ts';

/** By member id, in milliseconds: `max.poll.interval.ms` as the client told it when it joined. */
export function timeoutsOf(offsetsLog: readonly OffsetsLog[]): ReadonlyMap<string, number> {
  const members = (offsetsLog[0]?.states ?? []).flatMap(entry =>
    entry.kind === 'classic' ? entry.members : entry.kind === 'member' ? [entry.member] : [],
  );
  return new Map(
    members.flatMap(({ memberId, rebalanceTimeoutMs }) => (rebalanceTimeoutMs === null ? [] : [[memberId, rebalanceTimeoutMs]])),
  );
}

/**
 * It was in the group for just as long as it may be without poll(): it got its records when it joined, did not come back, and
 * left by itself. A few quick polls come before the slow one: half as long again, and ten seconds for the rebalance.
 */
export function isPollOverrun(stay: ShortStay, timeouts: ReadonlyMap<string, number>): boolean {
  const timeout = timeouts.get(stay.member.memberId);
  const length = lengthOf(stay);
  return timeout !== undefined && length >= timeout - 1000 && length <= 1.5 * timeout + 10_000;
}
