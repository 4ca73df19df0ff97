import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** `web-orders.*` was meant for one topic, and takes its retries, its dead letters and a backup, too. */
export const patternTooWide: Scenario = {
  name: 'pattern-too-wide',
  topic: 'web-orders',
  groupId: 'web-order-service',
  says: 'pattern-takes-too-much',
  takes: ['jdk'],
  async start(lab) {
    const topics = ['', '-retry', '-dlt', '-backup'].map(suffix => `${this.topic}${suffix}`);
    await Promise.all(topics.map(topic => createTopic(lab, topic, 1)));
    const streams = topics.map(topic => produceSteadily(lab, topic, 4, order));
    const java = await lab.java();
    await java.join('consumer', `^${this.topic}.*`, {
      ...{
        'group.id': this.groupId,
        'client.id': 'web-order-service-1',
        'auto.offset.reset': 'earliest',
        'auto.commit.interval.ms': '1000',
      },
    });
    return {
      ready: () =>
        untilGroup(
          lab,
          this,
          'given all',
          ({ groupState, members: [member] }) => groupState === 'Stable' && member?.assignment.value?.length === 4,
        ),
      stop: async () => {
        await Promise.all(streams.map(stream => stream.stop()));
      },
    };
  },
};
