import { payment } from '../records.ts';
import { createTopic, type Scenario, startMember, untilPositions } from '../scenario.ts';

/** All has been read; what is left are a transaction's marker and a record that was given up. Its lag is not 0, and nothing is wrong. */
export const transactionalTail: Scenario = {
  name: 'transactional-tail',
  topic: 'bookings',
  groupId: 'booking-reader',
  says: 'healthy',
  besides: ['silent-producer'],
  async start(lab) {
    await createTopic(lab, this.topic, 1);
    const settings = { transactionalId: 'booking-writer', maxInFlightRequests: 1, idempotent: true };
    const writer = lab.kafka('booking-writer').producer(settings);
    await writer.connect();
    const transaction = async (records: number, end: 'commit' | 'abort') => {
      const one = await writer.transaction();
      await one.send({ topic: this.topic, messages: Array.from({ length: records }, (_, n) => payment(n)) });
      await one[end]();
    };
    await transaction(10, 'commit');
    const run = { autoCommitInterval: 200, eachMessage: () => Promise.resolve() };
    const member = await startMember(lab, this, 'booking-reader-1', run, { readUncommitted: false });
    await untilPositions(lab, this, 'read', all => all.every(at => (at.committed ?? 0n) >= 10n));
    await transaction(4, 'abort');
    return {
      ready: () => untilPositions(lab, this, 'left with a tail', all => all.every(at => at.end > 14n)),
      stop: async () => {
        await Promise.all([writer.disconnect(), member.disconnect()]);
      },
    };
  },
};
