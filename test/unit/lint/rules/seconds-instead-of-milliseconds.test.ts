import { secondsInsteadOfMilliseconds } from '../../../../src/lint/rules/seconds-instead-of-milliseconds.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(secondsInsteadOfMilliseconds, {
  finds: [
    {
      when: 'a session is 45 ms long',
      text: `${consumer}session.timeout.ms=45\n`,
      at: '45',
      fixed: `${consumer}session.timeout.ms=45000\n`,
      says: 'For 45 s write 45000.',
    },
    {
      when: 'a poll interval is its default in seconds',
      text: `${consumer}max.poll.interval.ms=300\n`,
      at: '300',
      figures: { asMs: 300_000 },
    },
    { when: 'a request has 30 ms', text: '# kafka: producer\nrequest.timeout.ms=30\n', at: '30' },
  ],
  staysQuiet: [
    { when: 'milliseconds are usual for it', text: '# kafka: producer\nlinger.ms=5\nretry.backoff.ms=100\n' },
    { when: 'it is a plausible number of milliseconds', text: `${consumer}auto.commit.interval.ms=100\nheartbeat.interval.ms=500\n` },
    { when: 'it is off', text: '# kafka: producer\nmax.block.ms=0\n' },
  ],
});
