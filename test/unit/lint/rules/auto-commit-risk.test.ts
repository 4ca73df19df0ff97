import { autoCommitRisk } from '../../../../src/lint/rules/auto-commit-risk.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(autoCommitRisk, {
  finds: [
    {
      when: 'somebody who reads only committed transactions leaves the commits to the interval',
      text: `${consumer}isolation.level=read_committed\nenable.auto.commit=true\n`,
      at: 'true',
      fixed: `${consumer}isolation.level=read_committed\nenable.auto.commit=false\n`,
    },
  ],
  staysQuiet: [
    { when: 'automatic commits are all that is known', text: `${consumer}enable.auto.commit=true\n` },
    { when: 'nobody wrote the automatic commit', text: `${consumer}isolation.level=read_committed\n` },
    { when: 'it is off', text: `${consumer}isolation.level=read_committed\nenable.auto.commit=false\n` },
  ],
});
