import { backoffAboveItsMaximum } from '../../../../src/lint/rules/backoff-above-its-maximum.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(backoffAboveItsMaximum, {
  finds: [
    {
      when: 'no pause ever grows',
      text: `${consumer}retry.backoff.ms=5000\nretry.backoff.max.ms=1000\n`,
      at: '5000',
      says: 'so no pause ever grows',
      fixed: `${consumer}retry.backoff.ms=5000\n`,
    },
    {
      when: 'librdkafka refuses to start',
      text: '# kafka: consumer librdkafka\nreconnect.backoff.ms=5000\nreconnect.backoff.max.ms=1000\n',
      at: '5000',
      severity: 'error',
      says: 'refuses to start',
    },
  ],
  staysQuiet: [
    { when: 'it grows', text: `${consumer}reconnect.backoff.ms=50\nreconnect.backoff.max.ms=1000\n` },
    { when: 'both are the same', text: `${consumer}retry.backoff.ms=1000\nretry.backoff.max.ms=1000\n` },
    { when: 'the maximum is the default', text: `${consumer}retry.backoff.ms=5000\n` },
  ],
});
