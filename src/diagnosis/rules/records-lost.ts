import { partitionName } from '../../model/cluster.ts';
import type { StartOfLog, TopicConfig } from '../../model/snapshot.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { numberOf } from '../configs.ts';
import { describeGroupCommand, namesOf, OFFSETS, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Retention works segment by segment, and looks every five minutes: a log that begins much younger was cut by something else. */
const BY_AGE = 0.9;

/** The commit lies below the log start: what was between them was deleted before the group read it. */
export const recordsLost = defineRule({
  id: 'records-lost',
  needs: ['trend'],
  uses: ['topicConfigs', 'timeToStart'],
  diagnose: ({ trend, topicConfigs, timeToStart, groupId, now }) => {
    const lost = trend.partitions.filter(one => lostOn(one) > 0n).sort((a, b) => Number(lostOn(b) - lostOn(a)));
    const [worst] = lost;
    if (!worst) return [];
    const retentionMs = numberOf(topicConfigs, worst.topic, 'retention.ms') ?? -1;
    const bytes = numberOf(topicConfigs, worst.topic, 'retention.bytes') ?? -1;
    const start = timeToStart.find(one => partitionName(one) === partitionName(worst));
    const ageMs = start && start.timestamp !== null && start.timestamp <= now ? now - start.timestamp : null;
    return [
      {
        severity: 'error',
        confidence: 'proven',
        subject: partitionName(worst),
        figures: {
          partitions: namesOf(lost),
          records: lost.reduce((sum, one) => sum + lostOn(one), 0n),
          by: deletedBy(topicConfigs, worst, start, ageMs),
        },
        evidence: [
          ...lost.slice(0, SHOWN_PARTITIONS).flatMap(one => {
            const [committed, logStart] = [one.offsets.committed.value?.offset, one.offsets.logStartOffset.value];
            if (committed === undefined || logStart === undefined) return [];
            return [fact('committed-below-start', { partition: partitionName(one), committed, logStart, lost: lostOn(one) }, OFFSETS, now)];
          }),
          ...(start && ageMs !== null
            ? [fact('log-starts-at-age', { partition: partitionName(worst), logStart: start.logStartOffset, ageMs }, 'Fetch', now)]
            : []),
          ...(retentionMs > 0 ? [fact('topic-keeps-records-for', { topic: worst.topic, retentionMs }, 'DescribeConfigs', now)] : []),
          ...(bytes > 0 ? [fact('topic-keeps-bytes', { topic: worst.topic, bytes }, 'DescribeConfigs', now)] : []),
        ],
        fixes: [showLag(worst), { kind: 'explain-start', groupId }, describeGroupCommand(groupId)],
      },
    ];
  },
});

/** What cut the log: where its first record is nearly as old as retention.ms allows, age did; else its size, else a person. */
function deletedBy(
  configs: readonly TopicConfig[],
  { topic }: PartitionTrend,
  start: StartOfLog | undefined,
  ageMs: number | null,
): 'retention.ms' | 'retention.bytes' | 'somebody' | null {
  const [retentionMs, bytes] = [numberOf(configs, topic, 'retention.ms'), numberOf(configs, topic, 'retention.bytes')];
  if (!start || ageMs === null || retentionMs === null || bytes === null) return null;
  if (retentionMs > 0 && ageMs >= BY_AGE * retentionMs) return 'retention.ms';
  return bytes > 0 ? 'retention.bytes' : 'somebody';
}

const lostOn = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.parts.lost : 0n);
