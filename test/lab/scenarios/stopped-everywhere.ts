import { order } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** A circuit breaker paused the consumer and never closed again: its member is alive, and nothing is read at all. */
export const stoppedEverywhere: Scenario = {
  name: 'stopped-everywhere',
  topic: 'notifications',
  groupId: 'notification-sender',
  says: 'stopped-everywhere',
  async start(lab) {
    await createTopic(lab, this.topic, 3);
    const orders = produceSteadily(lab, this.topic, 12, order);
    const member = await startMember(lab, this, 'notification-sender-1', {
      ...{ autoCommitInterval: 500, eachMessage: () => Promise.resolve() },
    });
    await untilPositions(lab, this, 'reading', all => all.every(at => (at.committed ?? 0n) > 5n));
    member.pause([{ topic: this.topic }]);
    return {
      ready: async () => {
        await untilMembers(lab, this, 1, 'Stable');
        await untilPositions(lab, this, 'stopped', all => all.every(at => lagOf(at) > 10n));
      },
      stop: async () => {
        await orders.stop();
        await member.disconnect();
      },
    };
  },
};
