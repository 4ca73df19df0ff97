import { fetchMinUnreachable } from '../../../../src/lint/rules/fetch-min-unreachable.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(fetchMinUnreachable, {
  finds: [
    {
      when: 'no answer can be so large',
      text: `${consumer}fetch.min.bytes=104857600\n`,
      at: '104857600',
      figures: { limit: 'answer', maxBytes: 52_428_800, waitMs: 500 },
    },
    {
      when: 'no partition gives so much',
      text: `${consumer}fetch.min.bytes=2097152\n`,
      at: '2097152',
      severity: 'information',
      figures: { limit: 'partition' },
    },
  ],
  staysQuiet: [
    { when: 'it is what a partition can give', text: `${consumer}fetch.min.bytes=1048576\n` },
    { when: 'the limits were raised with it', text: `${consumer}fetch.min.bytes=2097152\nmax.partition.fetch.bytes=4194304\n` },
  ],
});
