import { commitIntervalWithoutAutoCommit } from '../../../../src/lint/rules/commit-interval-without-auto-commit.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(commitIntervalWithoutAutoCommit, {
  finds: [
    {
      when: 'automatic commits are off',
      text: `${consumer}enable.auto.commit=false\nauto.commit.interval.ms=1000\ngroup.id=a\n`,
      at: 'auto.commit.interval.ms',
      fixed: `${consumer}enable.auto.commit=false\ngroup.id=a\n`,
    },
  ],
  staysQuiet: [
    { when: 'they are on', text: `${consumer}enable.auto.commit=true\nauto.commit.interval.ms=1000\n` },
    { when: 'a placeholder decides', text: `${consumer}enable.auto.commit=\${AUTO}\nauto.commit.interval.ms=1000\n` },
  ],
});
