import { latestOnNewGroup } from '../../../../src/lint/rules/latest-on-new-group.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(latestOnNewGroup, {
  finds: [
    {
      when: 'a group with automatic commits starts at the end',
      text: `${consumer}group.id=billing\nauto.offset.reset=latest\n`,
      at: 'latest',
      says: '“billing”',
    },
  ],
  staysQuiet: [
    { when: 'nobody wrote it', text: `${consumer}group.id=billing\n` },
    { when: 'the program commits', text: `${consumer}group.id=billing\nauto.offset.reset=latest\nenable.auto.commit=false\n` },
    { when: 'it starts at the beginning', text: `${consumer}group.id=billing\nauto.offset.reset=earliest\n` },
  ],
});
