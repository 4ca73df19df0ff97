import { fileDiffersFromMembers } from '../../../../src/diagnosis/rules/file-differs-from-members.ts';
import type { Group } from '../../../../src/model/group.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { clientFile, loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { failed, group, member, sample } from '../../../support/snapshots.ts';

const seen = (overrides: Partial<Group> = {}) => [sample(0, group([member('billing-1', ['orders-0'])], overrides), {})];
const log = [loggedStates([generation(-60, 3, [loggedMember('billing-1', ['orders-0'], { sessionTimeoutMs: 8_000 })])])];
const session = { sessionTimeout: ['session.timeout.ms', '45000'] } as const;

diagnosisTest(fileDiffersFromMembers, {
  finds: [
    {
      when: 'the members joined with another session timeout',
      snapshot: { samples: seen(), offsetsLog: log, clientFiles: [clientFile(session)] },
      subject: 'billing/consumer.properties',
      severity: 'information',
      confidence: 'likely',
      figures: { keys: ['session.timeout.ms'], written: '45000', running: '8000', absent: false },
      facts: ['file-says', 'runs-with'],
      says: 'billing/consumer.properties says session.timeout.ms=45000, and what runs has 8000',
    },
    {
      when: 'the file names the very member, so that it is proven',
      snapshot: { samples: seen(), offsetsLog: log, clientFiles: [clientFile({ ...session, clientId: ['client.id', 'billing'] })] },
      subject: 'billing/consumer.properties',
      severity: 'information',
      confidence: 'proven',
    },
    {
      when: 'the file was moved to the new protocol, and nobody runs it',
      snapshot: { samples: seen(), clientFiles: [clientFile({ groupProtocol: ['group.protocol', 'consumer'] })] },
      subject: 'billing/consumer.properties',
      severity: 'information',
      figures: { running: 'classic' },
    },
    {
      when: 'the group runs on an assignor that is not in the file',
      snapshot: {
        samples: seen({ assignor: 'sticky' }),
        clientFiles: [clientFile({ assignors: ['partition.assignment.strategy', 'org.apache.kafka.clients.consumer.RangeAssignor'] })],
      },
      subject: 'billing/consumer.properties',
      severity: 'information',
      figures: { running: 'sticky' },
    },
    {
      when: 'no member has its client id',
      snapshot: { samples: seen(), offsetsLog: log, clientFiles: [clientFile({ ...session, clientId: ['client.id', 'invoicing'] })] },
      subject: 'billing/consumer.properties',
      severity: 'information',
      figures: { keys: ['client.id'], absent: true },
      says: 'No member runs with client.id=invoicing, as billing/consumer.properties says',
    },
    {
      when: 'no member has its instance id',
      snapshot: { samples: seen(), clientFiles: [clientFile({ groupInstanceId: ['group.instance.id', 'billing-a'] })] },
      subject: 'billing/consumer.properties',
      severity: 'information',
      figures: { keys: ['group.instance.id'] },
    },
  ],
  staysQuiet: [
    {
      when: 'what runs is what the file says',
      snapshot: { samples: seen(), offsetsLog: log, clientFiles: [clientFile({ sessionTimeout: ['session.timeout.ms', '8000'] })] },
    },
    {
      when: 'another profile says what runs',
      snapshot: {
        samples: seen(),
        offsetsLog: log,
        clientFiles: [
          clientFile(session, { label: 'dev' }),
          clientFile({ sessionTimeout: ['session.timeout.ms', '8000'] }, { label: 'prod' }),
        ],
      },
    },
    { when: 'the file leaves it to the default', snapshot: { samples: seen(), offsetsLog: log, clientFiles: [clientFile({})] } },
    {
      when: 'the offsets topic may not be read, and nobody knows',
      snapshot: {
        samples: seen(),
        clientFiles: [clientFile(session)],
        missing: { offsetsLog: [failed('__consumer_offsets', { kind: 'forbidden' })] },
      },
      notChecked: ['__consumer_offsets'],
    },
    { when: 'nobody is in the group', snapshot: { samples: [sample(0, group([]), {})], clientFiles: [clientFile(session)] } },
  ],
});
