import { FailureError } from '../model/failure.ts';
import type { Quorum, QuorumReplica } from '../model/quorum.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { describeQuorum as describeQuorumApi } from './protocol/apis/describeQuorum.ts';
import type { Options } from './routing.ts';

/**
 * The quorum of the cluster's controllers.
 * @throws FailureError of kind 'forbidden' without DESCRIBE on the cluster; 'unsupported' where ZooKeeper does their work.
 */
export async function describeQuorum(cluster: Cluster, options: Options = {}): Promise<Quorum> {
  const topics = [{ topicName: metadataLog, partitions: [{ partitionIndex: 0 }] }];
  const answer = await cluster.ask(describeQuorumApi, { topics }, options);
  throwIfFailed(answer);
  const quorum = answer.topics.find(({ topicName }) => topicName === metadataLog)?.partitions[0];
  if (quorum === undefined) throw new FailureError(missingInAnswer({ request, subject }));
  throwIfFailed(quorum);
  return {
    leaderId: quorum.leaderId < 0 ? null : quorum.leaderId,
    ...{ leaderEpoch: quorum.leaderEpoch, highWatermark: quorum.highWatermark },
    voters: quorum.currentVoters.map(replicaOf),
    observers: quorum.observers.map(replicaOf),
  };
}

const request = 'DescribeQuorum';
const subject = "the controllers' quorum";
const metadataLog = '__cluster_metadata';

type Answered = ReturnType<typeof describeQuorumApi.decode>['topics'][number]['partitions'][number]['currentVoters'][number];

const replicaOf = ({ replicaId: nodeId, logEndOffset, lastFetchTimestamp, lastCaughtUpTimestamp }: Answered): QuorumReplica => ({
  ...{ nodeId, logEndOffset, lastFetchAt: timeOf(lastFetchTimestamp), lastCaughtUpAt: timeOf(lastCaughtUpTimestamp) },
});

const timeOf = (timestamp: bigint | undefined): number | null => (timestamp === undefined || timestamp < 0n ? null : Number(timestamp));

function throwIfFailed({ errorCode, errorMessage }: { readonly errorCode: number; readonly errorMessage?: string | null }): void {
  const failure = failureFromCode(errorCode, { request, subject, detail: errorMessage });
  if (failure) throw new FailureError(failure);
}
