import { setTimeout as work } from 'node:timers/promises';
import { auditEvent } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, startMember, untilMembers } from '../scenario.ts';

/** Auto commit is off, and nobody commits: after a restart everything is read again. */
export const neverCommits: Scenario = {
  name: 'never-commits',
  topic: 'audit-events',
  groupId: 'audit-archive',
  says: 'nothing-committed',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    let read = 0;
    let enough: () => void = () => undefined;
    const hasRead = new Promise<void>(resolve => (enough = resolve));
    const member = await startMember(lab, this, 'audit-archive-1', {
      autoCommit: false,
      eachMessage: async () => {
        await work(5);
        if (++read === 50) enough();
      },
    });
    const events = produceSteadily(lab, this.topic, 12, auditEvent);
    return {
      ready: async () => {
        await untilMembers(lab, this, 1, 'Stable');
        await hasRead;
      },
      stop: async () => {
        await events.stop();
        await member.disconnect();
      },
    };
  },
};
