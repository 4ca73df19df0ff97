import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** A poll's records take 7 s, and max.poll.interval.ms is 5 s: the client leaves its group, comes back, and gets the same records again. */
export const slowWork: Scenario = {
  name: 'slow-work',
  topic: 'translations',
  groupId: 'translator',
  says: 'poll-interval-exceeded',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    await java.join('classic', this.topic, {
      ...{ 'group.id': this.groupId, 'client.id': 'translator-1', 'auto.offset.reset': 'earliest', 'max.poll.interval.ms': '5000' },
      'lab.work.ms': '7000',
    });
    return {
      ready: async () => {
        await untilGroup(lab, this, 'joined', ({ members }) => members.length === 1);
        await untilGroup(lab, this, 'left', ({ members }) => members.length === 0);
      },
      stop: () => orders.stop(),
    };
  },
};
