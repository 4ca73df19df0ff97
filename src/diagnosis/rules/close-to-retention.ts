import { partitionName } from '../../model/cluster.ts';
import type { RecordsAtCommit, StartOfLog, TopicConfig } from '../../model/snapshot.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { numberOf, textOf } from '../configs.ts';
import { describeGroupCommand, namesOf, SHOWN_PARTITIONS, showLag, waitingOn } from '../partitions.ts';
import { nextRecordIn } from '../recordDiffers.ts';
import { defineRule, fact } from '../rule.ts';

/** Told in the last quarter: of seven days on the sixth. */
const LAST_PART = 0.25;
/** So near a deletion may come with the next look of the broker's cleaner. */
const AT_ONCE_PART = 0.05;
/** A log that holds less than half of what its age allows is cut by its size. */
const CUT_BY_SIZE = 0.5;

/** Unread records are nearly as old as their topic lets them get: retention deletes them before the group comes there. */
export const closeToRetention = defineRule({
  id: 'close-to-retention',
  needs: ['trend'],
  uses: ['topicConfigs', 'records', 'timeToStart'],
  diagnose: ({ trend, topicConfigs, records, timeToStart, groupId, now }) => {
    const unread = trend.partitions.filter(hasUnread);
    const deadlines = unread.map(one => deadlineOf(one, { topicConfigs, records, timeToStart, now }));
    const close = deadlines
      .filter(deadline => deadline !== null && deadline !== 'unknown')
      .filter(({ one, remainingMs, keptForMs }) => remainingMs <= LAST_PART * keptForMs && !isReadInTime(one, remainingMs))
      .sort((a, b) => a.remainingMs - b.remainingMs);
    const [first] = close;
    if (!first) {
      const isUntold = unread.some(({ topic }) => textOf(topicConfigs, topic, 'cleanup.policy') === null);
      if (isUntold) return [{ lacks: 'topicConfigs' }];
      // Where many wait only the worst are looked into; where none could be, nobody knows.
      return deadlines.length > 0 && deadlines.every(deadline => deadline === 'unknown') ? [{ lacks: 'records' }] : [];
    }
    const { one, ageMs, keptForMs, by, remainingMs } = first;
    return [
      {
        severity: remainingMs <= AT_ONCE_PART * keptForMs ? 'error' : 'warning',
        // Whole segments go, and never the one that is being written to: it may take longer.
        confidence: 'likely',
        subject: partitionName(one),
        figures: { partitions: namesOf(close.map(each => each.one)), ageMs, keptForMs, by, remainingMs, waiting: waitingOn(one) },
        evidence: [
          ...close
            .slice(0, SHOWN_PARTITIONS)
            .map(each =>
              fact(
                'first-unread-record',
                { partition: partitionName(each.one), offset: each.offset, ageMs: each.ageMs, waiting: waitingOn(each.one) },
                'Fetch',
                now,
              ),
            ),
          ...evidenceOf(first, topicConfigs, now),
        ],
        fixes: [
          showLag(one),
          { kind: 'peek', topic: one.topic, partition: one.partition, offset: first.offset },
          describeGroupCommand(groupId),
        ],
      },
    ];
  },
});

interface Deadline {
  readonly one: PartitionTrend;
  /** Of the first unread record. */
  readonly offset: bigint;
  readonly ageMs: number;
  readonly keptForMs: number;
  readonly by: 'retention.ms' | 'retention.bytes';
  readonly remainingMs: number;
  /** The age of the log's first record, where it is known. */
  readonly startAgeMs: number | null;
}

interface Given {
  readonly topicConfigs: readonly TopicConfig[];
  readonly records: readonly RecordsAtCommit[];
  readonly timeToStart: readonly StartOfLog[];
  readonly now: number;
}

/** null: nothing deletes its records for their age or the log's size. 'unknown': nobody knows how old the first unread one is. */
function deadlineOf(one: PartitionTrend, { topicConfigs, records, timeToStart, now }: Given): Deadline | 'unknown' | null {
  if (!(textOf(topicConfigs, one.topic, 'cleanup.policy') ?? '').includes('delete')) return null;
  const start = timeToStart.find(each => partitionName(each) === partitionName(one));
  const startAgeMs = start && start.timestamp !== null && start.timestamp <= now ? now - start.timestamp : null;
  const look = nextRecordIn(records.find(looked => partitionName(looked) === partitionName(one)));
  const committed = one.offsets.committed.value?.offset;
  const first =
    look && look.ageMs !== null
      ? { offset: look.record.offset, ageMs: look.ageMs }
      : start && startAgeMs !== null && start.logStartOffset === committed
        ? { offset: start.logStartOffset, ageMs: startAgeMs }
        : null;
  const retentionMs = numberOf(topicConfigs, one.topic, 'retention.ms') ?? -1;
  const bytes = numberOf(topicConfigs, one.topic, 'retention.bytes') ?? -1;
  if (retentionMs <= 0 && bytes <= 0) return null;
  if (!first) return 'unknown';
  const isCutBySize = bytes > 0 && startAgeMs !== null && hasBeenCut(one) && (retentionMs <= 0 || startAgeMs < CUT_BY_SIZE * retentionMs);
  const keptForMs = isCutBySize ? startAgeMs : retentionMs;
  if (keptForMs <= 0) return null;
  const by = isCutBySize ? 'retention.bytes' : 'retention.ms';
  return { one, ...first, keptForMs, by, remainingMs: keptForMs - first.ageMs, startAgeMs };
}

/** Something was deleted from it already: a young log that is whole is not cut by its size. */
const hasBeenCut = ({ offsets }: PartitionTrend): boolean => (offsets.logStartOffset.value ?? 0n) > 0n;

/** What is lost already is another finding. */
const hasUnread = ({ lag, state }: PartitionTrend): boolean =>
  lag.kind === 'known' && lag.parts.lost === 0n && lag.parts.readable > 0n && state !== 'steady';

const isReadInTime = ({ etaMs }: PartitionTrend, remainingMs: number): boolean => typeof etaMs === 'number' && etaMs < remainingMs;

function evidenceOf({ one, by, startAgeMs }: Deadline, topicConfigs: readonly TopicConfig[], now: number) {
  const { topic } = one;
  const logStart = one.offsets.logStartOffset.value;
  const bytes = numberOf(topicConfigs, topic, 'retention.bytes');
  const retentionMs = numberOf(topicConfigs, topic, 'retention.ms');
  if (by === 'retention.ms')
    return retentionMs === null ? [] : [fact('topic-keeps-records-for', { topic, retentionMs }, 'DescribeConfigs', now)];
  return [
    ...(bytes === null ? [] : [fact('topic-keeps-bytes', { topic, bytes }, 'DescribeConfigs', now)]),
    ...(startAgeMs === null || logStart === undefined
      ? []
      : [fact('log-starts-at-age', { partition: partitionName(one), logStart, ageMs: startAgeMs }, 'Fetch', now)]),
  ];
}
