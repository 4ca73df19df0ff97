import { eventually } from '../../support/eventually.ts';
import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** One partition was paused for too long: what waited there was deleted before it was read. */
export const recordsLost: Scenario = {
  name: 'records-lost',
  topic: 'coupons',
  groupId: 'coupon-service',
  says: 'records-lost',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 12, order);
    const member = await startMember(lab, this, 'coupon-service-1', {
      ...{ autoCommitInterval: 500, eachMessage: () => Promise.resolve() },
    });
    await untilPositions(lab, this, 'reading', all => all.every(at => (at.committed ?? 0n) > 5n));
    member.pause([{ topic: this.topic, partitions: [0] }]);
    await untilPositions(lab, this, 'paused', ([paused]) => paused?.committed !== undefined && paused.end > paused.committed + 40n);
    // As retention does it, an old segment at a time.
    const first = (await lab.admin.fetchTopicOffsets(this.topic)).find(({ partition }) => partition === 0);
    const upTo = { partition: 0, offset: String(Number(first?.high) - 5) };
    await eventually(() => lab.admin.deleteTopicRecords({ topic: this.topic, partitions: [upTo] })); // kafkajs gives up at once
    return {
      ready: () => untilMembers(lab, this, 1, 'Stable'),
      stop: async () => {
        await orders.stop();
        await member.disconnect();
      },
    };
  },
};
