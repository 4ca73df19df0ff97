import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** One member takes ten minutes for what a poll gave it. A second one joins, and all wait for the first to poll again. */
export const slowPollHoldsJoin: Scenario = {
  name: 'slow-poll-holds-join',
  topic: 'video-uploads',
  groupId: 'video-encoder',
  says: 'join-hangs',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    const settings = (n: number) => ({
      ...{ 'group.id': this.groupId, 'client.id': `video-encoder-${n}`, 'auto.offset.reset': 'earliest' },
      'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.RangeAssignor',
    });
    await java.join('classic', this.topic, { ...settings(1), 'lab.work.ms': '600000' });
    await untilGroup(lab, this, 'read by the slow one', ({ groupState }) => groupState === 'Stable');
    await java.join('classic', this.topic, settings(2));
    return {
      ready: () => untilGroup(lab, this, 'rebalancing', ({ groupState }) => groupState === 'PreparingRebalance'),
      stop: () => orders.stop(),
    };
  },
};
