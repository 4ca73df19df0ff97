import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/**
 * The second instance still lists range behind cooperative-sticky, and a list with range in it makes Java's client eager: at
 * every rebalance it gives up all that it owns, while the others keep theirs.
 */
export const mixedAssignors: Scenario = {
  name: 'mixed-assignors',
  topic: 'tax-rates',
  groupId: 'tax-service',
  says: 'mixed-assignors',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 6);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    for (const [index, strategies] of [['CooperativeSticky'], ['CooperativeSticky', 'Range'], ['CooperativeSticky']].entries()) {
      await java.join('classic', this.topic, {
        ...{ 'group.id': this.groupId, 'client.id': `tax-service-${index + 1}`, 'auto.offset.reset': 'earliest' },
        ...{ 'auto.commit.interval.ms': '1000', 'heartbeat.interval.ms': '500' },
        'partition.assignment.strategy': strategies.map(name => `org.apache.kafka.clients.consumer.${name}Assignor`).join(','),
      });
      const share = 6 / (index + 1);
      await untilGroup(
        lab,
        this,
        `shared by ${index + 1}`,
        ({ groupState, members }) => groupState === 'Stable' && members.every(({ assignment }) => assignment.value?.length === share),
      );
    }
    return { ready: () => Promise.resolve(), stop: () => orders.stop() };
  },
};
