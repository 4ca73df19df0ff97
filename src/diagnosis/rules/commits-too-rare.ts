import { partitionName } from '../../model/cluster.ts';
import { RARE_COMMIT_MS } from '../../model/partitionState.ts';
import type { GroupSample } from '../../model/sample.ts';
import { median } from '../../model/slope.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import { type CommitStep, stepsIn } from '../commitLog.ts';
import { rowIn } from '../lookups.ts';
import { describeGroupCommand, isConsumerGroup, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** How far back commits are looked at. */
const LOOK_BACK_MS = 30 * 60_000;
/** Fewer are repeated within seconds. */
const FEWEST_RECORDS = 1_000;
/** What no restart should cost, meant so or not. */
const MANY_RECORDS = 100_000;
const LONG_MS = 5 * 60_000;

/**
 * The group commits so rarely for what it reads that a crash repeats much work. The offsets topic remembers its commits; where it
 * may not be read, what was watched has to do, if somebody watched for long enough.
 */
export const commitsTooRare = defineRule({
  id: 'commits-too-rare',
  needs: ['group', 'samples', 'trend'],
  uses: ['offsetsLog', 'clientFiles'],
  diagnose: ({ group, samples, trend, offsetsLog: [log], clientFiles, groupId, now }) => {
    if (!isConsumerGroup(group) || group.members.length === 0) return [];
    if (!log && trend.observedMs < RARE_COMMIT_MS) return [];
    const paces = trend.partitions
      .flatMap(one => paceOf(one, log ? stepsIn(log, one, now - LOOK_BACK_MS) : stepsSeen(samples, one)))
      .sort((a, b) => Number(b.records - a.records));
    const everyMs = median(paces.map(pace => pace.everyMs));
    const records = paces.reduce((sum, pace) => sum + pace.records, 0n);
    const [most] = paces;
    if (!most || everyMs === null || everyMs < RARE_COMMIT_MS || records < FEWEST_RECORDS) return [];
    const interval = settingIn(clientFiles, 'autoCommitInterval');
    return [
      {
        severity: everyMs >= LONG_MS || records >= MANY_RECORDS ? 'warning' : 'information',
        confidence: 'proven',
        subject: groupId,
        figures: { groupId, everyMs, records, commits: paces.reduce((sum, { commits }) => sum + commits, 0) },
        evidence: [
          ...paces
            .slice(0, SHOWN_PARTITIONS)
            .map(({ one, ...pace }) =>
              fact('commits-come-every', { partition: partitionName(one), ...pace }, log ? 'Fetch' : 'OffsetFetch', now),
            ),
          ...(interval
            ? [fact('file-says', { file: interval.file, key: interval.setting.key, value: interval.setting.value }, 'Workspace', now)]
            : []),
        ],
        fixes: [...(interval ? [openAt(interval)] : []), showLag(most.one), describeGroupCommand(groupId)],
      },
    ];
  },
});

interface Pace {
  readonly one: PartitionTrend;
  readonly everyMs: number;
  /** In the middle of its commits. */
  readonly records: bigint;
  readonly commits: number;
}

/** Of two steps at least: one may be a pause of the producers. */
function paceOf(one: PartitionTrend, steps: readonly CommitStep[]): readonly Pace[] {
  const everyMs = median(steps.map(({ ms }) => ms));
  const records = median(steps.map(step => Number(step.records)));
  if (everyMs === null || records === null || steps.length < 2) return [];
  return [{ one, everyMs, records: BigInt(Math.round(records)), commits: steps.length + 1 }];
}

/** The same as it was watched; of the first commit that was seen nobody knows how long it took. */
function stepsSeen(samples: readonly GroupSample[], one: PartitionTrend): readonly CommitStep[] {
  const steps: CommitStep[] = [];
  let last: { readonly at: number; readonly offset: bigint; readonly sawItCome: boolean } | undefined;
  for (const sample of samples) {
    const offset = rowIn(sample, one)?.committed.value?.offset;
    if (offset === undefined || offset === last?.offset) continue;
    if (last?.sawItCome && offset > last.offset) steps.push({ ms: sample.at - last.at, records: offset - last.offset });
    last = { at: sample.at, offset, sawItCome: last !== undefined };
  }
  return steps;
}
