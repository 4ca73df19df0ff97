import { partitionName } from '../../model/cluster.ts';
import type { Evidence, Fix, Severity } from '../../model/finding.ts';
import { RARE_COMMIT_MS, UNMOVED_MS } from '../../model/partitionState.ts';
import type { GroupSample } from '../../model/sample.ts';
import { type OpenTransaction, whyHanging } from '../../model/transaction.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { rowIn } from '../lookups.ts';
import { numberIn } from '../configs.ts';
import { namesOf, OFFSETS, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { nextRecordIn, type NextRecordLook } from '../recordDiffers.ts';
import { defineRule, fact } from '../rule.ts';

/** A client that commits "last record + 1" stays before the marker that ends a transaction. */
const MARKER = 1n;
/** transaction.max.timeout.ms of the brokers, where they do not tell it: fifteen minutes by default. */
const LONGEST_MS = 15 * 60_000;

/**
 * The group has read all that is visible, and an open transaction hides the rest: records are there, and a read_committed
 * client gets none of them until the transaction ends.
 */
export const openTransaction = defineRule({
  id: 'open-transaction',
  needs: ['samples', 'trend'],
  uses: ['records', 'topics', 'openTransactions', 'brokerConfigs'],
  observeMs: UNMOVED_MS,
  diagnose: ({ samples, trend, records, topics, openTransactions, brokerConfigs, now }) => {
    const longestMs = numberIn(brokerConfigs, 'transaction.max.timeout.ms') ?? LONGEST_MS;
    const pinned = trend.partitions
      .flatMap((one): readonly Pinned[] => {
        const [lastStableOffset, end] = [one.offsets.lastStableOffset.value, one.offsets.highWatermark.value];
        if (lastStableOffset === undefined || end === undefined || end <= lastStableOffset) return [];
        const since = pinnedSince(samples, one);
        if (since === null || now - since < UNMOVED_MS) return [];
        const look = nextRecordIn(records.find(looked => partitionName(looked) === partitionName(one)));
        const hidden = look?.record.offset === lastStableOffset ? look : null;
        const holder =
          openTransactions.find(open => partitionName(open) === partitionName(one) && open.openSince === lastStableOffset) ?? null;
        const hanging = holder && whyHangs(holder, longestMs, now);
        return [{ one, lastStableOffset, end, hidden, holder, hanging, ms: openFor({ since, hidden, holder }, now) }];
      })
      .sort((a, b) => Number(b.hanging !== null) - Number(a.hanging !== null) || b.ms - a.ms);
    const [worst] = pinned;
    if (!worst) return [];
    const { holder } = worst;
    const transaction = holder?.transaction.value ?? null;
    const leader = topics.find(one => partitionName(one) === partitionName(worst.one))?.leader ?? null;
    return [
      {
        severity: severityOf(worst),
        // Who was asked twice, fifteen seconds apart, and still holds the same offset, is no transaction that was just ending.
        confidence: holder ? 'proven' : 'likely',
        subject: partitionName(worst.one),
        figures: {
          partitions: namesOf(pinned.map(({ one }) => one)),
          lastStableOffset: worst.lastStableOffset,
          hidden: worst.end - worst.lastStableOffset,
          stoodMs: worst.ms,
          producerId: holder?.producerId ?? worst.hidden?.record.batch.producerId ?? null,
          transactionalId: transaction?.transactionalId ?? null,
          timeoutMs: transaction?.timeoutMs ?? null,
          hanging: worst.hanging,
        },
        evidence: pinned.slice(0, SHOWN_PARTITIONS).flatMap(one => evidenceOf(one, now)),
        fixes: [
          ...(leader === null ? [] : [findHanging(leader)]),
          ...(worst.hanging === null ? [] : [abort(worst)]),
          { kind: 'peek', topic: worst.one.topic, partition: worst.one.partition, offset: worst.lastStableOffset },
          showLag(worst.one),
        ],
      },
    ];
  },
});

interface Pinned {
  readonly one: PartitionTrend;
  readonly lastStableOffset: bigint;
  readonly end: bigint;
  /** The first record that is hidden, where somebody looked. */
  readonly hidden: NextRecordLook | null;
  /** The transaction that begins exactly at the last stable offset: the one that holds it. */
  readonly holder: OpenTransaction | null;
  readonly hanging: WhyHanging | null;
  /** For so long it has been open at least. */
  readonly ms: number;
}

type WhyHanging = NonNullable<ReturnType<typeof whyHanging>>;

/**
 * Kafka's own find-hanging rule. That no coordinator is seen to know the producer may only mean that this login is not shown its
 * transaction: it counts when nothing was written for longer than any transaction may be open.
 */
function whyHangs(holder: OpenTransaction, longestMs: number, now: number): WhyHanging | null {
  const why = whyHanging(holder) ?? null;
  if (why !== 'unknown-to-coordinator') return why;
  return holder.lastTimestamp !== null && now - holder.lastTimestamp > longestMs ? why : null;
}

function severityOf(one: Pinned): Severity {
  if (one.hanging !== null) return 'error';
  // Java's transaction.timeout.ms is a minute: longer is either meant so (Flink's checkpoints) or forgotten.
  return one.ms >= RARE_COMMIT_MS ? 'warning' : 'information';
}

function openFor({ since, hidden, holder }: Pick<Pinned, 'hidden' | 'holder'> & { readonly since: number }, now: number): number {
  const startedAt = holder?.transaction.value?.startedAt ?? null;
  return Math.max(now - since, hidden?.ageMs ?? 0, startedAt === null ? 0 : now - startedAt);
}

function evidenceOf({ one, lastStableOffset, end, hidden, holder, ms }: Pinned, now: number): readonly Evidence[] {
  const partition = partitionName(one);
  return [
    fact('stable-offset-stood-still', { partition, lastStableOffset, end, ms }, 'ListOffsets', now),
    fact('group-waits-at-stable-offset', { partition, committed: one.offsets.committed.value?.offset ?? lastStableOffset }, OFFSETS, now),
    ...(holder ? holderEvidence(partition, holder, now) : []),
    ...(hidden
      ? [
          fact(
            'first-hidden-record',
            { partition, offset: hidden.record.offset, producerId: hidden.record.batch.producerId, ageMs: hidden.ageMs },
            'Fetch',
            hidden.at,
          ),
        ]
      : []),
  ];
}

function holderEvidence(partition: string, holder: OpenTransaction, now: number): readonly Evidence[] {
  const { producerId, openSince, lastTimestamp } = holder;
  const transaction = holder.transaction.value;
  const wrote = lastTimestamp === null || lastTimestamp > now ? null : now - lastTimestamp;
  const why = whyHanging(holder);
  return [
    fact('producer-of-open-transaction', { partition, producerId, openSince, lastWroteMs: wrote }, 'DescribeProducers', now),
    ...(transaction
      ? [
          fact(
            'transaction-is',
            {
              transactionalId: transaction.transactionalId,
              state: transaction.state,
              openMs: transaction.startedAt === null ? null : now - transaction.startedAt,
              timeoutMs: transaction.timeoutMs,
            },
            'DescribeTransactions',
            now,
          ),
        ]
      : []),
    ...(why === 'unknown-to-coordinator' ? [fact('coordinator-does-not-know-producer', { producerId }, 'ListTransactions', now)] : []),
    ...(why === 'not-part-of-it' && transaction
      ? [fact('transaction-leaves-partition-out', { transactionalId: transaction.transactionalId, partition }, 'DescribeTransactions', now)]
      : []),
  ];
}

const findHanging = (broker: number): Fix => ({ kind: 'copy-command', command: 'find-hanging-transactions', figures: { broker } });

const abort = ({ one: { topic, partition }, lastStableOffset: startOffset }: Pinned): Fix => ({
  kind: 'copy-command',
  command: 'abort-transaction',
  figures: { topic, partition, startOffset },
});

/** Since when (milliseconds since 1970) the group stands at a last stable offset with hidden records behind it; null: it does not. */
function pinnedSince(samples: readonly GroupSample[], one: PartitionTrend): number | null {
  const moments = samples.map(sample => {
    const { at } = sample;
    const row = rowIn(sample, one);
    const [stable, end, committed] = [row?.lastStableOffset.value, row?.highWatermark.value, row?.committed.value?.offset];
    const waits =
      stable !== undefined &&
      end !== undefined &&
      committed !== undefined &&
      end > stable &&
      committed <= stable &&
      stable - committed <= MARKER;
    return { at, stable, waits };
  });
  const newest = moments.at(-1);
  if (!newest?.waits) return null;
  const moved = moments.findLastIndex(({ stable, waits }) => !waits || stable !== newest.stable);
  return moments[moved + 1]?.at ?? null;
}
