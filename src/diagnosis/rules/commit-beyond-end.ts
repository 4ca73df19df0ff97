import { partitionName } from '../../model/cluster.ts';
import type { PartitionOffsets } from '../../model/offsets.ts';
import { commitInLog, epochEvidence } from '../logChange.ts';
import { describeGroupCommand, OFFSETS, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/**
 * The commit lies beyond the log's end: the topic was deleted and made anew, or cut back. Commits are asked for before
 * ends, so a consumer that is merely quick never looks like this.
 */
export const commitBeyondEnd = defineRule({
  id: 'commit-beyond-end',
  needs: ['samples'],
  uses: ['epochs', 'topics'],
  diagnose: ({ samples, epochs, topics, groupId, now }) => {
    const newest = samples.at(-1);
    const always = newest?.partitions.filter(
      one => isBeyond(one) && samples.every(sample => sample.partitions.filter(isSame(one)).every(isBeyond)),
    );
    const beyond = (always ?? []).flatMap(one => {
      const [committed, end] = [one.committed.value?.offset, one.highWatermark.value];
      return committed === undefined || end === undefined ? [] : [{ topic: one.topic, partition: one.partition, committed, end }];
    });
    const [first] = beyond;
    if (!first) return [];
    const inLog = commitInLog(first, epochs, topics);
    return [
      {
        severity: 'error',
        // A leader that has just taken over may tell its end too low for a moment.
        confidence: samples.length > 1 ? 'proven' : 'likely',
        subject: partitionName(first),
        figures: { partitions: beyond.map(partitionName), committed: first.committed, end: first.end, how: inLog?.how ?? null },
        evidence: [
          ...beyond
            .slice(0, SHOWN_PARTITIONS)
            .map(({ committed, end, ...one }) =>
              fact('committed-beyond-end', { partition: partitionName(one), committed, end }, OFFSETS, now),
            ),
          ...(inLog ? epochEvidence(inLog, now) : []),
        ],
        fixes: [
          showLag(first),
          { kind: 'explain-start', groupId },
          describeGroupCommand(groupId),
          { kind: 'copy-command', command: 'describe-topic', figures: { topic: first.topic } },
        ],
      },
    ];
  },
});

const isSame =
  ({ topic, partition }: PartitionOffsets) =>
  (other: PartitionOffsets): boolean =>
    other.topic === topic && other.partition === partition;

/** Unknown ends prove nothing, and contradict nothing. */
const isBeyond = ({ committed, highWatermark }: PartitionOffsets): boolean =>
  !!committed.value && highWatermark.value !== undefined && committed.value.offset > highWatermark.value;
