import { topicPatternUnescapedDot } from '../../../../src/lint/rules/topic-pattern-unescaped-dot.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(topicPatternUnescapedDot, {
  finds: [
    {
      when: 'a version is divided by a dot',
      text: `${consumer}topic.pattern=orders.v1|orders.v2\n`,
      at: '.',
      figures: { alsoTakes: 'orders-v1' },
      fixed: `${consumer}topic.pattern=orders\\\\.v1|orders\\\\.v2\n`,
    },
  ],
  staysQuiet: [
    { when: 'it is a name to librdkafka', text: '# kafka: consumer librdkafka\ngroup.id=a\ntopic.pattern=orders.v1\n' },
    { when: 'it is escaped', text: `${consumer}topic.pattern=orders\\\\.v1\n` },
    { when: 'it is a wildcard', text: `${consumer}topic.pattern=orders-.*\n` },
    { when: 'its only backslash is lost, which another rule says', text: `${consumer}topic.pattern=orders\\.v1\n` },
    { when: 'the key holds names, not a pattern', text: `${consumer}topics=orders.v1\n` },
  ],
});
