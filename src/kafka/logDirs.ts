import { type Answer, known, unknown } from '../model/failure.ts';
import type { BrokerLogDirs, LogDir } from '../model/logDir.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode } from './errors.ts';
import { askEveryBroker } from './everyBroker.ts';
import { describeLogDirs as describeLogDirsApi } from './protocol/apis/describeLogDirs.ts';
import type { Options } from './routing.ts';

/**
 * The disks of every broker and what each copy of these topics' partitions takes of them (all topics by default). It takes DESCRIBE
 * on the cluster; a broker that refuses, or is away, has a failure in place of its directories.
 */
export async function describeLogDirs(
  cluster: Cluster,
  {
    topics,
    ...options
  }: Options & { readonly topics?: readonly { readonly topic: string; readonly partitions: readonly number[] }[] } = {},
): Promise<readonly BrokerLogDirs[]> {
  const answers = await askEveryBroker(
    cluster,
    async nodeId => dirsOf(await cluster.ask(describeLogDirsApi, { topics: topics ?? null }, { ...options, broker: nodeId }), nodeId),
    options,
  );
  return answers.map(({ nodeId, answer: dirs }) => ({ nodeId, dirs }));
}

const request = 'DescribeLogDirs';

function dirsOf({ errorCode, results }: ReturnType<typeof describeLogDirsApi.decode>, nodeId: number): Answer<readonly LogDir[]> {
  const source = { request, subject: `broker ${nodeId}` };
  // A broker has a directory at least. Before 3.2 it hid them all from who may not DESCRIBE the cluster, without an error.
  const code = errorCode ?? (results.length === 0 ? clusterAuthorizationFailed : 0);
  const failure = failureFromCode(code, source);
  return failure ? unknown(failure) : known(results.map(result => dirOf(result, nodeId)));
}

const clusterAuthorizationFailed = 31;

function dirOf({ logDir: path, errorCode, topics, totalBytes = -1n, usableBytes = -1n, isCordoned }: AnsweredDir, nodeId: number): LogDir {
  const failure = failureFromCode(errorCode, { request, subject: `broker ${nodeId}:${path}` });
  return {
    path,
    totalBytes: orNull(totalBytes),
    usableBytes: orNull(usableBytes),
    cordoned: isCordoned ?? null,
    replicas: topics.flatMap(({ name: topic, partitions }) =>
      partitions.map(({ partitionIndex: partition, partitionSize, offsetLag, isFutureKey: future }) => ({
        ...{ topic, partition, bytes: Number(partitionSize), offsetLag, future },
      })),
    ),
    ...(failure ? { failure } : {}),
  };
}

type AnsweredDir = ReturnType<typeof describeLogDirsApi.decode>['results'][number];

const orNull = (bytes: bigint): number | null => (bytes < 0n ? null : Number(bytes));
