import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** The topic got two more partitions. kafkajs looks for such only every five minutes: until then nobody reads them. */
export const newPartitions: Scenario = {
  name: 'new-partitions',
  topic: 'carts',
  groupId: 'cart-service',
  says: 'partition-without-owner',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const member = await startMember(lab, this, 'cart-service-1', {
      ...{ autoCommitInterval: 500, eachMessage: () => Promise.resolve() },
    });
    await untilMembers(lab, this, 1, 'Stable');
    await lab.admin.createPartitions({ topicPartitions: [{ topic: this.topic, count: 4 }] });
    await untilPositions(lab, this, 'widened', all => all.length === 4);
    // A producer that knows of them.
    const producer = lab.kafka('cart-page').producer();
    await producer.connect();
    const carts = produceSteadily({ ...lab, producer }, this.topic, 20, n => ({ ...order(n), partition: n % 4 }));
    return {
      ready: () =>
        untilPositions(
          lab,
          this,
          'half read',
          all => all.filter(at => (at.committed ?? 0n) > 5n).length === 2 && all.every(at => at.end > 5n),
        ),
      stop: async () => {
        await carts.stop();
        await Promise.all([producer.disconnect(), member.disconnect()]);
      },
    };
  },
};
