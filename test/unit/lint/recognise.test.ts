import assert from 'node:assert/strict';
import { lint } from '../../../src/lint/lint.ts';

const roles = async (text: string, fileName = ''): Promise<string[]> =>
  (await lint(text, { fileName })).configurations.map(({ label, role }) => (label === '' ? role : `${label}: ${role}`));

describe('a file is recognised by what it contains', () => {
  const clients: readonly (readonly [what: string, text: string, roles: string[], fileName?: string])[] = [
    ['a consumer', 'bootstrap.servers=a:9092\ngroup.id=g\n', ['consumer']],
    ['a consumer without brokers', 'group.id=g\nenable.auto.commit=false\nsession.timeout.ms=30000\n', ['consumer']],
    ['a producer', 'bootstrap.servers=a:9092\nacks=all\n', ['producer']],
    ['a client that does not say which', 'bootstrap.servers=a:9092\nsecurity.protocol=SSL\n', ['client']],
    ['the same, by its name', 'bootstrap.servers=a:9092\n', ['producer'], 'conf/producer.properties'],
    ['settings for both', 'bootstrap.servers=a:9092\nacks=all\ngroup.id=g\n', ['client']],
    [
      'a producer’s file with a stray key',
      'bootstrap.servers=a:9092\nacks=all\nlinger.ms=1\ngroup.id=g\n',
      ['producer'],
      'producer.properties',
    ],
    ['an application with keys of its own', 'bootstrap.servers=a:9092\ntopic=t\npool=5\nurl=jdbc:x\ncolor=red\n', ['client']],
    ['a ZooKeeper-era consumer', 'zookeeper.connect=z:2181\ngroup.id=g\n', ['consumer'], 'consumer.properties'],
    ['Streams', 'application.id=a\nbootstrap.servers=a:9092\n', ['streams']],
    [
      'Streams with settings for its consumers',
      'application.id=a\nbootstrap.servers=a:9092\nmain.consumer.max.poll.records=5\n',
      ['streams', 'main.consumer: consumer'],
    ],
    ['a Connect worker and its clients', 'group.id=c\noffset.storage.topic=o\nproducer.acks=1\n', ['connect', 'producer: producer']],
    [
      'a connector',
      'name=s\nconnector.class=S\ntopics=a\nconsumer.override.max.poll.records=5\n',
      ['connector', 'consumer.override: consumer'],
    ],
    ['MirrorMaker', 'clusters=a,b\na.bootstrap.servers=a:9092\na->b.enabled=true\n', ['mirror', 'a: mirror', 'a->b: mirror']],
    ['settings by kind of client', 'bootstrap.servers=a:9092\nconsumer.group.id=g\n', ['client', 'consumer: consumer']],
    ['what its first line says', '# kafka: producer java 3.9\nsomething=else\n', ['producer']],
  ];
  for (const [what, text, expected, fileName] of clients)
    it(`finds ${what}`, async () => assert.deepEqual(await roles(text, fileName), expected));

  const strangers: readonly (readonly [what: string, text: string])[] = [
    ['a broker', 'broker.id=0\nlisteners=PLAINTEXT://:9092\nlog.dirs=/d\nzookeeper.connect=z:2181\ngroup.initial.rebalance.delay.ms=0\n'],
    ['a KRaft controller', 'process.roles=controller\nnode.id=1\nsecurity.protocol=SSL\nbootstrap.servers=a:9092\n'],
    ['ZooKeeper', 'dataDir=/d\nclientPort=2181\nmaxClientCnxns=0\n'],
    [
      'log4j',
      'log4j.rootLogger=INFO, kafka\nlog4j.appender.kafka=org.apache.kafka.log4jappender.KafkaLog4jAppender\nlog4j.appender.kafka.brokerList=a:9092\n',
    ],
    ['log4j 2', 'rootLogger.level=info\nlogger.kafka.name=org.apache.kafka\nlogger.kafka.level=warn\n'],
    ['Gradle', 'org.gradle.jvmargs=-Xmx1g\nkafkaVersion=3.9.0\ngroup=org.apache.kafka\nversion=1\n'],
    ['a translation', 'group.id=Gruppe\nclient.id=Kunde\nerror.retries=Versuche\nsave=Speichern\ncancel=Abbrechen\n'],
    ['a database pool', 'jdbcUrl=jdbc:x\nretries=3\nbatch.size=100\n'],
    ['a schema registry', 'kafkastore.bootstrap.servers=a:9092\nkafkastore.topic=_schemas\nlisteners=http://0.0.0.0:8081\n'],
    [
      'a program that only uses ZooKeeper',
      'zookeeper.connect=z:2181\nzookeeper.session.timeout.ms=1000\nzookeeper.connection.timeout.ms=1000\n',
    ],
    [
      'a Spring application, which is not judged yet',
      'spring.kafka.bootstrap-servers=a:9092\nspring.kafka.consumer.group-id=g\nserver.port=8080\n',
    ],
    [
      'librdkafka’s settings, which are not judged yet',
      'bootstrap.servers=a:9092\nsasl.mechanisms=PLAIN\nsasl.username=u\nsasl.password=p\n',
    ],
    ['HOCON', 'kafka {\n  bootstrap.servers = "a:9092"\n  consumer {\n    group.id = "g"\n  }\n}\n'],
    ['INI', '[consumer]\nbootstrap.servers=a:9092\nauto.offset.reset=smallest\n'],
    ['JSON', '{\n  "bootstrap.servers": "a:9092",\n  "group.id": "g"\n}\n'],
    ['nothing', ''],
  ];
  for (const [what, text] of strangers)
    it(`leaves alone ${what}`, async () => {
      const { configurations, problems, broken, unusedSuppressions } = await lint(text);
      assert.deepEqual(
        { configurations, problems, broken, unusedSuppressions },
        { configurations: [], problems: [], broken: [], unusedSuppressions: [] },
      );
    });
});
