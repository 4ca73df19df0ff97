import { batchSizeTiny } from '../../../../src/lint/rules/batch-size-tiny.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(batchSizeTiny, {
  finds: [{ when: 'kilobytes were meant', text: `${producer}batch.size=16\n`, at: '16', fixed: `${producer}batch.size=16384\n` }],
  staysQuiet: [
    { when: 'batching is off on purpose', text: `${producer}batch.size=0\n` },
    { when: 'it is small', text: `${producer}batch.size=1024\n` },
  ],
});
