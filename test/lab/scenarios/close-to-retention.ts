import { setTimeout as work } from 'node:timers/promises';
import { order } from '../records.ts';
import { createTopic, lagOf, produceAll, type Scenario, startMember, untilPositions } from '../scenario.ts';

/** The oldest of 6,000 unread records is deleted in ten minutes, and five a second are read: that takes twenty. */
export const closeToRetention: Scenario = {
  name: 'close-to-retention',
  topic: 'archive-jobs',
  groupId: 'archive-worker',
  says: 'close-to-retention',
  besides: ['catching-up'],
  async start(lab) {
    await createTopic(lab, this.topic, 1, { 'retention.ms': String(week) });
    const written = String(Date.now() - week + 10 * 60_000);
    const jobs = Array.from({ length: 6_000 }, (_, n) => ({ ...order(n), timestamp: written }));
    await produceAll(lab, this.topic, jobs);
    const member = await startMember(
      lab,
      this,
      'archive-worker-1',
      { autoCommitInterval: 500, eachMessage: () => work(200) },
      { maxBytesPerPartition: 4_096 },
    );
    return {
      ready: () => untilPositions(lab, this, 'reading', all => all.every(at => (at.committed ?? 0n) > 3n && lagOf(at) > 1_000n)),
      stop: () => member.disconnect(),
    };
  },
};

const week = 7 * 24 * 3_600_000;
