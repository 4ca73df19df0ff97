import { topicPatternMatches } from '../../../../src/lint/rules/topic-pattern-matches.ts';
import { asked, liveLintTest, topic } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\ngroup.id=orders-billing\n';
const cluster = asked({ topics: ['orders-eu', 'orders-us', 'orders-eu-retry', 'payments', '__consumer_offsets'].map(name => topic(name)) });

liveLintTest(topicPatternMatches, {
  page: cluster,
  finds: [
    {
      when: 'it takes a topic for retries too',
      text: `${consumer}topic.pattern=orders-.*\n`,
      cluster,
      at: 'orders-.*',
      severity: 'information',
      figures: { matches: 3, unintended: ['orders-eu-retry'] },
      says: 'also takes orders-eu-retry (three topics in all)',
    },
    {
      when: 'it takes nothing, for Java wants the whole name to match',
      text: `${consumer}topic.pattern=orders\n`,
      cluster,
      at: 'orders',
      severity: 'warning',
      says: 'No topic matches',
    },
    {
      when: 'all is as it looks, which is worth a hint',
      text: `${consumer}topic.pattern=orders-(eu|us)\n`,
      cluster,
      at: 'orders-(eu|us)',
      severity: 'hint',
      says: 'takes two topics at the moment: orders-eu and orders-us',
    },
    {
      when: 'librdkafka searches for what stands behind ^',
      text: '# kafka: consumer librdkafka\ngroup.id=a\ntopic.pattern=^pay\n',
      cluster,
      at: '^pay',
      severity: 'hint',
      figures: { names: ['payments'] },
    },
  ],
  staysQuiet: [
    { when: 'the pattern cannot be read', text: `${consumer}topic.pattern=orders-(eu\n`, cluster },
    { when: 'it could take for ever', text: `${consumer}topic.pattern=(o+r*)+x\n`, cluster },
    { when: 'it could take for ever, in a form that is harder to see', text: `${consumer}topic.pattern=((o|or|[a-z])+)*x\n`, cluster },
    { when: 'a placeholder stands for it', text: `${consumer}topic.pattern=\${PATTERN}\n`, cluster },
    { when: 'it is a name to librdkafka', text: '# kafka: consumer librdkafka\ngroup.id=a\ntopic.pattern=pay.*\n', cluster },
  ],
});
