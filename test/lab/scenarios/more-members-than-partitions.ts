import { setTimeout as work } from 'node:timers/promises';
import { refund } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** Scaled out to four members, while the topic has two partitions: two members never get a record. */
export const moreMembersThanPartitions: Scenario = {
  name: 'more-members-than-partitions',
  topic: 'refunds',
  groupId: 'refund-service',
  says: 'idle-members',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const members = await Promise.all(
      [1, 2, 3, 4].map(n =>
        startMember(
          lab,
          this,
          `refund-service-${n}`,
          { eachBatch: ({ batch }) => work(5 * batch.messages.length) },
          // As the sample workspace's refund-service/consumer.properties has it.
          { sessionTimeout: 45_000 },
        ),
      ),
    );
    const refunds = produceSteadily(lab, this.topic, 10, refund);
    return {
      ready: async () => {
        await untilMembers(lab, this, 4, 'Stable');
        await untilPositions(lab, this, 'keeping up', all => all.every(at => (at.committed ?? 0n) > 0n && lagOf(at) < 50n));
      },
      stop: async () => {
        await refunds.stop();
        await Promise.all(members.map(member => member.disconnect()));
      },
    };
  },
};
