import { nothingCommitted } from '../../../../src/diagnosis/rules/nothing-committed.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { offsetsLog } from '../../../support/offsetsLogs.ts';
import { group, member, sample, watched } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const arriving = (second: number) => ({ committed: null, end: 100n + BigInt(second * 4) });

diagnosisTest(nothingCommitted, {
  finds: [
    {
      when: 'records arrive and no commit ever comes',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': arriving(second), 'orders-1': arriving(second) })) },
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'likely',
      figures: { members: 1, elsewhere: false, partitions: ['orders-0', 'orders-1'] },
      facts: ['no-commit-at-all', 'members-are-alive', 'arrived-without-commit', 'arrived-without-commit'],
      says: 'orders-billing commits nothing, although one member owns partitions where records arrive',
    },
    {
      when: 'one partition never gets a commit while another does',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': arriving(second), 'orders-1': { committed: 50n, end: 50n } })) },
      subject: 'orders-0',
      severity: 'warning',
      figures: { elsewhere: true },
      says: 'Nothing was ever committed on orders-0',
    },
    {
      when: 'the workspace’s file says that it does not commit by itself',
      snapshot: {
        samples: watched(billing, second => ({ 'orders-0': arriving(second) })),
        clientFiles: [
          {
            ...{ file: 'billing.properties', label: '', library: 'java', role: 'consumer', groupId: 'orders-billing' },
            settings: [{ key: 'enable.auto.commit', value: 'false', line: 3, meaning: 'autoCommit' }],
          },
        ],
      },
      subject: 'orders-billing',
      severity: 'warning',
      facts: ['no-commit-at-all', 'members-are-alive', 'arrived-without-commit', 'file-says'],
      says: 'billing.properties: enable.auto.commit=false',
    },
    {
      when: 'beats were slow, and the offsets topic tells that no commit came for more than a minute',
      snapshot: {
        samples: watched(billing, second => ({ 'orders-0': arriving(second) }), { forSeconds: 20, everySeconds: 10 }),
        offsetsLog: [offsetsLog({ sinceSecond: -50 })],
      },
      subject: 'orders-billing',
      severity: 'warning',
      figures: { arrived: 80n },
    },
    {
      when: 'the second beat came late',
      snapshot: {
        samples: [0, 6, 10, 14, 19].map(second => sample(second, billing, { 'orders-0': arriving(second) })),
      },
      subject: 'orders-billing',
      severity: 'warning',
      figures: { arrived: 24n },
    },
  ],
  staysQuiet: [
    {
      when: 'its owner is another one at each look: that is another finding',
      snapshot: {
        samples: watched(
          second => group([member('billing-1', ['orders-0'], { memberId: `billing-1-${second}` })]),
          second => ({ 'orders-0': arriving(second) }),
        ),
      },
    },
    {
      when: 'beats were slow, and the log of the offsets topic is shorter than a minute',
      snapshot: {
        samples: watched(billing, second => ({ 'orders-0': arriving(second) }), { forSeconds: 20, everySeconds: 10 }),
        offsetsLog: [offsetsLog({ sinceSecond: -20 })],
      },
    },
    {
      when: 'nothing arrives: there is nothing to commit',
      snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: null, end: 100n } })) },
    },
    {
      when: 'the first records arrived ten seconds ago',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': { committed: null, end: second < 10 ? 100n : 130n } })) },
    },
    {
      when: 'a member joined a moment ago',
      snapshot: {
        samples: watched(
          second => (second < 12 ? group([], { groupState: 'Empty' }) : billing),
          second => ({ 'orders-0': arriving(second) }),
        ),
      },
    },
    { when: 'nobody is in the group', snapshot: { samples: watched(group([]), second => ({ 'orders-0': arriving(second) })) } },
    {
      when: 'it was watched for ten seconds only',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': arriving(second) }), { forSeconds: 10 }) },
      notChecked: ['orders-billing'],
    },
    {
      when: 'it is a share group, which commits nothing',
      snapshot: { samples: watched({ ...billing, groupType: 'share' }, second => ({ 'orders-0': arriving(second) })) },
    },
  ],
});
