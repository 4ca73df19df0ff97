import { order } from '../records.ts';
import { createTopic, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** A release gave the service a new group.id: its commits are the old group's, and it skipped what came in between. */
export const renamedGroup: Scenario = {
  name: 'renamed-group',
  topic: 'loyalty-points',
  groupId: 'loyalty-service-v2',
  says: 'group-renamed',
  besides: ['silent-producer'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const records = (from: number) => Array.from({ length: 40 }, (_, n) => ({ ...order(from + n), partition: n % 2 }));
    await lab.producer.send({ topic: this.topic, messages: records(0) });
    const old = { ...this, groupId: 'loyalty-service' };
    const before = await startMember(lab, old, 'loyalty-service-1', { eachMessage: () => Promise.resolve() });
    await untilPositions(lab, old, 'read once', all => all.every(at => at.committed === 20n));
    await before.disconnect();
    await lab.producer.send({ topic: this.topic, messages: records(40) });
    const member = await startMember(lab, this, 'loyalty-service-1', { eachMessage: () => Promise.resolve() }, { fromBeginning: false });
    return { ready: () => untilMembers(lab, this, 1, 'Stable'), stop: () => member.disconnect() };
  },
};
