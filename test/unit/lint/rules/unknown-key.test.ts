import { unknownKey } from '../../../../src/lint/rules/unknown-key.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(unknownKey, {
  finds: [
    {
      when: 'librdkafka does not start with it',
      text: '# kafka: consumer librdkafka\nsesion.timeout.ms=30000\n',
      at: 'sesion.timeout.ms',
      severity: 'error',
      says: 'refuses to start',
    },
    {
      when: 'a space of no width came with it from a web page, which is named',
      text: `${consumer}session.timeout\u200b.ms=30000\n`,
      at: 'session.timeout\u200b.ms',
      says: 'session.timeout⟨U+200B⟩.ms. Did you mean session.timeout.ms?',
      fixed: `${consumer}session.timeout.ms=30000\n`,
    },
    {
      when: 'letters are missing',
      text: `${consumer}session.timout.ms=30000\n`,
      at: 'session.timout.ms',
      figures: { suggestion: 'session.timeout.ms' },
      fixed: `${consumer}session.timeout.ms=30000\n`,
    },
    {
      when: 'the unit is missing',
      text: `${consumer}max.poll.interval=30000\n`,
      at: 'max.poll.interval',
      figures: { suggestion: 'max.poll.interval.ms' },
    },
    {
      when: 'the words are in another order',
      text: `${consumer}auto.enable.commit=true\n`,
      at: 'auto.enable.commit',
      figures: { suggestion: 'enable.auto.commit' },
    },
    {
      when: 'it is spelled as in code',
      text: `${consumer}sessionTimeoutMs=30000\n`,
      at: 'sessionTimeoutMs',
      figures: { suggestion: 'session.timeout.ms' },
    },
    {
      when: "it stands under a worker's prefix",
      text: 'offset.storage.topic=o\nconsumer.max.pol.records=5\n',
      at: 'consumer.max.pol.records',
      figures: { suggestion: 'consumer.max.poll.records' },
      fixed: 'offset.storage.topic=o\nconsumer.max.poll.records=5\n',
    },
  ],
  staysQuiet: [
    { when: 'the application has keys of its own', text: `${consumer}poll.timeout.ms=300\ntopic=orders\nretry.count=3\n` },
    { when: 'a serializer reads it', text: `${consumer}schema.registry.url=http://r:8081\nspecific.avro.reader=true\n` },
    { when: 'a connector brings its own', text: 'connector.class=Sink\nconnection.url=jdbc:x\ntopic=a\n' },
    { when: 'it is known', text: `${consumer}session.timeout.ms=30000\n` },
  ],
});
