import { permissionMissing } from '../../../../src/lint/rules/permission-missing.ts';
import { asked, liveLintTest, refused, topic } from '../../../support/liveLintTest.ts';

const login = (user: string) =>
  `security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="\${PASSWORD}";\n`;
const consumer = `# kafka: consumer\n${login('alice')}`;
const cluster = asked(
  {
    topics: [topic('orders'), topic('payments')],
    topicOperations: [
      { name: 'orders', operations: ['READ', 'DESCRIBE'] },
      { name: 'payments', operations: ['DESCRIBE'] },
    ],
    groupOperations: {
      items: [{ name: 'orders-billing', operations: ['READ', 'DESCRIBE'] }],
      missing: [
        {
          subject: 'payments-audit',
          reason: { kind: 'failure', failure: { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED', subject: 'payments-audit' } },
        },
      ],
    },
  },
  'alice',
);

liveLintTest(permissionMissing, {
  page: cluster,
  finds: [
    {
      when: 'a topic may be seen and not read',
      text: `${consumer}topic=payments\n`,
      cluster,
      at: 'payments',
      says: '“alice” may not READ',
    },
    {
      when: 'the group is not even to be seen',
      text: `${consumer}group.id=payments-audit\ntopic=orders\n`,
      cluster,
      at: 'payments-audit',
      figures: { on: 'group', operation: 'READ' },
      notChecked: ['payments-audit'],
    },
    {
      when: 'a producer may only read',
      text: `# kafka: producer\n${login('alice')}topic=orders\n`,
      cluster,
      at: 'orders',
      figures: { operation: 'WRITE' },
    },
    {
      when: 'a topic is out of sight',
      text: `${consumer}topic=secrets\n`,
      cluster: asked({ topics: refused('secrets', { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED' }) }, 'alice'),
      at: 'secrets',
      notChecked: ['secrets'],
    },
  ],
  staysQuiet: [
    { when: 'all is allowed', text: `${consumer}group.id=orders-billing\ntopic=orders\n`, cluster },
    {
      when: 'only a topic of other members is out of sight',
      text: `${consumer}group.id=orders-billing\n`,
      cluster: asked(
        {
          groupOperations: refused('orders-billing', { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', subject: 'orders-billing' }),
        },
        'alice',
      ),
      notChecked: ['orders-billing'],
    },
    { when: 'somebody else asked', text: `# kafka: consumer\n${login('bob')}topic=payments\n`, cluster },
    { when: 'the file does not say who logs in', text: `# kafka: consumer\n${login('${USER}')}topic=payments\n`, cluster },
  ],
});
