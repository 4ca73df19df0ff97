import { pollIntervalTooShort } from '../../../../src/lint/rules/poll-interval-too-short.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(pollIntervalTooShort, {
  finds: [
    {
      when: 'a pause of 5 s is enough to be thrown out',
      text: `${consumer}max.poll.interval.ms=5000\n`,
      at: '5000',
      says: 'does not lower latency',
      fixed: `${consumer}max.poll.interval.ms=300000\n`,
    },
  ],
  staysQuiet: [
    { when: 'ten seconds are left', text: `${consumer}max.poll.interval.ms=10000\n` },
    {
      when: 'it is below a written session, which another rule says',
      text: `${consumer}max.poll.interval.ms=5000\nsession.timeout.ms=10000\n`,
    },
    { when: 'seconds were meant, which another rule says', text: `${consumer}max.poll.interval.ms=300\n` },
  ],
});
