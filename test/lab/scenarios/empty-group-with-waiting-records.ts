import { invoice } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** The mailer read its first invoices and was shut down; invoices go on arriving. */
export const emptyGroupWithWaitingRecords: Scenario = {
  name: 'empty-group-with-waiting-records',
  topic: 'invoices',
  groupId: 'invoice-mailer',
  says: 'empty-group-with-waiting-records',
  async start(lab) {
    await createTopic(lab, this.topic, 4);
    const first = Array.from({ length: 40 }, (_, n) => ({ ...invoice(n), partition: n % 4 }));
    await lab.producer.send({ topic: this.topic, messages: first });
    const member = await startMember(lab, this, 'invoice-mailer-1', { eachMessage: () => Promise.resolve() });
    await untilPositions(lab, this, 'read once', all => all.every(at => at.committed === 10n));
    await member.disconnect();
    const invoices = produceSteadily(lab, this.topic, 8, n => invoice(n + 40));
    return {
      ready: async () => {
        await untilMembers(lab, this, 0, 'Empty');
        await untilPositions(lab, this, 'waited for', all => all.some(at => lagOf(at) > 0n));
      },
      stop: () => invoices.stop(),
    };
  },
};
