import { recordLimitAboveTopic } from '../../../../src/lint/rules/record-limit-above-topic.ts';
import { asked, brokerSetting, liveLintTest, topic, topicSettings } from '../../../support/liveLintTest.ts';

const producer = '# kafka: producer\nmax.request.size=10485760\n';
const cluster = asked({
  topics: [topic('orders'), topic('images')],
  topicConfigs: [topicSettings('orders', { 'max.message.bytes': '1048588' }), topicSettings('images', { 'max.message.bytes': '20000000' })],
});

liveLintTest(recordLimitAboveTopic, {
  page: cluster,
  finds: [
    {
      when: 'the topic takes less than the producer sends',
      text: `${producer}topic=orders\n`,
      cluster,
      at: '10485760',
      figures: { topic: 'orders', limitBytes: 1_048_588 },
      says: 'MESSAGE_TOO_LARGE',
    },
    {
      when: 'the file names no topic and the brokers take less',
      text: producer,
      cluster: asked({ brokerConfigs: [brokerSetting('message.max.bytes', '1048588')] }),
      at: '10485760',
      figures: { topic: null },
      says: 'The brokers take',
    },
  ],
  staysQuiet: [
    { when: 'the topic takes more', text: `${producer}topic=images\n`, cluster },
    { when: 'both are the defaults, 12 bytes apart', text: '# kafka: producer\nmax.request.size=1048600\ntopic=orders\n', cluster },
    { when: 'nobody wrote the limit', text: '# kafka: producer\ntopic=orders\n', cluster },
  ],
});
