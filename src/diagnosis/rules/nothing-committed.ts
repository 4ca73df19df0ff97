import { partitionName } from '../../model/cluster.ts';
import type { OffsetsLog } from '../../model/offsetsLog.ts';
import { RARE_COMMIT_MS, UNMOVED_MS } from '../../model/partitionState.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import { hasCommits } from '../commitLog.ts';
import { areOwnedAlike, ownerIn, rowIn } from '../lookups.ts';
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

/** A beat is due every two seconds; on a busy machine it takes longer. */
const SLOW_BEAT_MS = 3_000;

/** Members own partitions, records arrive there, and no commit has ever come: after a restart all of it is read again, or skipped. */
export const nothingCommitted = defineRule({
  id: 'nothing-committed',
  needs: ['group', 'samples', 'trend'],
  uses: ['clientFiles', 'offsetsLog'],
  observeMs: UNMOVED_MS,
  diagnose: ({ group, samples, trend, clientFiles, offsetsLog: [log], groupId, now }) => {
    if (!isConsumerGroup(group) || !samples.every(sample => isSettled(sample.group))) return [];
    const otherwise = samples.filter(sample => !areOwnedAlike(sample.group, group));
    const without = trend.partitions
      .filter(one => one.state === 'no-commit' && one.ownership === 'owned' && keptItsOwner(otherwise, one))
      .map(one => ({ one, arrived: noneFor(log, one, now) ? (one.arrived ?? 0n) : arrivedLongAgo(samples, one, now) }))
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

/** A member that has only just come, or comes and goes, is not to blame for having committed nothing. */
function keptItsOwner(samples: readonly GroupSample[], one: PartitionTrend): boolean {
  return samples.every(sample => ownerIn(sample, one)?.memberId === one.owner?.memberId);
}

/** The offsets topic has every word of the last minute at least, and none of a commit there: whoever commits at all has done so by now. */
function noneFor(log: OffsetsLog | undefined, one: PartitionTrend, now: number): boolean {
  if (!log || log.since === null || now - log.since < RARE_COMMIT_MS) return false;
  const joined = log.states.findLast(({ kind }) => kind === 'classic' || kind === 'member-epoch');
  return !(joined && now - joined.at < RARE_COMMIT_MS) && !hasCommits(log, one);
}

/** Records that were seen to arrive at least fifteen seconds ago: whoever reads and commits has committed them by now. */
function arrivedLongAgo(samples: readonly GroupSample[], one: PartitionTrend, now: number): bigint {
  const ends = samples.flatMap(sample => {
    const end = rowIn(sample, one)?.highWatermark.value;
    return end === undefined ? [] : [{ end, ageMs: now - sample.at }];
  });
  const old = ends.filter(({ ageMs }) => ageMs >= UNMOVED_MS);
  // Where the first beats were slow, one that is hardly younger does as well.
  const [first, last] = [ends[0], old.length >= 2 ? old.at(-1) : ends.filter(({ ageMs }) => ageMs >= UNMOVED_MS - SLOW_BEAT_MS).at(-1)];
  return first !== undefined && last !== undefined && last.end > first.end ? last.end - first.end : 0n;
}
