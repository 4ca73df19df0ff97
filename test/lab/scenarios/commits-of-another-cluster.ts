import { order } from '../records.ts';
import { createTopic, type Scenario } from '../scenario.ts';

/** A move copied the group's offsets from the old cluster, where the log was longer. */
export const commitsOfAnotherCluster: Scenario = {
  name: 'commits-of-another-cluster',
  topic: 'subscriptions',
  groupId: 'subscription-service',
  says: 'commit-beyond-end',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    await lab.producer.send({ topic: this.topic, messages: Array.from({ length: 20 }, (_, n) => ({ ...order(n), partition: n % 2 })) });
    const partitions = [0, 1].map(partition => ({ partition, offset: String(7_000 + partition) }));
    await lab.admin.setOffsets({ groupId: this.groupId, topic: this.topic, partitions });
    return { ready: () => Promise.resolve(), stop: () => Promise.resolve() };
  },
};
