/** What was seen of the lag, as a text to hand on: a group, or many. */
import type { Failure } from '../model/failure.ts';
import type { Group } from '../model/group.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { UnreadLook } from '../model/timeLag.ts';
import type { GroupTrend } from '../model/trend.ts';
import { lagAlertRule } from './lagAlertRule.ts';
import { lagCsv } from './lagCsv.ts';
import { lagMarkdown } from './lagMarkdown.ts';
import { lagPrometheus } from './lagPrometheus.ts';

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

export const exportLag = (format: 'csv' | 'prometheus' | 'alert-rule' | 'markdown', seen: LagSeen): string => formats[format](seen);

const formats = { csv: lagCsv, prometheus: lagPrometheus, 'alert-rule': lagAlertRule, markdown: lagMarkdown } as const;

/** A failure as one word for machines. */
export const codeOf = ({ code, kind }: Failure): string => code ?? kind;
