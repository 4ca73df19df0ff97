import { permissionMissing } from '../../../../src/diagnosis/rules/permission-missing.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, group, member, sample } from '../../../support/snapshots.ts';

const groupRefused = failed('payroll', {
  kind: 'forbidden',
  code: 'GROUP_AUTHORIZATION_FAILED',
  request: 'DescribeGroups',
  subject: 'payroll',
});
const wayRefused = failed('payroll', {
  ...{ kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Metadata', subject: '__consumer_offsets' },
});
const topicRefused = failed('salaries', { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Metadata' });
const busy = [sample(0, group([member('billing-1', ['orders-0'])]), {})];
const mayOnlyLook = [{ kind: 'topic' as const, name: 'orders', operations: ['DESCRIBE' as const] }];

diagnosisTest(permissionMissing, {
  finds: [
    {
      when: 'the group may not be seen',
      snapshot: { groupId: 'payroll', missing: { group: [groupRefused], samples: [groupRefused] } },
      subject: 'payroll',
      severity: 'error',
      confidence: 'proven',
      figures: { operation: 'DESCRIBE', resource: 'group', names: ['payroll'], kind: 'refused' },
      facts: ['was-refused'],
      says: 'This login may not DESCRIBE the group payroll.',
    },
    {
      when: 'the group is not listed to this login, which may not look for its coordinator either',
      snapshot: { groupId: 'payroll', missing: { group: [wayRefused], samples: [wayRefused] } },
      subject: 'payroll',
      severity: 'error',
      confidence: 'likely',
      figures: { operation: 'DESCRIBE', resource: 'group', names: ['payroll'], kind: 'hidden' },
      facts: ['is-not-listed'],
      says: 'This login may not see the group payroll, or there is no such group',
    },
    {
      when: 'one of its topics may not be seen, once however many parts say so',
      snapshot: { samples: busy, missing: { samples: [topicRefused], topics: [topicRefused] } },
      subject: 'salaries',
      severity: 'warning',
      facts: ['was-refused'],
      says: 'Asked for the topic salaries, the cluster answered TOPIC_AUTHORIZATION_FAILED',
    },
    {
      when: 'nobody is in the group, and this login may not read its topic',
      snapshot: { samples: [sample(0, group([]), { 'orders-0': { committed: 5n, end: 9n } })], operations: mayOnlyLook },
      subject: 'orders',
      severity: 'warning',
      confidence: 'possible',
      figures: { operation: 'READ', names: ['orders'], kind: 'would-be-refused' },
      facts: ['is-allowed-only'],
      says: 'nor may a consumer that uses it',
    },
    {
      when: 'a batch job has read everything, and we may only look: information at most',
      snapshot: { samples: [sample(0, group([]), { 'orders-0': { committed: 9n, end: 9n } })], operations: mayOnlyLook },
      subject: 'orders',
      severity: 'information',
    },
  ],
  staysQuiet: [
    { when: 'somebody reads: then the members may, whoever we are', snapshot: { samples: busy, operations: mayOnlyLook } },
    {
      when: 'only what adds to the picture may not be seen',
      snapshot: {
        samples: busy,
        missing: {
          offsetsLog: [failed('__consumer_offsets', { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Fetch' })],
          quotas: [failed('quotas', { kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED', request: 'DescribeClientQuotas' })],
        },
      },
    },
    {
      when: 'the group is seen, and only the offsets topic is not',
      snapshot: { samples: busy, missing: { samples: [wayRefused], topics: [wayRefused] } },
    },
    { when: 'a broker does not answer, which is no refusal', snapshot: { missing: { group: [failed('payroll', { kind: 'silent' })] } } },
    {
      when: 'everything is allowed',
      snapshot: { samples: [sample(0, group([]), {})], operations: [{ kind: 'topic', name: 'orders', operations: ['READ', 'DESCRIBE'] }] },
    },
  ],
});
