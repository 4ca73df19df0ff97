import { sessionOutsideBrokerLimits } from '../../../../src/lint/rules/session-outside-broker-limits.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(sessionOutsideBrokerLimits, {
  finds: [
    {
      when: 'it is below what brokers take',
      text: `${consumer}session.timeout.ms=900\n`,
      at: '900',
      figures: { side: 'below', limitMs: 6000 },
      says: 'INVALID_SESSION_TIMEOUT',
    },
    { when: 'it is above what brokers take', text: `${consumer}session.timeout.ms=3600000\n`, at: '3600000', figures: { side: 'above' } },
  ],
  staysQuiet: [
    { when: 'it is exactly the lowest', text: `${consumer}session.timeout.ms=6000\n` },
    { when: 'nobody wrote it', text: `${consumer}heartbeat.interval.ms=1000\n` },
    { when: 'the broker decides', text: `${consumer}group.protocol=consumer\nsession.timeout.ms=900\n` },
    { when: 'seconds were meant, which another rule says', text: `${consumer}session.timeout.ms=30\n` },
  ],
});
