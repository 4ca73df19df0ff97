// Commits as an application's own code makes them, without joining a group.
import type { Cluster } from '../../src/kafka/connection/cluster.ts';
import { errorName } from '../../src/kafka/protocol/errorCodes.ts';
import { findCoordinator } from '../../src/kafka/protocol/apis/findCoordinator.ts';
import { offsetCommit } from '../../src/kafka/protocol/apis/offsetCommit.ts';
import { describeCluster } from '../../src/kafka/topics.ts';
import { eventually } from '../support/eventually.ts';

/** Offsets by partition number, by topic: `{ orders: { 0: 17n } }`. */
export type Offsets = Readonly<Record<string, Readonly<Record<number, bigint>>>>;

/** Commits for a group that has no members, and makes it where it does not exist; with the leader epoch of the records before, where one is given. */
export async function commitOffsets(cluster: Cluster, groupId: string, offsets: Offsets, committedLeaderEpoch = -1): Promise<void> {
  await eventually(async () => {
    const broker = await coordinatorOf(cluster, groupId);
    const { topics } = await cluster.ask(
      offsetCommit,
      {
        groupId,
        ...{ generationIdOrMemberEpoch: -1, memberId: '', retentionTimeMs: -1n },
        topics: Object.entries(offsets).map(([name, partitions]) => ({
          name,
          partitions: Object.entries(partitions).map(([partition, committedOffset]) => ({
            ...{ partitionIndex: Number(partition), committedOffset, committedLeaderEpoch, committedMetadata: '' },
          })),
        })),
      },
      { broker },
    );
    for (const { errorCode } of topics.flatMap(({ partitions }) => partitions)) succeeded(errorCode);
  });
}

/** Looked up as applications do it, which makes `__consumer_offsets` where there never was a group. */
async function coordinatorOf(cluster: Cluster, groupId: string): Promise<number> {
  if (cluster.brokers().length === 0) await describeCluster(cluster);
  const answer = await cluster.ask(findCoordinator, version => (version >= 4 ? { coordinatorKeys: [groupId] } : { key: groupId }));
  const { errorCode = -1, nodeId = -1 } = answer.coordinators?.[0] ?? answer;
  succeeded(errorCode);
  return nodeId;
}

function succeeded(errorCode: number): void {
  if (errorCode !== 0) throw new Error(errorName(errorCode));
}
