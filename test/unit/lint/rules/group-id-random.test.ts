import { groupIdRandom } from '../../../../src/lint/rules/group-id-random.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(groupIdRandom, {
  finds: [
    { when: 'Spring draws it', text: `${consumer}group.id=billing-\${random.uuid}\n`, at: 'billing-${random.uuid}' },
    { when: 'the shell draws it', text: `${consumer}group.id=billing-$(uuidgen)\n`, at: 'billing-$(uuidgen)' },
  ],
  staysQuiet: [
    { when: 'a placeholder stands for something fixed', text: `${consumer}group.id=billing-\${ENVIRONMENT}\n` },
    { when: 'the name only speaks of it', text: `${consumer}group.id=random-numbers\n` },
  ],
});
