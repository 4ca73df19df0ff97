import { order } from '../records.ts';
import { createTopic, lagOf, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** A nightly export that read all there was and went home. Nobody is there, nothing waits: that is how it should be. */
export const finishedBatchJob: Scenario = {
  name: 'finished-batch-job',
  topic: 'daily-orders',
  groupId: 'nightly-export',
  says: 'healthy',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const all = Array.from({ length: 200 }, (_, n) => ({ ...order(n), partition: n % 2 }));
    await lab.producer.send({ topic: this.topic, messages: all });
    const member = await startMember(lab, this, 'nightly-export-1', { eachMessage: () => Promise.resolve() });
    await untilPositions(lab, this, 'done', found => found.every(at => at.committed === 100n && lagOf(at) === 0n));
    await member.disconnect();
    return { ready: () => untilMembers(lab, this, 0, 'Empty'), stop: () => Promise.resolve() };
  },
};
