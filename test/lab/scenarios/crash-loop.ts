import { setTimeout as pause } from 'node:timers/promises';
import type { OwnedProcess } from '../belongings.ts';
import { startKcat } from '../kcat.ts';
import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup } from '../scenario.ts';

/** An instance that ends after three seconds and is started again, and again: each time a new member under the old client id. */
export const crashLoop: Scenario = {
  name: 'crash-loop',
  topic: 'thumbnails',
  groupId: 'thumbnail-maker',
  says: 'crash-looping-member',
  takes: ['kcat'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const start = (clientId: string) =>
      startKcat(lab.broker, this.groupId, [this.topic], {
        ...{ 'client.id': clientId, 'heartbeat.interval.ms': '500', 'auto.commit.interval.ms': '1000' },
      });
    const steady = start('thumbnail-maker-1');
    const ended = new AbortController();
    let crashing: OwnedProcess | undefined;
    const loop = (async () => {
      while (!ended.signal.aborted) {
        crashing = start('thumbnail-maker-2');
        await Promise.race([pause(3_000), crashing.ended]);
        crashing.signal('SIGTERM');
        await Promise.race([pause(2_000), crashing.ended]);
        await crashing.kill();
      }
    })();
    return {
      ready: () => untilGroup(lab, this, 'joined by both', ({ members }) => members.length === 2),
      stop: async () => {
        ended.abort();
        await orders.stop();
        await Promise.all([steady.kill(), crashing?.kill(), loop]);
      },
    };
  },
};
