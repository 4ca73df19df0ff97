import { mixedAssignors } from '../../../../src/diagnosis/rules/mixed-assignors.ts';
import { known } from '../../../../src/model/failure.ts';
import type { JoinedWith } from '../../../../src/model/group.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { clientFile, loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { group, member, place, sample } from '../../../support/snapshots.ts';

const consumer = (name: string) => `org.apache.kafka.clients.consumer.${name}Assignor`;
const file = (id: string, ...names: readonly string[]) =>
  clientFile({ clientId: ['client.id', id], assignors: ['partition.assignment.strategy', names.map(consumer).join(',')] });
const onRange = [sample(0, group([member('tax-1', ['rates-0'])]), {})];
const joined = (generationId: number, owned: readonly string[]): JoinedWith => ({
  ...{ ownedPartitions: owned.map(place), generation: generationId, rack: null, assignorData: known({ kind: 'none' }) },
});
const cooperative = (joinedWith: JoinedWith) => [
  sample(
    0,
    group([member('tax-1', ['rates-0'], { joinedWith: joined(4, ['rates-0']) }), member('tax-2', ['rates-1'], { joinedWith })], {
      assignor: 'cooperative-sticky',
    }),
    {},
  ),
];
const before = [loggedStates([generation(-60, 4, [loggedMember('tax-1', ['rates-0']), loggedMember('tax-2', ['rates-1'])])])];

diagnosisTest(mixedAssignors, {
  finds: [
    {
      when: 'a file’s client is no member and offers nothing that the group runs on',
      snapshot: { samples: onRange, clientFiles: [file('tax-9', 'CooperativeSticky')] },
      subject: 'billing/consumer.properties',
      severity: 'error',
      confidence: 'likely',
      figures: { assignor: 'range', listed: ['cooperative-sticky'] },
      facts: ['group-runs-on-assignor', 'file-says'],
      says: 'A client with billing/consumer.properties cannot join: the group runs on range, which it does not offer',
    },
    {
      when: 'a member of a cooperative group gave back all it had before it joined again',
      snapshot: { samples: cooperative(joined(4, [])), offsetsLog: before },
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'likely',
      figures: { eager: ['tax-2'] },
      says: 'tax-2 owned one partition in generation 4 and joined the next one with none',
    },
  ],
  staysQuiet: [
    {
      when: 'both are listed, as the first release of a change does it',
      snapshot: { samples: onRange, clientFiles: [file('tax-9', 'CooperativeSticky', 'Range')] },
    },
    {
      when: 'the file’s client is a member: what runs differs from the file',
      snapshot: { samples: onRange, clientFiles: [file('tax-1', 'CooperativeSticky')] },
    },
    { when: 'a new member joins a cooperative group with nothing', snapshot: { samples: cooperative(joined(-1, [])), offsetsLog: before } },
    { when: 'it kept what it had', snapshot: { samples: cooperative(joined(4, ['rates-1'])), offsetsLog: before } },
    {
      when: 'the program has an assignor of its own',
      snapshot: {
        samples: onRange,
        clientFiles: [clientFile({ clientId: ['client.id', 'x'], assignors: ['partition.assignment.strategy', 'com.example.Nearest'] })],
      },
    },
  ],
});
