import { topicDoesNotExist } from '../../../../src/lint/rules/topic-does-not-exist.ts';
import { asked, liveLintTest, refused, topic } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\ngroup.id=orders-billing\n';
const cluster = asked({ topics: [topic('orders'), topic('payments')] });

liveLintTest(topicDoesNotExist, {
  page: cluster,
  finds: [
    {
      when: 'the name has a typing error',
      text: `${consumer}app.topic.name=ordres\n`,
      cluster,
      at: 'ordres',
      figures: { similar: ['orders'] },
      says: 'Did you mean orders?',
      fixed: `${consumer}app.topic.name=orders\n`,
    },
    { when: 'one of a list is missing', text: `${consumer}topics=orders, refunds\n`, cluster, at: 'refunds', says: 'may create it' },
  ],
  staysQuiet: [
    { when: 'all are there', text: `${consumer}topics=orders,payments\n`, cluster },
    { when: 'a placeholder stands for the name', text: `${consumer}topic=\${TOPIC}\n`, cluster },
    {
      when: 'the login may not see it',
      text: `${consumer}topic=secrets\n`,
      cluster: asked({
        topics: { ...refused('secrets', { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED' }), items: [topic('orders')] },
      }),
      notChecked: ['secrets'],
    },
    {
      when: 'the cluster did not answer',
      text: `${consumer}topic=orders\n`,
      cluster: asked({ topics: refused('topics', { kind: 'silent' }) }),
      notChecked: ['topics'],
    },
    {
      when: 'it is where a Connect worker keeps its own',
      text: 'group.id=connect\nkey.converter=org.apache.kafka.connect.json.JsonConverter\noffset.storage.topic=connect-offsets\n',
      cluster,
    },
  ],
});
