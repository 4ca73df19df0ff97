import type { OwnedProcess } from '../belongings.ts';
import { startKcat } from '../kcat.ts';
import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** A new group that joined a moment ago. Its first commit is still to come, five seconds later. */
export const justStarted: Scenario = {
  name: 'just-started',
  topic: 'wish-lists',
  groupId: 'wish-list-service',
  says: 'healthy',
  takes: ['kcat'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    let member: OwnedProcess | undefined;
    return {
      ready: () => Promise.resolve(),
      whenLookedAt: () => {
        member = startKcat(lab.broker, this.groupId, [this.topic], { 'client.id': 'wish-list-service-1' });
        return untilGroup(lab, this, 'settled', ({ groupState }) => groupState === 'Stable');
      },
      stop: async () => {
        await orders.stop();
        await member?.kill();
      },
    };
  },
};
