import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** Six small topics and Java's range assignor, which begins with the first member at every topic: six partitions for one, one for the other. */
export const unevenRange: Scenario = {
  name: 'uneven-range',
  topic: 'ads-0',
  groupId: 'ad-metrics',
  says: 'assignment-skew',
  takes: ['jdk'],
  async start(lab) {
    const topics = [0, 1, 2, 3, 4, 5].map(n => `ads-${n}`);
    await Promise.all(topics.map((topic, n) => createTopic(lab, topic, n === 0 ? 2 : 1)));
    const streams = topics.map(topic => produceSteadily(lab, topic, 4, order));
    const java = await lab.java();
    for (const n of [1, 2]) {
      await java.join('classic', topics.join(','), {
        ...{ 'group.id': this.groupId, 'client.id': `ad-metrics-${n}`, 'auto.offset.reset': 'earliest', 'auto.commit.interval.ms': '1000' },
        'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.RangeAssignor',
      });
    }
    return {
      ready: () => untilGroup(lab, this, 'settled', ({ groupState, members }) => groupState === 'Stable' && members.length === 2),
      stop: async () => {
        await Promise.all(streams.map(stream => stream.stop()));
      },
    };
  },
};
