import { type Answer, type Failure, known, unknown } from '../model/failure.ts';
import { memoryOf } from './clusterMemory.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { listGroups } from './groupListing.ts';
import { askManyOrOne, type ManyOrOne } from './manyOrOne.ts';
import { findCoordinator } from './protocol/apis/findCoordinator.ts';
import { askEach, type Node, type Options, toAnyBroker } from './routing.ts';
import { currentBrokers, describeTopics } from './topics.ts';

/**
 * Node ids of the groups' coordinators: remembered (the broker that lists a group coordinates it), else by FindCoordinator.
 * That creates `__consumer_offsets` on a cluster that never had a group, so it is asked only where a group or that topic
 * was seen; without either, no group has ever existed, which is GROUP_ID_NOT_FOUND.
 */
export async function locateCoordinators(
  cluster: Cluster,
  groupIds: readonly string[],
  fresh: boolean,
  options: Options,
): Promise<readonly Answer<number>[]> {
  const { coordinators } = memoryOf(cluster);
  if (fresh) for (const groupId of groupIds) coordinators.delete(groupId);
  const failures = new Map<string, Failure>();
  const missing = () => groupIds.filter(groupId => !coordinators.has(groupId));

  if (missing().length > 0) {
    const exist = await groupsExist(cluster, options);
    const asked = missing(); // finding out may have listed the groups, and with them their coordinators
    if (exist.value === true) {
      const found = await askEach(
        asked,
        toAnyBroker((some, node) => find(cluster, some, node, options), 500),
        options,
      );
      for (const { item: groupId, answer } of found) {
        if (answer.failure) failures.set(groupId, { ...answer.failure, subject: groupId });
        else coordinators.set(groupId, answer.value);
      }
      await learnUnknownBrokers(cluster, coordinators.values(), options);
    } else {
      const failure: Failure = exist.failure ?? { kind: 'not-found', code: 'GROUP_ID_NOT_FOUND', request: 'Metadata' };
      for (const groupId of asked) failures.set(groupId, exist.failure ? failure : { ...failure, subject: groupId });
    }
  }
  return groupIds.map(groupId => {
    const node = coordinators.get(groupId);
    return node === undefined ? unknown(failures.get(groupId) ?? missingInAnswer({ request, subject: groupId })) : known(node);
  });
}

const request = 'FindCoordinator';
const offsetsTopic = '__consumer_offsets';

/** Whether there ever was a group. A login that may not see `__consumer_offsets` is told by the groups that it may see. */
async function groupsExist(cluster: Cluster, options: Options): Promise<Answer<boolean>> {
  const memory = memoryOf(cluster);
  if (memory.groupsExist) return known(true);
  const [topic] = await describeTopics(cluster, [offsetsTopic], options);
  if (topic?.failure === undefined) {
    memory.groupsExist = true;
    return known(true);
  }
  await listGroups(cluster, options);
  // Listing noticed the first group that it saw; clusters that keep offsets elsewhere than in this topic say it so, too.
  if (memoryOf(cluster).groupsExist) return known(true);
  return topic.failure.kind === 'not-found' ? known(false) : unknown(topic.failure);
}

type Found = Pick<ReturnType<typeof findCoordinator.decode>, 'nodeId' | 'errorCode' | 'errorMessage'>;

const byGroup: ManyOrOne<string, Parameters<typeof findCoordinator.encode>[1], ReturnType<typeof findCoordinator.decode>> = {
  api: findCoordinator,
  manyFrom: 4,
  request: (version, groupIds) => (version >= 4 ? { coordinatorKeys: groupIds } : { key: groupIds[0] ?? '' }),
};

async function find(cluster: Cluster, groupIds: readonly string[], node: Node, options: Options): Promise<readonly Answer<number>[]> {
  const answers = await askManyOrOne(cluster, byGroup, groupIds, node, options);
  const found = new Map<string, Found>();
  for (const { items, response } of answers) {
    for (const one of response.coordinators ?? items.map(key => ({ ...response, key }))) found.set(one.key, one);
  }
  return groupIds.map(groupId => {
    const one = found.get(groupId);
    if (one?.nodeId === undefined) return unknown(missingInAnswer({ request, subject: groupId }));
    const failure = failureFromCode(one.errorCode ?? 0, { request, subject: groupId, detail: one.errorMessage });
    return failure ? unknown(failure) : known(one.nodeId);
  });
}

/** A coordinator may be a broker that joined after Metadata was last asked. */
async function learnUnknownBrokers(cluster: Cluster, nodes: Iterable<number>, options: Options): Promise<void> {
  const dialable = new Set(cluster.brokers().map(({ nodeId }) => nodeId));
  if ([...nodes].some(node => !dialable.has(node))) await currentBrokers(cluster, options);
}
