import { groupIdGeneric } from '../../../../src/lint/rules/group-id-generic.ts';
import { lintTest } from '../../../support/lintTest.ts';

lintTest(groupIdGeneric, {
  finds: [
    { when: 'the name comes out of a tutorial', text: 'bootstrap.servers=kafka-1:9092\ngroup.id=my-group\n', at: 'my-group' },
    { when: 'it only has a number', text: 'bootstrap.servers=kafka-1:9092\ngroup.id=consumer-group-1\n', at: 'consumer-group-1' },
  ],
  staysQuiet: [
    { when: 'the name tells its purpose', text: 'bootstrap.servers=kafka-1:9092\ngroup.id=billing-group\n' },
    { when: 'it is a name of somebody’s own, if a short one', text: 'bootstrap.servers=kafka-1:9092\ngroup.id=group1903\n' },
    { when: 'it is the one that Kafka ships', text: 'bootstrap.servers=kafka-1:9092\ngroup.id=test-consumer-group\n' },
    { when: 'all brokers are on this machine', text: 'bootstrap.servers=localhost:9092,127.0.0.1:9093\ngroup.id=my-group\n' },
  ],
});
