import { partitionName } from '../../model/cluster.ts';
import { UNMOVED_MS } from '../../model/partitionState.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import {
  describedBy,
  describeGroupCommand,
  isConsumerGroup,
  isSettled,
  namesOf,
  OFFSETS,
  SHOWN_PARTITIONS,
  showLag,
} from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Members own partitions, records arrive there, and no commit has ever come: after a restart all of it is read again, or skipped. */
export const nothingCommitted = defineRule({
  id: 'nothing-committed',
  needs: ['group', 'samples', 'trend'],
  uses: ['clientFiles'],
  observeMs: UNMOVED_MS,
  diagnose: ({ group, samples, trend, clientFiles, groupId, now }) => {
    if (!isConsumerGroup(group) || !samples.every(sample => isSettled(sample.group))) return [];
    const without = trend.partitions
      .filter(({ state, ownership }) => state === 'no-commit' && ownership === 'owned')
      .map(one => ({ one, arrived: arrivedLongAgo(samples, one, now) }))
      .filter(({ arrived }) => arrived > 0n)
      .sort((a, b) => Number(b.arrived - a.arrived));
    const [worst] = without;
    if (!worst) return [];
    const committed = trend.partitions.filter(({ offsets }) => offsets.committed.value).length;
    const members = group.members.length;
    const autoCommit = settingIn(clientFiles, 'autoCommit');
    return [
      {
        severity: 'warning',
        // Flink, Spark and others may keep their offsets elsewhere on purpose.
        confidence: 'likely',
        subject: committed === 0 ? groupId : partitionName(worst.one),
        figures: {
          partitions: namesOf(without.map(({ one }) => one)),
          members,
          arrived: without.reduce((sum, { arrived }) => sum + arrived, 0n),
          observedMs: trend.observedMs,
          elsewhere: committed > 0,
        },
        evidence: [
          ...(committed === 0 ? [fact('no-commit-at-all', { partitions: trend.partitions.length }, 'OffsetFetch', now)] : []),
          fact('members-are-alive', { members, state: group.groupState }, describedBy(group), now),
          ...without
            .slice(0, SHOWN_PARTITIONS)
            .map(({ one, arrived }) =>
              fact('arrived-without-commit', { partition: partitionName(one), arrived, ms: trend.observedMs }, OFFSETS, now),
            ),
          ...(autoCommit
            ? [fact('file-says', { file: autoCommit.file, key: autoCommit.setting.key, value: autoCommit.setting.value }, 'Workspace', now)]
            : []),
        ],
        fixes: [
          ...(autoCommit ? [openAt(autoCommit)] : []),
          showLag(worst.one),
          { kind: 'explain-start', groupId },
          describeGroupCommand(groupId),
        ],
      },
    ];
  },
});

/** Records that were seen to arrive at least fifteen seconds ago: whoever reads and commits has committed them by now. */
function arrivedLongAgo(samples: readonly GroupSample[], { topic, partition }: PartitionTrend, now: number): bigint {
  const ends = samples.flatMap(({ at, partitions }) => {
    const end = partitions.find(one => one.topic === topic && one.partition === partition)?.highWatermark.value;
    return end === undefined || at > now - UNMOVED_MS ? [] : [end];
  });
  const [first, last] = [ends[0], ends.at(-1)];
  return first !== undefined && last !== undefined && last > first ? last - first : 0n;
}
