import { startKcat } from '../kcat.ts';
import { order } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, untilPositions } from '../scenario.ts';

/** A quota of 5 kB a second for a client that would have to read 12. */
export const throttled: Scenario = {
  name: 'throttled',
  topic: 'bulk-exports',
  groupId: 'bulk-loader',
  says: 'quota-throttling',
  besides: ['growing-lag'],
  takes: ['jdk', 'kcat'],
  async start(lab) {
    await createTopic(lab, this.topic, 1);
    const java = await lab.java();
    const quota = ['--add-config', 'consumer_byte_rate=5000', '--entity-type', 'clients', '--entity-name', 'bulk-loader-1'];
    await java.run('kafka.admin.ConfigCommand', ['--alter', ...quota]);
    const orders = produceSteadily(lab, this.topic, 40, order);
    const loader = startKcat(lab.broker, this.groupId, [this.topic], {
      ...{ 'client.id': 'bulk-loader-1', 'auto.commit.interval.ms': '500', 'max.partition.fetch.bytes': '2000' },
    });
    return {
      ready: () => untilPositions(lab, this, 'behind', all => all.every(at => (at.committed ?? 0n) > 0n && lagOf(at) > 100n)),
      stop: async () => {
        await orders.stop();
        await loader.kill();
      },
    };
  },
};
