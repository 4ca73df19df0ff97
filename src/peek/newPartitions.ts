/** A topic may get more partitions while it is followed, and the partitions that were there say nothing of them. */
import type { Cluster } from '../kafka/connection/cluster.ts';
import type { Options } from '../kafka/routing.ts';
import { describeTopics } from '../kafka/topics.ts';
import type { LookedAtPartition } from '../model/peek.ts';

/**
 * The partitions that a topic has beside the known ones, with one Metadata request. Each stands at its beginning with nothing
 * read, for all that is in it was written since. Where Metadata cannot say, there are none: whoever reads on hears why.
 */
export async function newPartitions(
  cluster: Cluster,
  topic: string,
  known: readonly LookedAtPartition[],
  options: Options = {},
): Promise<readonly LookedAtPartition[]> {
  const [described] = await describeTopics(cluster, [topic], options);
  const before = new Set(known.map(({ partition }) => partition));
  return (described?.partitions ?? [])
    .filter(({ partition }) => !before.has(partition))
    .map(({ partition }) => ({ partition, from: 0n, to: 0n, logStartOffset: 0n, logEndOffset: 0n }));
}
