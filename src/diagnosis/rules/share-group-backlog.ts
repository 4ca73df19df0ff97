import { partitionName } from '../../model/cluster.ts';
import type { ShareOffset } from '../../model/shareOffset.ts';
import type { GroupTrend } from '../../model/trend.ts';
import { describedBy, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** A minute of what arrives, and a thousand records at least: less is on its way. */
const BACKLOG_SECONDS = 60;
const FEWEST_RECORDS = 1_000n;

/** Records of a share group that nobody has done yet: nobody is in it, or they come faster than they are done. */
export const shareGroupBacklog = defineRule({
  id: 'share-group-backlog',
  needs: ['group', 'trend'],
  uses: ['shareOffsets'],
  diagnose: ({ group, trend, shareOffsets, groupId, now }) => {
    if (group.groupType !== 'share') return [];
    if (shareOffsets.length === 0) return [{ lacks: 'shareOffsets' }];
    const windows = shareOffsets.flatMap(each => windowOf(each, trend)).sort((a, b) => Number(b.undone - a.undone));
    if (windows.length === 0 && shareOffsets.some(({ start }) => start.failure)) return [{ lacks: 'shareOffsets' }];
    const [worst] = windows;
    const records = windows.reduce((sum, { undone }) => sum + undone, 0n);
    const members = group.members.length;
    const isMuch = records >= FEWEST_RECORDS && Number(records) >= BACKLOG_SECONDS * (trend.producedPerSecond ?? 0);
    const isGrowing = trend.partitions.some(({ state }) => state === 'growing' || state === 'hot');
    if (!worst || records === 0n || !(members === 0 || isMuch || isGrowing)) return [];
    const waiting = windows.filter(({ undone }) => undone > 0n);
    return [
      {
        severity: members === 0 ? 'error' : 'warning',
        confidence: members === 0 ? 'proven' : 'possible',
        subject: groupId,
        figures: {
          groupId,
          partitions: waiting.map(({ partition }) => partition),
          records,
          members,
          producedPerSecond: trend.producedPerSecond,
        },
        evidence: [
          members === 0
            ? fact('group-is-empty', { state: group.groupState }, describedBy(group), now)
            : fact('members-are-alive', { members, state: group.groupState }, describedBy(group), now),
          ...waiting
            .slice(0, SHOWN_PARTITIONS)
            .map(({ partition, start, end, counted }) =>
              fact('share-window', { partition, start, end, undone: counted }, 'DescribeShareGroupOffsets, ListOffsets', now),
            ),
        ],
        fixes: [showLag(worst.place)],
      },
    ];
  },
});

interface Window {
  readonly place: { readonly topic: string; readonly partition: number };
  readonly partition: string;
  readonly start: bigint;
  readonly end: bigint;
  /** As the broker counts; null where it does not. */
  readonly counted: bigint | null;
  readonly undone: bigint;
}

function windowOf({ topic, partition, start }: ShareOffset, { partitions }: GroupTrend): readonly Window[] {
  const row = partitions.find(one => one.topic === topic && one.partition === partition);
  const end = row?.offsets.highWatermark.value;
  if (!start.value || end === undefined) return [];
  const { offset, lag } = start.value;
  const most = end > offset ? end - offset : 0n;
  // What is written down of the start lags behind by the last acknowledgement, so that the broker's own count is less than the distance.
  const undone = lag !== null && lag < most ? lag : most;
  return [{ place: { topic, partition }, partition: partitionName({ topic, partition }), start: offset, end, counted: lag, undone }];
}
