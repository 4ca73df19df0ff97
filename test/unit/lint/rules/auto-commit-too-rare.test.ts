import { autoCommitTooRare } from '../../../../src/lint/rules/auto-commit-too-rare.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(autoCommitTooRare, {
  finds: [
    {
      when: 'ten seconds are repeated after a crash',
      text: `${consumer}auto.commit.interval.ms=10000\n`,
      at: '10000',
      says: '10,000 ms (10 s)',
    },
  ],
  staysQuiet: [
    { when: 'it is the default', text: `${consumer}auto.commit.interval.ms=5000\n` },
    { when: 'automatic commits are off', text: `${consumer}auto.commit.interval.ms=10000\nenable.auto.commit=false\n` },
  ],
});
