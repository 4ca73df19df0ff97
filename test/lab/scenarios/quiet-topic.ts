import { order } from '../records.ts';
import { createTopic, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** A topic that gets a record now and then, and just now none. Everything is read. */
export const quietTopic: Scenario = {
  name: 'quiet-topic',
  topic: 'holiday-calendar',
  groupId: 'calendar-service',
  says: 'healthy',
  besides: ['silent-producer'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    await lab.producer.send({ topic: this.topic, messages: Array.from({ length: 10 }, (_, n) => ({ ...order(n), partition: n % 2 })) });
    const member = await startMember(lab, this, 'calendar-service-1', {
      ...{ autoCommitInterval: 500, eachMessage: () => Promise.resolve() },
    });
    return {
      ready: async () => {
        await untilMembers(lab, this, 1, 'Stable');
        await untilPositions(lab, this, 'read', all => all.every(at => at.committed === 5n));
      },
      stop: () => member.disconnect(),
    };
  },
};
