import { twoApplicationsInOneGroup } from '../../../../src/diagnosis/rules/two-applications-in-one-group.ts';
import { known } from '../../../../src/model/failure.ts';
import type { Member } from '../../../../src/model/group.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, sample } from '../../../support/snapshots.ts';

const seen = (...members: readonly Member[]) => ({ samples: [sample(0, group(members), {})] });

diagnosisTest(twoApplicationsInOneGroup, {
  finds: [
    {
      when: 'two programs have no topic in common',
      snapshot: seen(member('mail-sender', ['customer-mails-0']), member('stock-counter', ['warehouse-scans-0'])),
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'likely',
      figures: { applications: 2 },
      facts: ['subscribe-to', 'subscribe-to'],
      says: 'orders-billing is used by two applications: mail-sender (customer-mails) and stock-counter (warehouse-scans)',
    },
    {
      when: 'their client ids differ in a number alone, with less confidence',
      snapshot: seen(member('reader-1', ['customer-mails-0']), member('reader-2', ['warehouse-scans-0'])),
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'possible',
    },
  ],
  staysQuiet: [
    { when: 'all subscribe to the same', snapshot: seen(member('billing-1', ['orders-0']), member('billing-2', ['orders-1'])) },
    {
      when: 'a release adds a topic, and only some members have it yet',
      snapshot: seen(
        member('billing-1', ['orders-0'], { subscription: known(['orders']) }),
        member('billing-2', ['refunds-0'], { subscription: known(['orders', 'refunds']) }),
      ),
    },
    {
      when: 'two are connected by a third',
      snapshot: seen(
        member('a', ['orders-0'], { subscription: known(['orders']) }),
        member('b', ['refunds-0'], { subscription: known(['refunds']) }),
        member('c', [], { subscription: known(['orders', 'refunds']) }),
      ),
    },
    { when: 'there is one member', snapshot: seen(member('billing-1', ['orders-0'])) },
  ],
});
