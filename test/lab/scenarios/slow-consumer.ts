import { setTimeout as work } from 'node:timers/promises';
import { shipment } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, untilPositions } from '../scenario.ts';

/** One member needs 100 ms a record, so it does 10 a second, and 30 a second arrive: the lag grows by 20 a second. */
export const slowConsumer: Scenario = {
  name: 'slow-consumer',
  topic: 'shipments',
  groupId: 'shipment-tracker',
  says: 'growing-lag',
  async start(lab) {
    await createTopic(lab, this.topic, 3);
    const shipments = produceSteadily(lab, this.topic, 30, shipment);
    const member = lab.kafka('shipment-tracker-1').consumer({ groupId: this.groupId, maxBytesPerPartition: 4_096 });
    await member.connect();
    await member.subscribe({ topic: this.topic, fromBeginning: true });
    await member.run({ autoCommitInterval: 500, eachMessage: () => work(100) });
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
