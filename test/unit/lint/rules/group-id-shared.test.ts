import { groupIdShared } from '../../../../src/lint/rules/group-id-shared.ts';
import { workspaceLintTest } from '../../../support/workspaceLintTest.ts';

const consumer = (groupId: string, more = '') => `# kafka: consumer\ngroup.id=${groupId}\n${more}`;

workspaceLintTest(groupIdShared, {
  finds: [
    {
      when: 'two applications use one group',
      files: { 'billing/consumer.properties': consumer('orders'), 'shipping/config/prod/consumer.properties': consumer('orders') },
      at: { 'billing/consumer.properties': 'orders', 'shipping/config/prod/consumer.properties': 'orders' },
      says: 'billing/consumer.properties uses the group “orders” too',
    },
    {
      when: 'they read different topics',
      files: {
        'services/billing/consumer.properties': consumer('orders', 'topic=orders\n'),
        'services/shipping/consumer.properties': consumer('orders', 'topic=parcels\n'),
      },
      at: { 'services/billing/consumer.properties': 'orders', 'services/shipping/consumer.properties': 'orders' },
      severity: 'warning',
      says: 'for other topics',
    },
  ],
  staysQuiet: [
    {
      when: 'they are the environments of one application',
      files: {
        'billing/config/dev/consumer.properties': consumer('orders'),
        'billing/config/prod/consumer.properties': consumer('orders'),
      },
    },
    {
      when: 'one is what the build copied',
      files: {
        'billing/src/main/resources/consumer.properties': consumer('orders'),
        'out/classes/consumer.properties': consumer('orders'),
      },
    },
    {
      when: 'somebody tries both out on this machine',
      files: {
        'billing/consumer.properties': consumer('orders', 'bootstrap.servers=localhost:9092\n'),
        'shipping/consumer.properties': consumer('orders', 'bootstrap.servers=localhost:9092\n'),
      },
    },
    {
      when: 'they are on different clusters',
      files: {
        'billing/consumer.properties': consumer('orders', 'bootstrap.servers=east:9092\n'),
        'shipping/consumer.properties': consumer('orders', 'bootstrap.servers=west:9092\n'),
      },
    },
    {
      when: 'a placeholder stands for the group',
      files: { 'billing/consumer.properties': consumer('${GROUP}'), 'shipping/consumer.properties': consumer('${GROUP}') },
    },
    {
      when: 'the folder is within the other application',
      files: { 'billing/consumer.properties': consumer('orders'), 'billing/tools/consumer.properties': consumer('orders') },
    },
  ],
});
