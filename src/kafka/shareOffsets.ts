import { type Answer, known, unknown } from '../model/failure.ts';
import type { ShareOffset } from '../model/shareOffset.ts';
import type { Cluster } from './connection/cluster.ts';
import { locateCoordinators } from './coordinators.ts';
import { failureFromCode } from './errors.ts';
import { answersByName } from './itemAnswers.ts';
import { describeShareGroupOffsets } from './protocol/apis/describeShareGroupOffsets.ts';
import { askEach, atNode, type Options } from './routing.ts';

/**
 * What share groups have instead of commits, by group id; a partition without a start (null) was not read yet. A group that does not
 * exist, or is none of share consumers, has none. It takes DESCRIBE on the group; topics that the login may not see are left out in silence. Brokers before 4.1 do not know ('unsupported').
 */
export async function fetchShareOffsets(
  cluster: Cluster,
  groupIds: readonly string[],
  options: Options = {},
): Promise<ReadonlyMap<string, Answer<readonly ShareOffset[]>>> {
  const asked = await askEach<string, readonly ShareOffset[]>(
    [...new Set(groupIds)],
    {
      locate: (ids, fresh) => locateCoordinators(cluster, ids, fresh, options),
      ask: async (ids, node) => {
        const { groups } = await cluster.ask(
          describeShareGroupOffsets,
          { groups: ids.map(groupId => ({ groupId, topics: null })) },
          atNode(node, options),
        );
        const byId = new Map(groups.map(group => [group.groupId, group]));
        return answersByName(request, ids, byId, offsetsOf);
      },
      most: 50,
    },
    options,
  );
  return new Map(asked.map(({ item: groupId, answer }) => [groupId, answer]));
}

const request = 'DescribeShareGroupOffsets';

type Answered = ReturnType<typeof describeShareGroupOffsets.decode>['groups'][number];

const offsetsOf = ({ topics }: Answered): readonly ShareOffset[] =>
  topics.flatMap(({ topicName: topic, partitions }) =>
    partitions.map(({ partitionIndex: partition, startOffset: offset, leaderEpoch, lag = -1n, errorCode, errorMessage }) => {
      const failure = failureFromCode(errorCode, { request, subject: `${topic}-${partition}`, detail: errorMessage });
      const start = offset < 0n ? null : { offset, leaderEpoch, lag: lag < 0n ? null : lag };
      return { topic, partition, start: failure ? unknown(failure) : known(start) };
    }),
  );
