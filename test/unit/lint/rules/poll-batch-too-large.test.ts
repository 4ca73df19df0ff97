import { pollBatchTooLarge } from '../../../../src/lint/rules/poll-batch-too-large.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(pollBatchTooLarge, {
  finds: [
    {
      when: 'each record may take 3 ms',
      text: `${consumer}max.poll.records=100000\n`,
      at: '100000',
      figures: { perRecordMs: 3 },
      says: '3.0 ms a record',
    },
    { when: 'the poll interval is short', text: `${consumer}max.poll.records=20000\nmax.poll.interval.ms=60000\n`, at: '20000' },
  ],
  staysQuiet: [
    { when: 'each record may take 30 ms', text: `${consumer}max.poll.records=10000\n` },
    { when: 'nobody wrote the number of records', text: `${consumer}max.poll.interval.ms=2000\n` },
  ],
});
