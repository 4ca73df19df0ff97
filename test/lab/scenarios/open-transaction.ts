import { payment } from '../records.ts';
import { createTopic, type Scenario, startMember, untilPositions } from '../scenario.ts';

/** A producer began a transaction and forgot it: what comes behind it stays hidden from a reader of committed records. */
export const openTransaction: Scenario = {
  name: 'open-transaction',
  topic: 'ledger',
  groupId: 'ledger-reader',
  says: 'open-transaction',
  async start(lab) {
    await createTopic(lab, this.topic, 1);
    const messages = (count: number) => Array.from({ length: count }, (_, n) => payment(n));
    await lab.producer.send({ topic: this.topic, messages: messages(5) });
    const settings = { transactionalId: 'ledger-writer', maxInFlightRequests: 1, idempotent: true, transactionTimeout: 300_000 };
    const writer = lab.kafka('ledger-writer').producer(settings);
    await writer.connect();
    const open = await writer.transaction();
    await open.send({ topic: this.topic, messages: messages(1) });
    await lab.producer.send({ topic: this.topic, messages: messages(3) });
    const run = { autoCommitInterval: 200, eachMessage: () => Promise.resolve() };
    const member = await startMember(lab, this, 'ledger-reader-1', run, { readUncommitted: false });
    return {
      ready: () => untilPositions(lab, this, 'waiting at the transaction', all => all.every(at => at.committed === 5n)),
      stop: async () => {
        await open.abort();
        await Promise.all([writer.disconnect(), member.disconnect()]);
      },
    };
  },
};
