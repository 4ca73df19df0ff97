import { valueOutOfRange } from '../../../../src/lint/rules/value-out-of-range.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(valueOutOfRange, {
  finds: [
    { when: 'it is below the least', text: `${consumer}max.poll.records=0\n`, at: '0', figures: { min: 1 }, says: 'at least 1' },
    {
      when: 'it does not fit the type',
      text: `${consumer}session.timeout.ms=99999999999\n`,
      at: '99999999999',
      figures: { max: 2_147_483_647 },
    },
    { when: 'it is above the most', text: '# kafka: producer\ncompression.zstd.level=30\n', at: '30', says: 'between −131,072 and 22' },
  ],
  staysQuiet: [
    { when: 'it is the least', text: `${consumer}max.poll.records=1\nfetch.min.bytes=0\n` },
    { when: 'a long may be as large', text: '# kafka: producer\nbuffer.memory=99999999999\n' },
  ],
});
