import { order } from '../records.ts';
import { createTopic, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** The topic demands two in-sync replicas and has one: producers with acks=all are refused, so the consumer, which is fine, gets nothing. */
export const underMinIsr: Scenario = {
  name: 'under-min-isr',
  topic: 'contracts',
  groupId: 'contract-archive',
  says: 'under-min-isr',
  besides: ['silent-producer'],
  async start(lab) {
    await createTopic(lab, this.topic, 1, { 'min.insync.replicas': '2' });
    await lab.producer.send({ topic: this.topic, acks: 1, messages: Array.from({ length: 20 }, (_, n) => order(n)) });
    const member = await startMember(lab, this, 'contract-archive-1', {
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
