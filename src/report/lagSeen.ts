import type { Group } from '../model/group.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { UnreadLook } from '../model/timeLag.ts';
import type { GroupTrend } from '../model/trend.ts';

/** What an export of the lag is made from: a group, or many. */
export interface LagSeen {
  readonly clusterName: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly groups: readonly GroupSeen[];
}

export interface GroupSeen {
  readonly group: Group;
  readonly trend: GroupTrend;
  /** What is known of a partition's unread records, where somebody looked. */
  readonly unreadOf?: ((offsets: PartitionOffsets) => UnreadLook) | undefined;
}
