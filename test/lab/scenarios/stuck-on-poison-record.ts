import { payment } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** The partition that holds the record that nobody can decode, and the offset of that record. */
export const poison = { partition: 1, offset: 25n } as const;

/**
 * A payment that was cut off in the middle of its JSON. The consumer cannot decode it, pauses the partition, tries again a
 * second later, and never gets past it; its member is alive, the other partitions go on.
 */
export const stuckOnPoisonRecord: Scenario = {
  name: 'stuck-on-poison-record',
  topic: 'payments',
  groupId: 'payment-service',
  says: 'stuck-partition',
  async start(lab) {
    await createTopic(lab, this.topic, 3);
    const before = Array.from({ length: Number(poison.offset) }, (_, n) => [0, 1, 2].map(partition => ({ ...payment(n), partition })));
    const whole = payment(Number(poison.offset));
    const cut = { ...whole, partition: poison.partition, value: whole.value.slice(0, 61) };
    await lab.producer.send({ topic: this.topic, messages: [...before.flat(), cut] });

    const waits = new Set<NodeJS.Timeout>();
    const member = await startMember(lab, this, 'payment-service-1', {
      autoCommitInterval: 500,
      partitionsConsumedConcurrently: 3,
      eachBatchAutoResolve: false,
      eachBatch: async attempt => {
        for (const message of attempt.batch.messages) {
          try {
            JSON.parse(message.value?.toString() ?? '');
          } catch {
            // "It may work in a second": the record stays unresolved and is fetched again when the pause is over.
            const resume = attempt.pause();
            const wait = setTimeout(() => {
              waits.delete(wait);
              resume();
            }, 1_000);
            waits.add(wait);
            break;
          }
          attempt.resolveOffset(message.offset);
        }
        await attempt.heartbeat();
        await attempt.commitOffsetsIfNecessary();
      },
    });
    const payments = produceSteadily(lab, this.topic, 15, payment);
    return {
      ready: async () => {
        await untilMembers(lab, this, 1, 'Stable');
        await untilPositions(lab, this, 'stuck', all =>
          all.every(at =>
            at.partition === poison.partition ? at.committed === poison.offset && lagOf(at) > 10n : (at.committed ?? 0n) > 30n,
          ),
        );
      },
      stop: async () => {
        await payments.stop();
        for (const wait of waits) clearTimeout(wait);
        await member.disconnect();
      },
    };
  },
};
