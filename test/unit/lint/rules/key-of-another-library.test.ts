import { keyOfAnotherLibrary } from '../../../../src/lint/rules/key-of-another-library.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer librdkafka\nenable.partition.eof=true\nstatistics.interval.ms=5000\n';

lintTest(keyOfAnotherLibrary, {
  finds: [
    {
      when: 'a librdkafka client gets Java’s settings',
      text: `${consumer}ssl.truststore.location=/t.jks\nkey.deserializer=org.apache.kafka.common.serialization.StringDeserializer\n`,
      at: ['ssl.truststore.location', 'key.deserializer'],
      says: 'librdkafka refuses to start',
    },
    {
      when: 'librdkafka has another name for it',
      text: `${consumer}fetch.max.wait.ms=500\n`,
      at: 'fetch.max.wait.ms',
      says: 'There it is called fetch.wait.max.ms',
      fixed: `${consumer}fetch.wait.max.ms=500\n`,
    },
  ],
  staysQuiet: [
    {
      when: 'a Java program has names of its own for the login',
      text: 'bootstrap.servers=a:9093\nsasl.username=me\nsasl.password=${P}\nssl.truststore.location=/t.jks\n',
    },
    { when: 'all are its own, aliases too', text: `${consumer}session.timeout.ms=45000\nsasl.mechanisms=PLAIN\n` },
    { when: 'a schema registry client reads it', text: `${consumer}session.timeout.ms=45000\nschema.registry.url=http://r:8081\n` },
    { when: 'it is a Java client', text: '# kafka: consumer java\nfetch.max.wait.ms=500\n' },
    { when: 'it is an application’s own', text: `${consumer}session.timeout.ms=45000\napp.poll.size=5\n` },
  ],
});
