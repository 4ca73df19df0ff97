import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** Two instances with the same group.instance.id, as one file for all of them makes it: each throws the other out, for ever. */
export const fencingEachOther: Scenario = {
  name: 'fencing-each-other',
  topic: 'price-changes',
  groupId: 'price-updater',
  says: 'static-members-fence-each-other',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const java = await lab.java();
    for (const n of [1, 2]) {
      await java.join('classic', this.topic, {
        ...{ 'group.id': this.groupId, 'client.id': `price-updater-${n}`, 'group.instance.id': 'price-updater-0' },
        ...{ 'auto.offset.reset': 'earliest', 'heartbeat.interval.ms': '1000', 'lab.restarts': 'true' },
      });
    }
    return {
      ready: () => untilGroup(lab, this, 'joined', ({ members }) => members.length > 0),
      stop: () => orders.stop(),
    };
  },
};
