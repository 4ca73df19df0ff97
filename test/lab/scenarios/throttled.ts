import { order } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilPositions } from '../scenario.ts';

/** A quota of 3 kB a second for a client that would have to read 15. */
export const throttled: Scenario = {
  name: 'throttled',
  topic: 'bulk-exports',
  groupId: 'bulk-loader',
  says: 'quota-throttling',
  besides: ['growing-lag'],
  takes: ['jdk'],
  async start(lab) {
    await createTopic(lab, this.topic, 1);
    const java = await lab.java();
    const quota = ['--add-config', 'consumer_byte_rate=3000', '--entity-type', 'clients', '--entity-name', 'bulk-loader-1'];
    await java.run('kafka.admin.ConfigCommand', ['--alter', ...quota]);
    const orders = produceSteadily(lab, this.topic, 40, order);
    const member = await startMember(
      lab,
      this,
      'bulk-loader-1',
      { autoCommitInterval: 500, eachMessage: () => Promise.resolve() },
      { maxBytesPerPartition: 2_048, sessionTimeout: 60_000 },
    );
    return {
      ready: () => untilPositions(lab, this, 'behind', all => all.every(at => (at.committed ?? 0n) > 0n && lagOf(at) > 100n)),
      stop: async () => {
        await orders.stop();
        await member.disconnect();
      },
    };
  },
};
