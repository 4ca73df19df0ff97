import { setTimeout as work } from 'node:timers/promises';
import { shipment } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilPositions } from '../scenario.ts';

/** One member needs 100 ms a record, so it does 10 a second, and 30 a second arrive: the lag grows by 20 a second. */
export const slowConsumer: Scenario = {
  name: 'slow-consumer',
  topic: 'shipments',
  groupId: 'shipment-tracker',
  says: 'growing-lag',
  async start(lab) {
    await createTopic(lab, this.topic, 3);
    const shipments = produceSteadily(lab, this.topic, 30, shipment);
    const member = await startMember(
      lab,
      this,
      'shipment-tracker-1',
      { autoCommitInterval: 500, eachMessage: () => work(100) },
      { maxBytesPerPartition: 4_096 },
    );
    return {
      ready: () =>
        untilPositions(
          lab,
          this,
          'falling behind',
          all => all.every(at => at.committed !== undefined) && all.reduce((sum, at) => sum + lagOf(at), 0n) > 100n,
        ),
      stop: async () => {
        await shipments.stop();
        await member.disconnect();
      },
    };
  },
};
