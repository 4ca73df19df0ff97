import { reconciliationHangs } from '../../../../src/diagnosis/rules/reconciliation-hangs.ts';
import type { Group } from '../../../../src/model/group.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { joinedConsumerGroup, loggedMember, loggedStates } from '../../../support/memberships.ts';
import { group, member, place, watched } from '../../../support/snapshots.ts';

const [zero, one] = [place('risks-0'), place('risks-1')];
const busy = member('risk-1', ['risks-0', 'risks-1'], { targetAssignment: [zero], memberEpoch: 3 });
const waits = member('risk-2', [], { targetAssignment: [one], memberEpoch: 4 });
const reconciling: Partial<Group> = { groupType: 'consumer', groupState: 'Reconciling', groupEpoch: 4, assignor: 'uniform' };
const settled = group(
  [
    member('risk-1', ['risks-0'], { targetAssignment: [zero], memberEpoch: 4 }),
    member('risk-2', ['risks-1'], { targetAssignment: [one], memberEpoch: 4 }),
  ],
  {
    groupType: 'consumer',
    groupEpoch: 4,
  },
);

diagnosisTest(reconciliationHangs, {
  finds: [
    {
      when: 'one does not give up what the other is to have',
      snapshot: {
        samples: watched(group([busy, waits], reconciling), () => ({})),
        offsetsLog: [loggedStates([joinedConsumerGroup(-60, loggedMember('risk-1'))])],
      },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { members: ['risk-1'], partitions: ['risks-1'], holds: true, timeoutMs: 300_000 },
      facts: ['unlike-its-target'],
      says: 'risk-1 has not given up risks-1 for 20 s, and others wait for it',
    },
    {
      when: 'one does not take what is free',
      snapshot: { samples: watched(group([waits], reconciling), () => ({})) },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'likely',
      figures: { members: ['risk-2'], holds: false },
      says: 'risk-2 has not taken risks-1',
    },
  ],
  staysQuiet: [
    { when: 'everybody has what was meant for it', snapshot: { samples: watched(settled, () => ({})) } },
    {
      when: 'it has just begun',
      snapshot: {
        samples: watched(
          second => (second < 12 ? settled : group([busy, waits], reconciling)),
          () => ({}),
        ),
      },
      notChecked: ['orders-billing'],
    },
    { when: 'a classic group has no targets', snapshot: { samples: watched(group([member('risk-1', ['risks-0'])]), () => ({})) } },
  ],
});
