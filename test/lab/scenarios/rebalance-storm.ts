import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import { order } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, startMember, untilMembers } from '../scenario.ts';

/** An autoscaler that cannot decide: every three seconds another instance comes, and one goes. */
export const rebalanceStorm: Scenario = {
  name: 'rebalance-storm',
  topic: 'quotes',
  groupId: 'quote-service',
  says: 'rebalance-storm',
  async start(lab) {
    await createTopic(lab, this.topic, 4);
    const orders = produceSteadily(lab, this.topic, 20, order);
    const start = (n: number) =>
      startMember(
        lab,
        this,
        `quote-service-${n}`,
        { autoCommitInterval: 1_000, eachMessage: () => Promise.resolve() },
        { heartbeatInterval: 500 },
      );
    const steady = await start(1);
    const ended = new AbortController();
    const scaler = (async () => {
      let last: Consumer | undefined;
      for (let n = 2; !ended.signal.aborted; n++) {
        const next = await start(n);
        await last?.disconnect();
        last = next;
        await pause(2_500);
      }
      await last?.disconnect();
    })();
    return {
      ready: () => untilMembers(lab, this, 2, 'Stable'),
      stop: async () => {
        ended.abort();
        await orders.stop();
        await scaler;
        await steady.disconnect();
      },
    };
  },
};
