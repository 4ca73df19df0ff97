import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** A next-generation group: its first member is busy and does not give away what the coordinator has promised to the second. */
export const reconciliationHangs: Scenario = {
  name: 'reconciliation-hangs',
  topic: 'risk-checks',
  groupId: 'risk-engine',
  says: 'reconciliation-hangs',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    const settings = (n: number) => ({ 'group.id': this.groupId, 'client.id': `risk-engine-${n}`, 'auto.offset.reset': 'earliest' });
    await java.join('consumer', this.topic, { ...settings(1), 'lab.work.ms': '600000' });
    await untilGroup(lab, this, 'read by the busy one', ({ groupState, members }) => groupState === 'Stable' && members.length === 1);
    await java.join('consumer', this.topic, settings(2));
    return {
      ready: () => untilGroup(lab, this, 'reconciling', ({ groupState, members }) => groupState === 'Reconciling' && members.length === 2),
      stop: () => orders.stop(),
    };
  },
};
