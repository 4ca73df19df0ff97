import { partitionName } from '../../model/cluster.ts';
import { RARE_COMMIT_MS, UNMOVED_MS } from '../../model/partitionState.ts';
import type { LastRecord } from '../../model/snapshot.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { isConsumerGroup } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** The consumer receives nothing because nothing is written: the group has read all there is. Nothing is wrong with it. */
export const silentProducer = defineRule({
  id: 'silent-producer',
  needs: ['group', 'trend'],
  uses: ['lastRecords'],
  observeMs: UNMOVED_MS,
  diagnose: ({ group, trend, lastRecords, groupId, now }) => {
    const { partitions, observedMs } = trend;
    if (group.members.length === 0 || !isConsumerGroup(group) || partitions.length === 0 || !partitions.every(isQuiet)) return [];
    const topics = [...new Set(partitions.map(({ topic }) => topic))];
    const newest = newestOf(lastRecords.filter(({ topic }) => topics.includes(topic)));
    // A log that has an end and no newest record: nobody looked, or retention has taken all of it.
    const holdsSome = partitions.some(({ offsets }) => (offsets.highWatermark.value ?? 0n) > (offsets.logStartOffset.value ?? 0n));
    if (!newest && holdsSome) return [{ lacks: 'lastRecords' }];
    const silentMs = newest ? now - newest.timestamp : null;
    if (silentMs !== null && silentMs < RARE_COMMIT_MS) return [];
    return [
      {
        severity: 'information',
        // A time that the producer wrote is as right as its clock.
        confidence: newest?.timestampType === 'CreateTime' ? 'likely' : 'proven',
        subject: topics.length === 1 ? (topics[0] ?? groupId) : groupId,
        figures: { topics, silentMs, members: group.members.length },
        evidence: [
          fact('nothing-arrived', { partitions: partitions.length, ms: observedMs }, 'ListOffsets', now),
          ...(newest && silentMs !== null
            ? [
                fact(
                  'newest-record',
                  {
                    partition: partitionName(newest),
                    offset: newest.offset,
                    ageMs: silentMs,
                    byBroker: newest.timestampType === 'LogAppendTime',
                  },
                  'ListOffsets',
                  now,
                ),
              ]
            : []),
        ],
        fixes: [],
      },
    ];
  },
});

/** Nothing arrives, nothing is left to read, and no open transaction hides anything. A partition without a commit counts: a consumer that begins at the end has none yet. */
const isQuiet = ({ state, arrived, offsets: { highWatermark, lastStableOffset } }: PartitionTrend): boolean => {
  const [stable, end] = [lastStableOffset.value, highWatermark.value];
  const isHidden = stable !== undefined && end !== undefined && stable < end;
  return arrived === 0n && (state === 'steady' || state === 'no-commit') && !isHidden;
};

const newestOf = (records: readonly LastRecord[]): LastRecord | null =>
  records.reduce<LastRecord | null>((newest, one) => (newest && newest.timestamp >= one.timestamp ? newest : one), null);
