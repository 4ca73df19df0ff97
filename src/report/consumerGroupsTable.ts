/** A group's partitions as Kafka's own kafka-consumer-groups --describe prints them, for a ticket or a comparison. */
import type { Group } from '../model/group.ts';
import { lagOf } from '../model/lag.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import { ownersOf } from '../model/trend.ts';
import { partitionName } from '../model/cluster.ts';

/** What the tool prints for all that it does not know, and for "no commit". */
const missing = '-';
/** The tool's least widths. */
const least = { group: 15, topic: 15, member: 15 } as const;

export function consumerGroupsTable(group: Group, partitions: readonly PartitionOffsets[]): string {
  const owners = ownersOf(group.members);
  const rows = partitions.map(offsets => {
    const owner = owners.get(partitionName(offsets));
    const lag = lagOf(offsets);
    return [
      group.groupId,
      offsets.topic,
      String(offsets.partition),
      offsets.committed.value?.offset.toString() ?? missing,
      offsets.highWatermark.value?.toString() ?? missing,
      lag.kind === 'known' ? lag.records.toString() : missing,
      owner?.memberId ?? missing,
      owner?.clientHost ?? missing,
      owner?.clientId ?? missing,
    ] as const;
  });
  const longest = (column: 0 | 1 | 6, atLeast: number) => Math.max(atLeast, ...rows.map(row => row[column].length));
  const widths = [longest(0, least.group), longest(1, least.topic), 10, 15, 15, 15, longest(6, least.member), 15, 0] as const;
  const heads = ['GROUP', 'TOPIC', 'PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG', 'CONSUMER-ID', 'HOST', 'CLIENT-ID'] as const;
  return [heads, ...rows].map(row => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' ')).join('\n') + '\n';
}
