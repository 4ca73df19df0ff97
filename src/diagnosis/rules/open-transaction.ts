import { partitionName } from '../../model/cluster.ts';
import { RARE_COMMIT_MS, UNMOVED_MS } from '../../model/partitionState.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { namesOf, OFFSETS, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { nextRecordIn } from '../recordDiffers.ts';
import { defineRule, fact } from '../rule.ts';

/**
 * The group has read all that is visible, and an open transaction hides the rest: records are there, and a read_committed
 * client gets none of them until the transaction ends.
 */
export const openTransaction = defineRule({
  id: 'open-transaction',
  needs: ['samples', 'trend'],
  uses: ['records', 'topics'],
  observeMs: UNMOVED_MS,
  diagnose: ({ samples, trend, records, topics, now }) => {
    const pinned = trend.partitions
      .flatMap(one => {
        const [lastStableOffset, end] = [one.offsets.lastStableOffset.value, one.offsets.highWatermark.value];
        if (lastStableOffset === undefined || end === undefined || end <= lastStableOffset) return [];
        const since = pinnedSince(samples, one);
        if (since === null || now - since < UNMOVED_MS) return [];
        const look = nextRecordIn(records.find(looked => partitionName(looked) === partitionName(one)));
        const hidden = look?.record.offset === lastStableOffset ? look : null;
        return [{ one, lastStableOffset, end, hidden, ms: Math.max(now - since, hidden?.ageMs ?? 0) }];
      })
      .sort((a, b) => b.ms - a.ms);
    const [worst] = pinned;
    if (!worst) return [];
    const leader = topics.find(({ topic, partition }) => topic === worst.one.topic && partition === worst.one.partition)?.leader ?? null;
    return [
      {
        // Java's transaction.timeout.ms is a minute: longer is either meant so (Flink's checkpoints) or forgotten.
        severity: worst.ms >= RARE_COMMIT_MS ? 'warning' : 'information',
        confidence: 'likely',
        subject: partitionName(worst.one),
        figures: {
          partitions: namesOf(pinned.map(({ one }) => one)),
          lastStableOffset: worst.lastStableOffset,
          hidden: worst.end - worst.lastStableOffset,
          stoodMs: worst.ms,
        },
        evidence: pinned.slice(0, SHOWN_PARTITIONS).flatMap(({ one, lastStableOffset, end, hidden, ms }) => [
          fact('stable-offset-stood-still', { partition: partitionName(one), lastStableOffset, end, ms }, 'ListOffsets', now),
          fact('group-waits-at-stable-offset', { partition: partitionName(one), committed: lastStableOffset }, OFFSETS, now),
          ...(hidden
            ? [
                fact(
                  'first-hidden-record',
                  {
                    partition: partitionName(one),
                    offset: hidden.record.offset,
                    producerId: hidden.record.batch.producerId,
                    ageMs: hidden.ageMs,
                  },
                  'Fetch',
                  hidden.at,
                ),
              ]
            : []),
        ]),
        fixes: [
          ...(leader === null
            ? []
            : [{ kind: 'copy-command' as const, command: 'find-hanging-transactions' as const, figures: { broker: leader } }]),
          { kind: 'peek', topic: worst.one.topic, partition: worst.one.partition, offset: worst.lastStableOffset },
          showLag(worst.one),
        ],
      },
    ];
  },
});

/** Since when (milliseconds since 1970) the group stands exactly at a last stable offset with hidden records behind it; null: it does not. */
function pinnedSince(samples: readonly GroupSample[], { topic, partition }: PartitionTrend): number | null {
  const moments = samples.map(({ at, partitions }) => {
    const row = partitions.find(one => one.topic === topic && one.partition === partition);
    const [stable, end, committed] = [row?.lastStableOffset.value, row?.highWatermark.value, row?.committed.value?.offset];
    const waits = stable !== undefined && end !== undefined && end > stable && committed === stable;
    return { at, stable, waits };
  });
  const newest = moments.at(-1);
  if (!newest?.waits) return null;
  const moved = moments.findLastIndex(({ stable, waits }) => !waits || stable !== newest.stable);
  return moments[moved + 1]?.at ?? null;
}
