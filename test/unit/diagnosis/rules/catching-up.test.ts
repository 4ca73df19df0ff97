import { catchingUp } from '../../../../src/diagnosis/rules/catching-up.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0'])]);
const run = (it: Parameters<typeof traffic>[0]) => ({ samples: watched(billing, second => ({ 'orders-0': traffic(it)(second) })) });

diagnosisTest(catchingUp, {
  finds: [
    {
      when: 'a backlog shrinks, with the time until nothing waits',
      snapshot: run({ produced: 20, consumed: 200, commitEvery: 2, backlog: 36_000 }),
      subject: 'orders-0',
      severity: 'information',
      confidence: 'likely',
      facts: ['lag-changed', 'rates'],
      // 36,000 − 20 s × 180 = 32,400 left, at 180 a second: 180 s.
      figures: { etaMs: 180_000 },
      says: 'orders-0 catches up, and nothing waits in about 3 min',
    },
  ],
  staysQuiet: [
    { when: 'all is read', snapshot: run({ produced: 20, consumed: 200, commitEvery: 2 }) },
    { when: 'the backlog stays as it is', snapshot: run({ produced: 20, consumed: 20, commitEvery: 2, backlog: 900 }) },
    { when: 'the lag grows', snapshot: run({ produced: 30, consumed: 15, commitEvery: 2, backlog: 900 }) },
  ],
});
