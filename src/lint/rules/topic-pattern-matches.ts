import { defineLiveRule } from '../live.ts';
import { topicMatcher, topicPatterns } from '../topicPattern.ts';

/** Names that somebody who reads business records seldom means: what retries, failures and backups are kept in. */
const seldomMeant =
  /(^|[._-])(retry|retries|dlq|dlt|dead[._-]?letters?|deadletterqueue|backup|bak|tmp|temp|test|changelog|repartition)([._-]?\d+)?$/i;
/** Most names that are told of each kind. */
const most = 5;

/** Which topics a pattern takes on this cluster, today: none, some that look unintended, or just what was meant (a hint). */
export const topicPatternMatches = defineLiveRule({
  id: 'topic-pattern-matches',
  title: 'What a topic pattern takes on this cluster',
  severity: 'hint',
  needs: ['topics'],
  asks: config => (topicPatterns(config).some(entry => topicMatcher(config, entry) !== undefined) ? { allTopics: true } : undefined),
  *check(config, { topics }) {
    if (topics.items.length === 0 && topics.missing.length > 0) return;
    for (const entry of topicPatterns(config)) {
      const matches = topicMatcher(config, entry);
      if (matches === undefined) continue;
      // Consumers leave Kafka's own topics out (exclude.internal.topics) unless they are told not to.
      const taken = topics.items.filter(({ name, internal }) => !internal && matches(name)).map(({ name }) => name);
      const unintended = taken.filter(name => seldomMeant.test(name) && !seldomMeant.test(familyOf(entry.value)));
      yield {
        range: entry.valueRange,
        severity: taken.length === 0 ? 'warning' : unintended.length > 0 ? 'information' : 'hint',
        figures: {
          pattern: entry.value,
          matches: taken.length,
          names: taken.filter(name => !unintended.includes(name)).slice(0, most),
          unintended: unintended.slice(0, most),
        },
      };
    }
  },
});

/** The pattern without its wildcards: `orders-.*-retry` asks for retries. */
const familyOf = (pattern: string): string => pattern.replaceAll(/[^\w-]+$|^\^/g, '');
