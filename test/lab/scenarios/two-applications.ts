import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** Two services copied the same group.id: each reads its own topic, and each one's restart stops the other. */
export const twoApplications: Scenario = {
  name: 'two-applications',
  topic: 'customer-mails',
  groupId: 'my-service',
  says: 'two-applications-in-one-group',
  takes: ['jdk'],
  async start(lab) {
    const other = 'warehouse-scans';
    await Promise.all([createTopic(lab, this.topic, 2), createTopic(lab, other, 2)]);
    const streams = [this.topic, other].map(topic => produceSteadily(lab, topic, 10, order));
    const java = await lab.java();
    for (const [topic, clientId] of [
      [this.topic, 'mail-sender'],
      [other, 'scan-importer'],
    ] as const) {
      await java.join('classic', topic, {
        ...{ 'group.id': this.groupId, 'client.id': clientId, 'auto.offset.reset': 'earliest', 'auto.commit.interval.ms': '1000' },
      });
    }
    return {
      ready: () => untilGroup(lab, this, 'joined by both', ({ groupState, members }) => groupState === 'Stable' && members.length === 2),
      stop: async () => {
        await Promise.all(streams.map(stream => stream.stop()));
      },
    };
  },
};
