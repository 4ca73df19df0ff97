import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import { order } from '../records.ts';
import { createTopic, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** A monthly report on a cluster that forgets the commits of an empty group after a minute. */
export const expiringCommits: Scenario = {
  name: 'expiring-commits',
  topic: 'monthly-orders',
  groupId: 'monthly-report',
  says: 'commits-about-to-expire',
  on: 'strict',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const all = Array.from({ length: 40 }, (_, n) => ({ ...order(n), partition: n % 2 }));
    await lab.producer.send({ topic: this.topic, messages: all });
    const member = await startMember(lab, this, 'monthly-report-1', { eachMessage: () => Promise.resolve() });
    await untilPositions(lab, this, 'done', found => found.every(at => at.committed === 20n));
    await member.disconnect();
    await untilMembers(lab, this, 0, 'Empty');
    const empty = Date.now();
    return {
      // Half of the minute is over; somebody looks for another third of it.
      ready: () => eventually(() => assert.ok(Date.now() - empty > 30_000), { withinMs: 60_000, everyMs: 500 }),
      stop: () => Promise.resolve(),
    };
  },
};
