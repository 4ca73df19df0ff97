import { patternTakesTooMuch } from '../../../../src/diagnosis/rules/pattern-takes-too-much.ts';
import { known } from '../../../../src/model/failure.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { clientFile } from '../../../support/memberships.ts';
import { group, member, sample } from '../../../support/snapshots.ts';

const byRegex = (pattern: string, owned: readonly string[]) => ({
  samples: [
    sample(0, group([member('web-1', owned, { subscribedRegex: pattern, subscription: known([]) })], { groupType: 'consumer' }), {}),
  ],
});
const pattern = { topicsPattern: ['topics.regex', 'web-orders.*'] } as const;

diagnosisTest(patternTakesTooMuch, {
  finds: [
    {
      when: 'the broker’s evaluation gave it retries, dead letters and a backup, too',
      snapshot: byRegex('web-orders.*', ['web-orders-0', 'web-orders-retry-0', 'web-orders-dlt-0', 'web-orders-backup-0']),
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'likely',
      figures: { unwanted: ['web-orders-backup', 'web-orders-dlt', 'web-orders-retry'] },
      facts: ['pattern-takes'],
      says: 'The pattern web-orders.* also takes web-orders-backup, web-orders-dlt and web-orders-retry',
    },
    {
      when: 'the pattern of a classic member is in a file',
      snapshot: {
        samples: [sample(0, group([member('web-1', ['web-orders-0', 'web-orders_tmp-0'])]), {})],
        clientFiles: [clientFile(pattern)],
      },
      subject: 'orders-billing',
      severity: 'warning',
      figures: { pattern: 'web-orders.*', unwanted: ['web-orders_tmp'] },
    },
  ],
  staysQuiet: [
    {
      when: 'it takes what it was meant for',
      snapshot: byRegex('web-orders.*', ['web-orders-eu-0', 'web-orders-us-0', 'web-orders-contest-0']),
    },
    { when: 'the program is the one for retries', snapshot: byRegex('.*-retry', ['web-orders-retry-0', 'refunds-retry-0']) },
    {
      when: 'the topics are named one by one: somebody meant them',
      snapshot: { samples: [sample(0, group([member('web-1', ['web-orders-0', 'web-orders-retry-0'])]), {})] },
    },
  ],
});
