// Groups that only the lag panel's tests look at: one with a hot partition, one that rebalances when it is told to.
import { createTopic, produceSteadily, startMember, untilPositions, type Lab } from '../lab/scenario.ts';

export interface RunningGroup {
  readonly groupId: string;
  stop(): Promise<void>;
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/** Twelve partitions; every third parcel is of one sender, whose partition gets more than its reader can do. The others take no time, so that a busy machine keeps up with them. */
export async function hotPartitionGroup(lab: Lab): Promise<RunningGroup> {
  const [groupId, topic, hot] = ['parcel-scanner', 'parcels', 7];
  await createTopic(lab, topic, 12);
  const members = await Promise.all(
    [1, 2, 3].map(n =>
      // Small fetches: kafkajs fetches anew when all that it had is done, and the hot partition must not hold up the others.
      startMember(
        lab,
        { groupId, topic },
        `parcel-scanner-${n}`,
        { autoCommitInterval: 500, partitionsConsumedConcurrently: 4, eachMessage: ({ partition }) => pause(partition === hot ? 20 : 0) },
        { maxBytesPerPartition: 1_000 },
      ),
    ),
  );
  const parcels = produceSteadily(lab, topic, 150, n => ({
    key: n % 3 === 0 ? 'sender-1' : `sender-${n % 97}`,
    partition: n % 3 === 0 ? hot : Math.floor((n * 2) / 3) % 12,
    value: `parcel ${n}`,
  }));
  await untilPositions(lab, { name: 'a hot partition', groupId, topic }, 'read everywhere', all =>
    all.every(at => at.committed !== undefined),
  );
  return {
    groupId,
    stop: async () => {
      await parcels.stop();
      await Promise.all(members.map(member => member.disconnect()));
    },
  };
}

export interface RebalancingGroup extends RunningGroup {
  /** A member goes, and comes back: each time the others wait for the new assignment. */
  loseAMember(): Promise<void>;
  getItBack(): Promise<void>;
}

/** Six partitions and three members, which keep up. */
export async function rebalancingGroup(lab: Lab): Promise<RebalancingGroup> {
  const [groupId, topic] = ['parcel-router', 'routes'];
  await createTopic(lab, topic, 6);
  const join = (n: number) =>
    startMember(lab, { groupId, topic }, `parcel-router-${n}`, { autoCommitInterval: 500, eachMessage: () => Promise.resolve() });
  const members = await Promise.all([1, 2, 3].map(join));
  const routes = produceSteadily(lab, topic, 60, n => ({ partition: n % 6, value: `route ${n}` }));
  await untilPositions(lab, { name: 'a rebalancing group', groupId, topic }, 'read everywhere', all =>
    all.every(at => at.committed !== undefined),
  );
  return {
    groupId,
    loseAMember: async () => {
      await members.pop()?.disconnect();
    },
    getItBack: async () => {
      members.push(await join(3));
    },
    stop: async () => {
      await routes.stop();
      await Promise.all(members.map(member => member.disconnect()));
    },
  };
}
