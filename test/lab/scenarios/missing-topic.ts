import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup, untilPositions } from '../scenario.ts';

/** One of the two topics that the service subscribes to was never made; Java's client says so in its log alone. */
export const missingTopic: Scenario = {
  name: 'missing-topic',
  topic: 'gift-cards',
  groupId: 'gift-card-service',
  says: 'subscribed-topic-missing',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    await java.join('classic', `${this.topic},gift-card-refunds`, {
      ...{
        'group.id': this.groupId,
        'client.id': 'gift-card-service-1',
        'auto.offset.reset': 'earliest',
        'auto.commit.interval.ms': '1000',
      },
    });
    return {
      ready: async () => {
        await untilGroup(lab, this, 'settled', ({ groupState }) => groupState === 'Stable');
        await untilPositions(lab, this, 'reading', all => all.some(at => (at.committed ?? 0n) > 0n));
      },
      stop: () => orders.stop(),
    };
  },
};
