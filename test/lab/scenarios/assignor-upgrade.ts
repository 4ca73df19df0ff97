import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** The first, safe release of a move to cooperative-sticky: one instance lists it before range, the other is still to come. All run on range. */
export const assignorUpgrade: Scenario = {
  name: 'assignor-upgrade',
  topic: 'exchange-rates',
  groupId: 'currency-service',
  says: 'healthy',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    for (const [index, strategies] of [['Range'], ['CooperativeSticky', 'Range']].entries()) {
      await java.join('classic', this.topic, {
        ...{ 'group.id': this.groupId, 'client.id': `currency-service-${index + 1}`, 'auto.offset.reset': 'earliest' },
        ...{ 'auto.commit.interval.ms': '1000', 'heartbeat.interval.ms': '500' },
        'partition.assignment.strategy': strategies.map(name => `org.apache.kafka.clients.consumer.${name}Assignor`).join(','),
      });
    }
    return {
      ready: () => untilGroup(lab, this, 'joined by both', ({ groupState, members }) => groupState === 'Stable' && members.length === 2),
      stop: () => orders.stop(),
    };
  },
};
