/** For how long a group has been in the state that it is in. */
import type { GroupState } from '../model/group.ts';
import type { GroupSample } from '../model/sample.ts';

/** A rebalance takes a heartbeat (3 s) to be heard of and another request to be answered: longer than this somebody does not answer. */
export const HANGS_MS = 10_000;

/** The looks at the end of the history at all of which the group was in that state; empty where it is not now. */
export function looksInState(samples: readonly GroupSample[], state: GroupState): readonly GroupSample[] {
  const before = samples.findLastIndex(({ group }) => group.groupState !== state);
  return samples.slice(before + 1);
}

export const spanOf = (looks: readonly GroupSample[]): number => (looks.at(-1)?.at ?? 0) - (looks[0]?.at ?? 0);
