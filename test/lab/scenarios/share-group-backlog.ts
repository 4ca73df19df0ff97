import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** A share group whose one member takes two seconds for what a poll gives it, while forty records a second arrive. */
export const shareGroupBacklog: Scenario = {
  name: 'share-group-backlog',
  topic: 'support-tickets',
  groupId: 'ticket-sorter',
  says: 'share-group-backlog',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const java = await lab.java();
    await java.join('share', this.topic, {
      ...{ 'group.id': this.groupId, 'client.id': 'ticket-sorter-1', 'max.poll.records': '10', 'lab.work.ms': '2000' },
    });
    const settled = ({ groupState, members }: { groupState: string; members: readonly unknown[] }) =>
      groupState === 'Stable' && members.length === 1;
    await untilGroup(lab, this, 'settled', settled);
    const orders = produceSteadily(lab, this.topic, 40, order);
    return { ready: () => untilGroup(lab, this, 'settled', settled), stop: () => orders.stop() };
  },
};
