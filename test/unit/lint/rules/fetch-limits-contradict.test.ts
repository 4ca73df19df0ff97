import { fetchLimitsContradict } from '../../../../src/lint/rules/fetch-limits-contradict.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer librdkafka\n';

lintTest(fetchLimitsContradict, {
  finds: [
    {
      when: 'a fetch may be smaller than a message, whose limit is the default',
      text: `${consumer}fetch.max.bytes=500000\n`,
      at: '500000',
      figures: { other: 'message.max.bytes', otherWritten: false, needs: 1_000_000 },
      says: 'because of message.max.bytes (the default)',
      fixed: consumer,
    },
    {
      when: 'an answer may be smaller than a fetch',
      text: `${consumer}receive.message.max.bytes=1000000\n`,
      at: '1000000',
      figures: { other: 'fetch.max.bytes', needs: 52_429_312 },
    },
    {
      when: 'there is no room for the rest of an answer',
      text: `${consumer}fetch.max.bytes=2000000\nreceive.message.max.bytes=2000511\n`,
      at: '2000511',
    },
  ],
  staysQuiet: [
    { when: 'each contains the next', text: `${consumer}fetch.max.bytes=2000000\nreceive.message.max.bytes=2000512\n` },
    { when: 'only the inner one is large: the others are raised', text: `${consumer}message.max.bytes=60000000\n` },
    { when: 'a placeholder stands for one', text: `${consumer}fetch.max.bytes=\${MAX}\nmessage.max.bytes=3000000\n` },
    { when: 'it is a Java consumer', text: '# kafka: consumer java\nfetch.max.bytes=500000\n' },
  ],
});
