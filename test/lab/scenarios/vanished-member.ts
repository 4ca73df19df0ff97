import { startKcat } from '../kcat.ts';
import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup, untilPositions } from '../scenario.ts';

/** The machine of one of two members lost its power: the group waits for it until its session (12 s) is over. */
export const vanishedMember: Scenario = {
  name: 'vanished-member',
  topic: 'deliveries',
  groupId: 'delivery-planner',
  says: 'vanished-member',
  takes: ['kcat'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const [first, second] = [1, 2].map(n =>
      startKcat(lab.broker, this.groupId, [this.topic], {
        ...{ 'client.id': `delivery-planner-${n}`, 'session.timeout.ms': '12000', 'auto.commit.interval.ms': '1000' },
      }),
    );
    return {
      ready: async () => {
        await untilGroup(lab, this, 'shared', ({ groupState, members }) => groupState === 'Stable' && members.length === 2);
        await untilPositions(lab, this, 'reading', all => all.every(at => (at.committed ?? 0n) > 0n));
      },
      whenLookedAt: async () => second?.kill(),
      stop: async () => {
        await orders.stop();
        await Promise.all([first?.kill(), second?.kill()]);
      },
    };
  },
};
