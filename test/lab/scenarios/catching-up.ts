import { setTimeout as work } from 'node:timers/promises';
import { order } from '../records.ts';
import { createTopic, lagOf, produceAll, produceSteadily, type Scenario, startMember, untilPositions } from '../scenario.ts';

/** Back after a weekend: twelve thousand records wait, two hundred a second are read, ten arrive. Nothing to mend. */
export const catchingUp: Scenario = {
  name: 'catching-up',
  topic: 'stock-moves',
  groupId: 'stock-keeper',
  says: 'catching-up',
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const waiting = Array.from({ length: 12_000 }, (_, n) => ({ ...order(n), partition: n % 2 }));
    await produceAll(lab, this.topic, waiting);
    const orders = produceSteadily(lab, this.topic, 10, order);
    const member = await startMember(
      lab,
      this,
      'stock-keeper-1',
      // By the batch, so that a busy machine does not make it slower than the producers.
      { partitionsConsumedConcurrently: 2, eachBatch: ({ batch }) => work(batch.messages.length * 10) },
      { maxBytesPerPartition: 16_384 },
    );
    return {
      ready: () => untilPositions(lab, this, 'reading', all => all.every(at => (at.committed ?? 0n) > 0n && lagOf(at) > 1_000n)),
      stop: async () => {
        await orders.stop();
        await member.disconnect();
      },
    };
  },
};
