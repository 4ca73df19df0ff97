import { pollIntervalBelowSession } from '../../../../src/lint/rules/poll-interval-below-session.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(pollIntervalBelowSession, {
  finds: [
    {
      when: 'librdkafka refuses it, also below the default session',
      text: '# kafka: consumer librdkafka\nmax.poll.interval.ms=30000\n',
      at: '30000',
      severity: 'error',
      says: '45,000 ms (45 s) (the default): librdkafka refuses to start',
    },
    {
      when: 'both are written',
      text: `${consumer}session.timeout.ms=45000\nmax.poll.interval.ms=30000\n`,
      at: '30000',
      figures: { pollMs: 30_000, sessionMs: 45_000 },
    },
  ],
  staysQuiet: [
    { when: 'the session is the default', text: `${consumer}max.poll.interval.ms=30000\n` },
    { when: 'they are equal', text: `${consumer}session.timeout.ms=45000\nmax.poll.interval.ms=45000\n` },
    { when: 'seconds were meant, which another rule says', text: `${consumer}session.timeout.ms=45000\nmax.poll.interval.ms=300\n` },
  ],
});
