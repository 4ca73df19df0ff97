import { groupDoesNotExist } from '../../../../src/diagnosis/rules/group-does-not-exist.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { clientFile } from '../../../support/memberships.ts';
import { failed, group, member, sample } from '../../../support/snapshots.ts';

diagnosisTest(groupDoesNotExist, {
  finds: [
    {
      when: 'the name is misspelled, and offers those that are near',
      snapshot: { groupId: 'orders-biling', groupIds: ['shipping', 'orders-billing', 'ORDERS_BILLING', 'orders-billing-eu', 'orders'] },
      subject: 'orders-biling',
      severity: 'error',
      confidence: 'proven',
      figures: { similar: ['ORDERS_BILLING', 'orders-billing', 'orders-billing-eu'] },
      facts: ['coordinator-does-not-know-it', 'not-in-list'],
      says: 'There is no group orders-biling. Did you mean ORDERS_BILLING?',
    },
    {
      when: 'nothing is near it',
      snapshot: { groupId: 'orders-billing', groupIds: ['shipping', 'ord'] },
      subject: 'orders-billing',
      severity: 'error',
      figures: { similar: [] },
      says: 'There is no group orders-billing.',
    },
    {
      when: 'the list of groups could not be had: the coordinator has said so itself',
      snapshot: { groupId: 'orders-billing', missing: { groupIds: [failed('broker 2', { kind: 'unreachable' })] } },
      subject: 'orders-billing',
      severity: 'error',
      facts: ['coordinator-does-not-know-it'],
    },
    {
      when: 'a file of the workspace has it wait for a topic that does not exist',
      snapshot: {
        groupId: 'orders-billing',
        topicNames: ['refunds'],
        clientFiles: [clientFile({ topic: ['orders.topic', 'orders'], more: ['refunds.topic', 'refunds'] })],
      },
      subject: 'orders-billing',
      severity: 'error',
      figures: { missingTopics: ['orders'] },
      facts: ['coordinator-does-not-know-it', 'file-says', 'topic-is-not-there'],
    },
    {
      when: 'the list of topics leaves some out, so that none is called missing',
      snapshot: {
        groupId: 'orders-billing',
        topicNames: ['refunds'],
        clientFiles: [clientFile({ topic: ['orders.topic', 'orders'] })],
        missing: { topicNames: [failed('topics', { kind: 'forbidden' })] },
      },
      subject: 'orders-billing',
      severity: 'error',
      figures: { missingTopics: [] },
    },
  ],
  staysQuiet: [
    { when: 'it exists', snapshot: { samples: [sample(0, group([member('billing-1', ['orders-0'])]), {})] } },
    {
      when: 'this login may not see the group, so that nobody knows',
      snapshot: {
        groupId: 'orders-billing',
        missing: { group: [failed('orders-billing', { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED' })] },
      },
      notChecked: ['orders-billing'],
    },
  ],
});
