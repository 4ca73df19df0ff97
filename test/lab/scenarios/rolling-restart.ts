import { setTimeout as pause } from 'node:timers/promises';
import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, startMember, untilMembers } from '../scenario.ts';

/** A release: one instance after the other goes and comes back, once. Two rebalances each, and nothing is wrong. */
export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  topic: 'reviews',
  groupId: 'review-service',
  says: 'healthy',
  async start(lab) {
    await createTopic(lab, this.topic, 4);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const start = (n: number) =>
      startMember(
        lab,
        this,
        `review-service-${n}`,
        { autoCommitInterval: 1_000, eachMessage: () => Promise.resolve() },
        { heartbeatInterval: 500 },
      );
    const members = await Promise.all([1, 2].map(start));
    let released = Promise.resolve();
    return {
      ready: () => untilMembers(lab, this, 2, 'Stable'),
      whenLookedAt: () => {
        released = (async () => {
          for (const index of [0, 1]) {
            await members[index]?.disconnect();
            await pause(1_000);
            members[index] = await start(index + 1);
            await pause(2_000);
          }
        })();
        return Promise.resolve();
      },
      stop: async () => {
        await orders.stop();
        await released;
        await Promise.all(members.map(member => member.disconnect()));
      },
    };
  },
};
