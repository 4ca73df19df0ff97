import { partitionName } from '../model/cluster.ts';
import { totalLagOf } from '../model/lag.ts';
import type { GroupSample } from '../model/sample.ts';
import { TREND_WINDOW_MS } from '../model/track.ts';
import type { PartitionTrend } from '../model/trend.ts';

/** The lag of some partitions together, at the beginning and at the end of the time that their trend was told from. */
export function lagAt(samples: readonly GroupSample[], partitions: readonly PartitionTrend[]): { from: bigint; to: bigint; ms: number } {
  const names = new Set(partitions.map(partitionName));
  const newest = samples.at(-1);
  const oldest = samples.find(({ at }) => newest !== undefined && at >= newest.at - TREND_WINDOW_MS);
  const lagIn = (sample: GroupSample | undefined) =>
    totalLagOf((sample?.partitions ?? []).filter(one => names.has(partitionName(one)))).records;
  return { from: lagIn(oldest), to: lagIn(newest), ms: (newest?.at ?? 0) - (oldest?.at ?? 0) };
}
