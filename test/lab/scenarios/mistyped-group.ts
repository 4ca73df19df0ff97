import { order } from '../records.ts';
import { createTopic, type Scenario } from '../scenario.ts';

/** Somebody asks for a group whose name has a typing error. */
export const mistypedGroup: Scenario = {
  name: 'mistyped-group',
  topic: 'gift-wraps',
  groupId: 'gift-warp-service',
  says: 'group-does-not-exist',
  async start(lab) {
    await createTopic(lab, this.topic, 1);
    await lab.producer.send({ topic: this.topic, messages: [order(1)] });
    await lab.admin.setOffsets({ groupId: 'gift-wrap-service', topic: this.topic, partitions: [{ partition: 0, offset: '1' }] });
    return { ready: () => Promise.resolve(), stop: () => Promise.resolve() };
  },
};
