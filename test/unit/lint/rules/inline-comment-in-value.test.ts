import { inlineCommentInValue } from '../../../../src/lint/rules/inline-comment-in-value.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(inlineCommentInValue, {
  finds: [
    {
      when: 'a number has one behind it',
      text: `${consumer}session.timeout.ms=45000   # 45 s\n`,
      at: '# 45 s',
      severity: 'error',
      fixed: `${consumer}# 45 s\nsession.timeout.ms=45000\n`,
    },
    {
      when: 'a name has one behind it',
      text: `${consumer}group.id=billing // the old one\n`,
      at: '// the old one',
      fixed: `${consumer}# the old one\ngroup.id=billing\n`,
    },
    {
      when: 'the file has Windows line ends',
      text: '# kafka: consumer\r\nmax.poll.records=5 # few\r\n',
      at: '# few',
      severity: 'error',
      fixed: '# kafka: consumer\r\n# few\r\nmax.poll.records=5\r\n',
    },
    {
      when: 'it is a direction of a mirror',
      text: 'clusters=a,b\na.bootstrap.servers=a:9092\na->b.enabled=false # passive\n',
      at: '# passive',
      severity: 'error',
    },
  ],
  staysQuiet: [
    { when: 'no blank divides it', text: `${consumer}group.id=billing#1\nschema.registry.url=http://r:8081\n` },
    { when: 'a password may hold one', text: `${consumer}ssl.key.password=a # b\n` },
    { when: 'the key is an application’s', text: `${consumer}color=dark # blue\n` },
  ],
});
