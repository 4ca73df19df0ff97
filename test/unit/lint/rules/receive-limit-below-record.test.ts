import { receiveLimitBelowRecord } from '../../../../src/lint/rules/receive-limit-below-record.ts';
import { asked, liveLintTest, topic, topicSettings } from '../../../support/liveLintTest.ts';

const cluster = asked({ topics: [topic('images')], topicConfigs: [topicSettings('images', { 'max.message.bytes': '5242880' })] });

liveLintTest(receiveLimitBelowRecord, {
  page: cluster,
  finds: [
    {
      when: 'librdkafka would drop an answer with one record of the topic',
      text: '# kafka: consumer librdkafka\ntopic=images\nreceive.message.max.bytes=5242880\n',
      cluster,
      at: '5242880',
      figures: { topic: 'images', recordBytes: 5_242_880 },
      says: 'stops its partition for good',
    },
  ],
  staysQuiet: [
    {
      when: 'there is room for its head too',
      text: '# kafka: consumer librdkafka\ntopic=images\nreceive.message.max.bytes=5243392\n',
      cluster,
    },
    {
      when: 'it is a Java consumer, which no limit stops',
      text: '# kafka: consumer java\ntopic=images\nmax.partition.fetch.bytes=1024\nfetch.max.bytes=1024\n',
      cluster,
    },
  ],
});
