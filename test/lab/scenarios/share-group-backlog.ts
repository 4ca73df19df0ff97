import { order } from '../records.ts';
import { createTopic, produceAll, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** Three thousand records for a share group whose one member takes a quarter of a minute for what a poll gives it. */
export const shareGroupBacklog: Scenario = {
  name: 'share-group-backlog',
  topic: 'support-tickets',
  groupId: 'ticket-sorter',
  says: 'share-group-backlog',
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const java = await lab.java();
    const earliest = ['--add-config', 'share.auto.offset.reset=earliest', '--entity-type', 'groups', '--entity-name', this.groupId];
    await java.run('kafka.admin.ConfigCommand', ['--alter', ...earliest]);
    await java.join('share', this.topic, {
      ...{ 'group.id': this.groupId, 'client.id': 'ticket-sorter-1', 'lab.work.ms': '15000' },
    });
    const settled = ({ groupState, members }: { groupState: string; members: readonly unknown[] }) =>
      groupState === 'Stable' && members.length === 1;
    await untilGroup(lab, this, 'settled', settled);
    await produceAll(
      lab,
      this.topic,
      Array.from({ length: 3_000 }, (_, n) => order(n)),
    );
    const orders = produceSteadily(lab, this.topic, 10, order);
    return { ready: () => untilGroup(lab, this, 'settled', settled), stop: () => orders.stop() };
  },
};
