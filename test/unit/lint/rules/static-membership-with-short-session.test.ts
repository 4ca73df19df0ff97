import { staticMembershipWithShortSession } from '../../../../src/lint/rules/static-membership-with-short-session.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(staticMembershipWithShortSession, {
  finds: [
    {
      when: 'a restart takes longer than the session',
      text: `${consumer}group.instance.id=billing-1\nsession.timeout.ms=10000\n`,
      at: '10000',
    },
  ],
  staysQuiet: [
    { when: 'the session covers a restart', text: `${consumer}group.instance.id=billing-1\nsession.timeout.ms=60000\n` },
    { when: 'the member is dynamic', text: `${consumer}session.timeout.ms=10000\n` },
    { when: 'nobody wrote the session', text: `${consumer}group.instance.id=billing-1\n` },
  ],
});
