import { setTimeout as work } from 'node:timers/promises';
import { order } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilPositions } from '../scenario.ts';

/** Three of four records belong to one tenant, whose key puts them on one partition: that one falls behind, the others do not. */
export const hotKey: Scenario = {
  name: 'hot-key',
  topic: 'tenant-events',
  groupId: 'tenant-billing',
  says: 'hot-partition',
  async start(lab) {
    await createTopic(lab, this.topic, 4);
    const events = produceSteadily(lab, this.topic, 40, n => ({ ...order(n), key: n % 4 === 0 ? `tenant-${n % 211}` : 'tenant-7' }));
    const member = await startMember(
      lab,
      this,
      'tenant-billing-1',
      { autoCommitInterval: 500, partitionsConsumedConcurrently: 4, eachMessage: () => work(70) },
      { maxBytesPerPartition: 4_096 },
    );
    return {
      ready: () =>
        untilPositions(
          lab,
          this,
          'behind on one partition',
          all => all.every(at => at.committed !== undefined) && all.some(at => lagOf(at) > 60n),
        ),
      stop: async () => {
        await events.stop();
        await member.disconnect();
      },
    };
  },
};
