import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchCommits } from '../kafka/offsets.ts';
import type { Options } from '../kafka/routing.ts';
import { fetchShareOffsets } from '../kafka/shareOffsets.ts';
import { type Answer, known, unknown } from '../model/failure.ts';
import type { GroupListing } from '../model/group.ts';
import type { PartitionCommit } from '../model/offsets.ts';
import type { ShareOffset } from '../model/shareOffset.ts';

/** Where groups read on, by group id: the commits of consumers, and the starts of share groups, which commit nothing. */
export async function fetchPlaces(
  cluster: Cluster,
  listings: readonly Pick<GroupListing, 'groupId' | 'groupType'>[],
  options: Options = {},
): Promise<ReadonlyMap<string, Answer<readonly PartitionCommit[]>>> {
  const of = (isShare: boolean) => listings.filter(({ groupType }) => (groupType === 'share') === isShare).map(({ groupId }) => groupId);
  const shares = of(true);
  const [commits, starts] = await Promise.all([
    fetchCommits(cluster, of(false), options),
    shares.length === 0 ? new Map<string, never>() : fetchShareOffsets(cluster, shares, options),
  ]);
  return new Map([
    ...commits,
    ...[...starts].map(([groupId, { value, failure }]) => [groupId, failure ? unknown(failure) : known(value.map(placeOf))] as const),
  ]);
}

function placeOf({ topic, partition, start }: ShareOffset): PartitionCommit {
  if (start.failure) return { topic, partition, committed: start };
  if (start.value === null) return { topic, partition, committed: known(null) };
  const { offset, leaderEpoch, lag } = start.value;
  return { topic, partition, committed: known({ offset, leaderEpoch, metadata: '' }), ...(lag === null ? {} : { notDone: lag }) };
}
