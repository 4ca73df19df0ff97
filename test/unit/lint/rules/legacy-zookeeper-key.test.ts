import { legacyZookeeperKey } from '../../../../src/lint/rules/legacy-zookeeper-key.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(legacyZookeeperKey, {
  finds: [
    {
      when: 'a consumer names ZooKeeper',
      text: `${consumer}zookeeper.connect=zk:2181\n`,
      at: 'zookeeper.connect',
      figures: { replacedBy: 'bootstrap.servers' },
    },
    {
      when: 'only the name has changed',
      text: `${consumer}fetch.message.max.bytes=1000\n`,
      at: 'fetch.message.max.bytes',
      fixed: `${consumer}max.partition.fetch.bytes=1000\n`,
    },
    {
      when: 'it begins like a prefix',
      text: 'metadata.broker.list=b:9092\nproducer.type=async\n',
      at: ['metadata.broker.list', 'producer.type'],
    },
  ],
  staysQuiet: [{ when: 'the name lived on', text: `${consumer}group.id=a\nauto.commit.interval.ms=1000\nrequest.timeout.ms=1000\n` }],
});
