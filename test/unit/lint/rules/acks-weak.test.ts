import { acksWeak } from '../../../../src/lint/rules/acks-weak.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(acksWeak, {
  finds: [
    { when: 'only the leader answers', text: `${producer}acks=1\n`, at: '1', fixed: `${producer}acks=all\n` },
    { when: 'nobody answers', text: `${producer}acks=0\n`, at: '0', severity: 'warning' },
  ],
  staysQuiet: [
    { when: 'all answer', text: `${producer}acks=-1\n` },
    { when: 'nobody wrote it', text: `${producer}linger.ms=5\n` },
    { when: 'the pair is refused, which another rule says', text: `${producer}acks=1\nenable.idempotence=true\n` },
  ],
});
