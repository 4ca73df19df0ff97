import { removedClass } from '../../../../src/lint/rules/removed-class.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(removedClass, {
  finds: [
    {
      when: 'newer clients have lost it',
      text: `${producer}partitioner.class=org.apache.kafka.clients.producer.internals.DefaultPartitioner\n`,
      at: 'org.apache.kafka.clients.producer.internals.DefaultPartitioner',
      fixed: producer,
    },
    {
      when: 'this client has lost it',
      text: '# kafka: producer java 4.1\npartitioner.class=org.apache.kafka.clients.producer.UniformStickyPartitioner\n',
      at: 'org.apache.kafka.clients.producer.UniformStickyPartitioner',
      severity: 'error',
    },
  ],
  staysQuiet: [
    {
      when: 'this client has it',
      text: '# kafka: producer java 3.9\npartitioner.class=org.apache.kafka.clients.producer.UniformStickyPartitioner\n',
    },
    { when: 'it lives', text: `${producer}partitioner.class=org.apache.kafka.clients.producer.RoundRobinPartitioner\n` },
  ],
});
