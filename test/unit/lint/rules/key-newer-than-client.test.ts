import { keyNewerThanClient } from '../../../../src/lint/rules/key-newer-than-client.ts';
import { lintTest } from '../../../support/lintTest.ts';

lintTest(keyNewerThanClient, {
  finds: [
    {
      when: 'the first line names an older client',
      text: '# kafka: consumer java 3.5\ngroup.protocol=consumer\n',
      at: 'group.protocol',
      figures: { since: '3.7', version: '3.5' },
    },
  ],
  staysQuiet: [
    { when: 'the client is new enough', text: '# kafka: consumer java 3.7.1\ngroup.protocol=consumer\n' },
    { when: 'no version is named', text: '# kafka: consumer\ngroup.protocol=consumer\n' },
  ],
});
