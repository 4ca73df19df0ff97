import { assignorMixed } from '../../../../src/lint/rules/assignor-mixed.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(assignorMixed, {
  finds: [
    {
      when: 'librdkafka refuses both kinds together, in any order',
      text: '# kafka: consumer librdkafka\npartition.assignment.strategy=range,cooperative-sticky\n',
      at: 'range,cooperative-sticky',
      severity: 'error',
      says: 'refuses to start with both',
    },
    {
      when: 'an eager assignor stands behind the cooperative one',
      text: `${consumer}partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor, org.apache.kafka.clients.consumer.RangeAssignor\n`,
      at: 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor, org.apache.kafka.clients.consumer.RangeAssignor',
      figures: { eager: 'RangeAssignor' },
    },
  ],
  staysQuiet: [
    { when: 'librdkafka’s are all eager', text: '# kafka: consumer librdkafka\npartition.assignment.strategy=range,roundrobin\n' },
    {
      when: 'it is the default, the first step of a change over',
      text: `${consumer}partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor,org.apache.kafka.clients.consumer.CooperativeStickyAssignor\n`,
    },
    {
      when: 'it stands alone',
      text: `${consumer}partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor\n`,
    },
    {
      when: 'all are eager',
      text: `${consumer}partition.assignment.strategy=org.apache.kafka.clients.consumer.StickyAssignor,org.apache.kafka.clients.consumer.RangeAssignor\n`,
    },
  ],
});
