import { order } from '../records.ts';
import { createTopic, type Scenario, startMember, untilPositions } from '../scenario.ts';
import { watcher } from '../scenarioBrokers.ts';

/** The login may see the topic and not the group: without a commit to look at, nothing more can be said. */
export const missingPermission: Scenario = {
  name: 'missing-permission',
  topic: 'salaries',
  groupId: 'payroll',
  says: 'permission-missing',
  on: 'strict',
  askedBy: watcher,
  async start(lab) {
    await createTopic(lab, this.topic, 1);
    await lab.producer.send({ topic: this.topic, messages: [order(1)] });
    const member = await startMember(lab, this, 'payroll-1', { autoCommitInterval: 500, eachMessage: () => Promise.resolve() });
    return {
      ready: () => untilPositions(lab, this, 'read', all => all.every(at => at.committed === 1n)),
      stop: () => member.disconnect(),
    };
  },
};
