import { startKcat } from '../kcat.ts';
import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup, untilPositions } from '../scenario.ts';

/** The file was changed to a session of 45 s, and never deployed: what runs still has 8 s. */
export const unlikeItsFile: Scenario = {
  name: 'unlike-its-file',
  topic: 'addresses',
  groupId: 'address-validator',
  says: 'file-differs-from-members',
  takes: ['kcat'],
  clientFile: {
    name: 'address-validator/consumer.properties',
    text: `bootstrap.servers=127.0.0.1:9092
group.id=address-validator
session.timeout.ms=45000
auto.offset.reset=earliest
`,
  },
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const member = startKcat(lab.broker, this.groupId, [this.topic], {
      ...{ 'client.id': 'address-validator-1', 'session.timeout.ms': '8000', 'auto.commit.interval.ms': '1000' },
    });
    return {
      ready: async () => {
        await untilGroup(lab, this, 'settled', ({ groupState }) => groupState === 'Stable');
        await untilPositions(lab, this, 'reading', all => all.every(at => (at.committed ?? 0n) > 0n));
      },
      stop: async () => {
        await orders.stop();
        await member.kill();
      },
    };
  },
};
