import { keyOfAnotherRole } from '../../../../src/lint/rules/key-of-another-role.ts';
import { lintTest } from '../../../support/lintTest.ts';

lintTest(keyOfAnotherRole, {
  finds: [
    {
      when: "a producer's file has a consumer's setting",
      text: 'acks=all\nbootstrap.servers=b:9092\nlinger.ms=5\nenable.auto.commit=false\n',
      fileName: 'producer.properties',
      at: 'enable.auto.commit',
      figures: { owner: 'consumer', role: 'producer' },
    },
    {
      when: "it is a broker's",
      text: '# kafka: producer\nacks=all\nunclean.leader.election.enable=false\n',
      at: 'unclean.leader.election.enable',
      figures: { owner: 'broker' },
    },
    { when: "it is a topic's", text: '# kafka: consumer\nretention.ms=1000\n', at: 'retention.ms', figures: { owner: 'topic' } },
    {
      when: "every client's file has a broker's",
      text: '# kafka: client\nsecurity.protocol=SSL\nssl.client.auth=required\n',
      at: 'ssl.client.auth',
      says: 'a client ignores it',
    },
    {
      when: 'a worker does not hand it on without a prefix',
      text: 'bootstrap.servers=b:9092\noffset.storage.topic=o\nmax.poll.records=10\n',
      at: 'max.poll.records',
      figures: { instead: 'consumer.max.poll.records' },
      fixed: 'bootstrap.servers=b:9092\noffset.storage.topic=o\nconsumer.max.poll.records=10\n',
    },
  ],
  staysQuiet: [
    {
      when: 'both share a file',
      text: 'bootstrap.servers=b:9092\nkey.serializer=a.B\nkey.deserializer=a.B\nenable.auto.commit=true\n',
      fileName: 'kafka.properties',
    },
    {
      when: 'an application makes its topics',
      text: '# kafka: client\nbootstrap.servers=b:9092\nreplication.factor=3\nmin.insync.replicas=2\n',
    },
    { when: 'a Streams application hands it on', text: '# kafka: streams\napplication.id=a\nmax.poll.records=10\nacks=all\n' },
    { when: 'the name is anybody’s', text: '# kafka: consumer\ntopics=a,b\nname=x\nport=1\nhost.name=h\n' },
  ],
});
