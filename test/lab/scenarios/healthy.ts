import { setTimeout as work } from 'node:timers/promises';
import { order } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** Two members share four partitions and keep up, by the batch, so that they do on a busy machine, too. */
export const healthy: Scenario = {
  name: 'healthy',
  topic: 'orders',
  groupId: 'order-service',
  says: 'healthy',
  async start(lab) {
    await createTopic(lab, this.topic, 4);
    const members = await Promise.all(
      [1, 2].map(n => startMember(lab, this, `order-service-${n}`, { eachBatch: ({ batch }) => work(5 * batch.messages.length) })),
    );
    const orders = produceSteadily(lab, this.topic, 20, order);
    return {
      ready: async () => {
        await untilMembers(lab, this, 2, 'Stable');
        await untilPositions(lab, this, 'keeping up', all => all.every(at => at.committed !== undefined && at.end > 0n && lagOf(at) < 50n));
      },
      stop: async () => {
        await orders.stop();
        await Promise.all(members.map(member => member.disconnect()));
      },
    };
  },
};
