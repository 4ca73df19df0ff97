import { groupRenamed } from '../../../../src/diagnosis/rules/group-renamed.ts';
import type { ClientFile } from '../../../../src/model/clientFile.ts';
import { known } from '../../../../src/model/failure.ts';
import type { RelatedGroup } from '../../../../src/model/snapshot.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, forbidden, group, member, place, sample } from '../../../support/snapshots.ts';

const renamed = group([member('billing-1', ['orders-0'])], { groupId: 'orders-billing-v2' });
const samples = [sample(0, renamed, { 'orders-0': { committed: null, end: 900n } })];
const other = (groupId: string, overrides: Partial<RelatedGroup> = {}): RelatedGroup => ({
  ...{ groupId, groupState: 'Empty', groupType: 'classic' },
  commits: ['orders-0', 'orders-1'].map(name => ({ ...place(name), committed: known({ offset: 40n, leaderEpoch: 0, metadata: '' }) })),
  ...overrides,
});
const file: ClientFile = {
  ...{ file: 'billing.properties', label: '', library: 'java', role: 'consumer', groupId: 'orders-billing-v2' },
  settings: [{ key: 'auto.offset.reset', value: 'latest', line: 2, meaning: 'offsetReset' }],
};

diagnosisTest(groupRenamed, {
  finds: [
    {
      when: 'a group of a like name, which nobody is in, has commits on its topic',
      snapshot: { samples, relatedGroups: [other('audit'), other('orders-billing')] },
      subject: 'orders-billing-v2',
      severity: 'warning',
      confidence: 'likely',
      figures: { others: ['orders-billing', 'audit'], partitions: 2, isSimilar: true, exists: true, reset: null },
      facts: ['no-commit-of-its-own', 'other-group-has-commits', 'other-group-has-commits'],
      says: 'orders-billing-v2 has no commits: orders-billing, which nobody runs any more, has them.',
    },
    {
      when: 'the workspace’s file says what then decides',
      snapshot: {
        samples,
        relatedGroups: [other('orders-billing')],
        clientFiles: [file],
      },
      subject: 'orders-billing-v2',
      severity: 'warning',
      figures: { reset: 'latest' },
      facts: ['no-commit-of-its-own', 'other-group-has-commits', 'file-says'],
      says: 'With latest, as the file says, all that is there already is skipped.',
    },
    {
      when: 'the group does not exist yet, and a file names it',
      snapshot: { groupId: 'orders-billing-v2', relatedGroups: [other('orders-billing')], clientFiles: [file] },
      subject: 'orders-billing-v2',
      severity: 'warning',
      figures: { exists: false },
    },
    {
      when: 'another name has commits on the same topic: possibly',
      snapshot: { samples, relatedGroups: [other('reporting')] },
      subject: 'orders-billing-v2',
      severity: 'information',
      confidence: 'possible',
    },
  ],
  staysQuiet: [
    {
      when: 'the other group is at work: it is another program',
      snapshot: { samples, relatedGroups: [other('orders-billing', { groupState: 'Stable' })] },
    },
    { when: 'the other group has no commits either', snapshot: { samples, relatedGroups: [other('orders-billing', { commits: [] })] } },
    {
      when: 'nothing uses the name: it is a mistyped one',
      snapshot: { groupId: 'orders-billing-v2', relatedGroups: [other('orders-billing')] },
    },
    { when: 'there is no other', snapshot: { samples } },
    {
      when: 'nobody may see the other groups’ commits',
      snapshot: { samples, missing: { relatedGroups: [failed('groups', forbidden)] } },
      notChecked: ['groups'],
    },
  ],
});
