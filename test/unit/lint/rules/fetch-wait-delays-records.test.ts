import { fetchWaitDelaysRecords } from '../../../../src/lint/rules/fetch-wait-delays-records.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(fetchWaitDelaysRecords, {
  finds: [
    {
      when: 'a quiet topic makes records wait for 20 s',
      text: `${consumer}fetch.min.bytes=65536\nfetch.max.wait.ms=20000\n`,
      at: '20000',
      says: 'up to 20,000 ms (20 s)',
    },
    {
      when: 'librdkafka spells it its own way',
      text: '# kafka: consumer librdkafka\nfetch.min.bytes=65536\nfetch.wait.max.ms=20000\n',
      at: '20000',
    },
  ],
  staysQuiet: [
    { when: 'the wait is short', text: `${consumer}fetch.min.bytes=65536\nfetch.max.wait.ms=1000\n` },
    { when: 'one byte is enough', text: `${consumer}fetch.min.bytes=1\nfetch.max.wait.ms=20000\n` },
    { when: 'the request would time out before', text: `${consumer}fetch.min.bytes=65536\nfetch.max.wait.ms=30000\n` },
  ],
});
