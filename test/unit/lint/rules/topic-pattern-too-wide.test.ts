import { topicPatternTooWide } from '../../../../src/lint/rules/topic-pattern-too-wide.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(topicPatternTooWide, {
  finds: [
    {
      when: 'nothing divides the family from the rest',
      text: `${consumer}topic.pattern=log.*\n`,
      at: 'log.*',
      figures: { alsoTakes: 'logfile-backup' },
    },
    { when: 'it takes everything', text: `${consumer}app.topics.regex=^.*$\n`, at: '^.*$', says: 'every topic' },
    { when: "a sink connector's topics are meant", text: 'name=sink\nconnector.class=Sink\ntopics.regex=orders.*\n', at: 'orders.*' },
  ],
  staysQuiet: [
    { when: 'a divider stands before the wildcard', text: `${consumer}topic.pattern=log-.*\n` },
    { when: 'an escaped dot divides', text: `${consumer}topic.pattern=orders\\\\..*\n` },
    { when: 'the alternatives are named', text: `${consumer}topic.pattern=log-(info|error)\n` },
    // Looked through from each of its letters it would take a quarter of an hour.
    { when: 'it is no pattern but half a megabyte of text', text: `${consumer}topic.pattern=${'a'.repeat(500_000)}\n` },
    { when: 'a mirror is meant to take all', text: 'clusters=a,b\na.bootstrap.servers=a:9092\na->b.topics=.*\n' },
  ],
});
