import { syncHangs } from '../../../../src/diagnosis/rules/sync-hangs.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { group, member, watched } from '../../../support/snapshots.ts';

const members = [member('billing-1', []), member('billing-2', [])];
const waiting = group(members, { groupState: 'CompletingRebalance' });

diagnosisTest(syncHangs, {
  finds: [
    {
      when: 'the assignment does not come',
      snapshot: { samples: watched(waiting, () => ({})), offsetsLog: [loggedStates([generation(-60, 3, [loggedMember('billing-2')])])] },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { leader: 'billing-2', members: 2, ms: 20_000 },
      facts: ['stayed-in-state', 'is-group-leader'],
      says: 'orders-billing has waited for 20 s for billing-2 to send the assignment',
    },
    {
      when: 'nobody knows who the leader is',
      snapshot: { samples: watched(waiting, () => ({})) },
      subject: 'orders-billing',
      severity: 'error',
      figures: { leader: null },
      says: 'for its leader to send the assignment',
    },
  ],
  staysQuiet: [
    {
      when: 'it took one look',
      snapshot: {
        samples: watched(
          second => (second === 4 ? waiting : group(members)),
          () => ({}),
        ),
      },
    },
    {
      when: 'it has just begun',
      snapshot: {
        samples: watched(
          second => (second < 16 ? group(members) : waiting),
          () => ({}),
        ),
      },
      notChecked: ['orders-billing'],
    },
  ],
});
