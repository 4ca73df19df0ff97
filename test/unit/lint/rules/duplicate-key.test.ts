import { duplicateKey } from '../../../../src/lint/rules/duplicate-key.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(duplicateKey, {
  finds: [
    {
      when: 'the last of three wins',
      text: `${consumer}group.id=a\ngroup.id=b\ngroup.id=c\n`,
      at: ['group.id', 'group.id'],
      figures: { times: 3, wins: false },
      fixed: `${consumer}group.id=a\ngroup.id=c\n`,
    },
    {
      when: 'the value is the same',
      text: `${consumer}group.id=a\ngroup.id = a\n`,
      at: 'group.id',
      severity: 'hint',
      fixed: `${consumer}group.id=a\n`,
    },
  ],
  staysQuiet: [
    { when: 'the keys differ', text: `${consumer}group.id=a\nclient.id=a\n` },
    {
      when: 'a worker and its consumers have it each',
      text: 'offset.storage.topic=o\nsecurity.protocol=SSL\nconsumer.security.protocol=PLAINTEXT\n',
    },
  ],
});
