import { order } from '../records.ts';
import { createTopic, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** All is read, and the last record came three hours ago: whoever misses records has to ask the producer. */
export const silentProducer: Scenario = {
  name: 'silent-producer',
  topic: 'sensor-readings',
  groupId: 'sensor-dashboard',
  says: 'silent-producer',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const timestamp = String(Date.now() - 3 * 3_600_000);
    await lab.producer.send({
      topic: this.topic,
      messages: Array.from({ length: 40 }, (_, n) => ({ ...order(n), partition: n % 2, timestamp })),
    });
    const member = await startMember(lab, this, 'sensor-dashboard-1', {
      ...{ autoCommitInterval: 500, eachMessage: () => Promise.resolve() },
    });
    return {
      ready: async () => {
        await untilMembers(lab, this, 1, 'Stable');
        await untilPositions(lab, this, 'read', all => all.every(at => at.committed === 20n));
      },
      stop: () => member.disconnect(),
    };
  },
};
