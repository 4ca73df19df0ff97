import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** The leader's own assignor asks a database that does not answer: all have joined, and wait for who gets what. */
export const slowAssignor: Scenario = {
  name: 'slow-assignor',
  topic: 'routes',
  groupId: 'route-planner',
  says: 'sync-hangs',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    await java.join('classic', this.topic, {
      ...{ 'group.id': this.groupId, 'client.id': 'route-planner-1', 'auto.offset.reset': 'earliest', 'session.timeout.ms': '180000' },
      'lab.assign.ms': '600000',
    });
    return {
      ready: () => untilGroup(lab, this, 'waiting for its leader', ({ groupState }) => groupState === 'CompletingRebalance'),
      stop: () => orders.stop(),
    };
  },
};
