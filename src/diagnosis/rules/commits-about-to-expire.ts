import { partitionName } from '../../model/cluster.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Group } from '../../model/group.ts';
import type { OffsetsLog } from '../../model/offsetsLog.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { standingIn } from '../commitLog.ts';
import { numberIn } from '../configs.ts';
import { emptySince } from '../emptySince.ts';
import { describedBy, describeGroupCommand, isConsumerGroup, namesOf, showLag, waitingOnAll, worstFirst } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

const MINUTE_MS = 60_000;
/** Told in the last quarter: of seven days from the day before yesterday's end on, so that a daily batch job is left alone. */
const LAST_PART = 0.25;

/** Nobody is in the group, and the broker will soon forget its commits: where it starts again is then up to auto.offset.reset. */
export const commitsAboutToExpire = defineRule({
  id: 'commits-about-to-expire',
  needs: ['group', 'trend'],
  uses: ['brokerConfigs', 'offsetsLog'],
  diagnose: ({ group, trend, brokerConfigs, offsetsLog: [log], groupId, now }) => {
    // Whoever commits without joining keeps its commits young.
    const committed = worstFirst(trend.partitions.filter(({ offsets, sawCommitMove }) => offsets.committed.value && !sawCommitMove));
    const [worst] = committed;
    if (!worst || group.groupState !== 'Empty' || !isConsumerGroup(group)) return [];
    const minutes = numberIn(brokerConfigs, 'offsets.retention.minutes');
    if (minutes === null || minutes <= 0) return [{ lacks: 'brokerConfigs' }];
    const clock = clockOf(group, log, committed, now);
    if (!clock) return [{ lacks: 'offsetsLog' }];
    const retentionMs = minutes * MINUTE_MS;
    const sinceMs = now - clock.at;
    const remainingMs = retentionMs - sinceMs;
    if (remainingMs > LAST_PART * retentionMs) return clock.atLeast ? [{ lacks: 'offsetsLog' }] : [];
    return [
      {
        severity: 'warning',
        confidence: clock.atLeast ? 'likely' : 'proven',
        subject: groupId,
        figures: {
          groupId,
          partitions: namesOf(committed),
          counts: clock.counts,
          sinceMs,
          retentionMs,
          remainingMs,
          waiting: waitingOnAll(committed),
        },
        evidence: [
          fact('group-is-empty', { state: group.groupState }, describedBy(group), now),
          clock.evidence,
          fact('commits-are-kept-for', { retentionMs }, 'DescribeConfigs', now),
        ],
        fixes: [{ kind: 'explain-start', groupId }, showLag(worst), describeGroupCommand(groupId)],
      },
    ];
  },
});

/** From when on the broker counts, in milliseconds since 1970. */
interface Clock {
  readonly at: number;
  readonly atLeast: boolean;
  readonly counts: 'since-empty' | 'since-commit';
  readonly evidence: Evidence;
}

/**
 * A classic group of consumers keeps all its commits until so long after its last member has gone (KIP-211). Of groups of the
 * newer protocol, and of those that only ever committed, each commit has its own age.
 */
function clockOf(group: Group, log: OffsetsLog | undefined, committed: readonly PartitionTrend[], now: number): Clock | null {
  if (group.groupType === 'classic' && group.protocolType === 'consumer') {
    const since = emptySince(log);
    return since && { ...since, counts: 'since-empty', evidence: fact('empty-since', { ms: now - since.at }, 'Fetch', now) };
  }
  const clocks = committed.flatMap((one): readonly Clock[] => {
    const offset = one.offsets.committed.value?.offset;
    const standing = offset === undefined ? null : standingIn(log, one, offset);
    if (offset === undefined || !standing) return [];
    const evidence = fact('last-commit-was', { partition: partitionName(one), offset, ageMs: now - standing.newest }, 'Fetch', now);
    return [{ at: standing.newest, atLeast: standing.times === 0, counts: 'since-commit', evidence }];
  });
  return clocks.reduce<Clock | null>((oldest, clock) => (oldest && oldest.at <= clock.at ? oldest : clock), null);
}
