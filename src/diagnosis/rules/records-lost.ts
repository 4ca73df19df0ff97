import { partitionName } from '../../model/cluster.ts';
import { describeGroupCommand, namesOf, OFFSETS, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import type { PartitionTrend } from '../../model/trend.ts';

/** The commit lies below the log start: what was between them was deleted before the group read it. */
export const recordsLost = defineRule({
  id: 'records-lost',
  needs: ['trend'],
  uses: ['topicConfigs'],
  diagnose: ({ trend, topicConfigs, groupId, now }) => {
    const lost = trend.partitions.filter(one => lostOn(one) > 0n).sort((a, b) => Number(lostOn(b) - lostOn(a)));
    const [worst] = lost;
    if (!worst) return [];
    const retention = topicConfigs.find(({ topic }) => topic === worst.topic)?.entries.find(({ name }) => name === 'retention.ms');
    const retentionMs = Number(retention?.value ?? Number.NaN);
    return [
      {
        severity: 'error',
        confidence: 'proven',
        subject: partitionName(worst),
        figures: { partitions: namesOf(lost), records: lost.reduce((sum, one) => sum + lostOn(one), 0n) },
        evidence: [
          ...lost.slice(0, SHOWN_PARTITIONS).flatMap(one => {
            const [committed, logStart] = [one.offsets.committed.value?.offset, one.offsets.logStartOffset.value];
            if (committed === undefined || logStart === undefined) return [];
            return [fact('committed-below-start', { partition: partitionName(one), committed, logStart, lost: lostOn(one) }, OFFSETS, now)];
          }),
          ...(retentionMs > 0 ? [fact('topic-keeps-records-for', { topic: worst.topic, retentionMs }, 'DescribeConfigs', now)] : []),
        ],
        fixes: [showLag(worst), describeGroupCommand(groupId)],
      },
    ];
  },
});

const lostOn = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.parts.lost : 0n);
