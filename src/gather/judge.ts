import { inTurns, letOthersRun } from '../kafka/letOthersRun.ts';
import type { Group } from '../model/group.ts';
import type { GroupSample } from '../model/sample.ts';
import { judgingGroup, type JudgedTrend } from '../model/trend.ts';
import type { GroupsSample } from './sampleGroups.ts';
import type { AskOptions } from './sampleGroup.ts';

/** `judgeGroup` in turns with everybody else who needs the thread. @throws FailureError of kind 'cancelled' */
export const judgeInTurns = (samples: readonly GroupSample[], options: AskOptions = {}): Promise<JudgedTrend> =>
  inTurns(judgingGroup(samples), options);

export interface JudgedGroup {
  readonly group: Group;
  readonly trend: JudgedTrend;
}

/** Each group of the newest sample over the history that is given (oldest first, at least one sample), in the order of the newest one. */
export async function judgeGroups(history: readonly GroupsSample[], options: AskOptions = {}): Promise<readonly JudgedGroup[]> {
  const judged: JudgedGroup[] = [];
  for (const [groupId, { group }] of history.at(-1)?.groups ?? []) {
    await letOthersRun(options);
    const samples = history.flatMap(({ groups }) => groups.get(groupId) ?? []);
    judged.push({ group, trend: await judgeInTurns(samples, options) });
  }
  return judged;
}
