import { transactionalIdFixed } from '../../../../src/lint/rules/transactional-id-fixed.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(transactionalIdFixed, {
  finds: [{ when: 'every instance reads the same name', text: `${producer}transactional.id=billing\n`, at: 'billing' }],
  staysQuiet: [{ when: 'the deployment makes it unique', text: `${producer}transactional.id=billing-\${HOSTNAME}\n` }],
});
