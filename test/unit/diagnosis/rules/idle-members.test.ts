import { idleMembers } from '../../../../src/diagnosis/rules/idle-members.ts';
import { unknown } from '../../../../src/model/failure.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, sample } from '../../../support/snapshots.ts';

const seen = (...facts: Parameters<typeof group>) => ({ samples: [sample(0, group(...facts), {})] });
const six = [1, 2, 3, 4, 5, 6].map(n => member(`billing-${n}`, [`orders-${n - 1}`]));
const seventh = member('billing-7', []);

diagnosisTest(idleMembers, {
  finds: [
    {
      when: 'there are more members than partitions',
      snapshot: seen([...six, seventh]),
      subject: 'orders-billing',
      severity: 'information',
      confidence: 'proven',
      figures: { idle: ['billing-7'], members: 7, partitions: 6, assignor: 'range' },
      facts: ['members-share-partitions', 'member-owns-nothing'],
      says: 'billing-7 owns no partition. Seven members share six partitions: one is left over.',
    },
    {
      when: 'the assignor leaves one without, although there are partitions enough',
      snapshot: seen([member('billing-1', ['orders-0', 'orders-1']), member('billing-2', [])]),
      subject: 'orders-billing',
      severity: 'information',
      says: 'There are partitions enough (2 for 2 members)',
    },
    {
      when: 'members share one client id: each has a name of its own',
      snapshot: seen([member('kafkajs', ['orders-0'], { memberId: 'kafkajs-aaaa' }), member('kafkajs', [], { memberId: 'kafkajs-bbbb' })]),
      subject: 'orders-billing',
      severity: 'information',
      figures: { idle: ['kafkajs …bbbb'] },
    },
  ],
  staysQuiet: [
    { when: 'every member owns something', snapshot: seen(six) },
    { when: 'the group rebalances', snapshot: seen([...six, seventh], { groupState: 'CompletingRebalance' }) },
    {
      when: 'what the members own could not be read',
      snapshot: seen([member('billing-1', [], { assignment: unknown({ kind: 'unsupported', code: 'OTHER_PROTOCOL' }) })]),
    },
    {
      when: 'it is about to get something (KIP-848)',
      snapshot: seen([{ ...seventh, targetAssignment: [{ topic: 'orders', partition: 6 }] }, ...six], { groupType: 'consumer' }),
    },
    { when: 'they are standbys of Kafka Streams', snapshot: seen([...six, seventh], { assignor: 'stream' }) },
    { when: 'share group members own partitions together', snapshot: seen([...six, seventh], { groupType: 'share', protocolType: '' }) },
    { when: 'nobody is in the group', snapshot: seen([]) },
  ],
});
