import { topicRegExp } from '../model/patternCost.ts';
import type { ClientConfiguration, Entry } from './configuration.ts';

/**
 * Entries that hold a regular expression over topic names: a sink connector's `topics.regex`, and the names that
 * applications use for the pattern they subscribe to (`topic.pattern`, `app.topics.regex`). Java matches the whole name.
 */
export function topicPatterns(config: ClientConfiguration): readonly Entry[] {
  if (config.role === 'mirror') return [];
  return config.entries.filter(
    ({ key, placeholder, value }) =>
      /(^|[._-])topics?[._-]?(pattern|regexp?)$/i.test(key) &&
      !placeholder &&
      value !== '' &&
      // To librdkafka anything else is a name.
      (config.library === 'java' || value.startsWith('^')),
  );
}

/**
 * Whether a topic's name is taken, as the client asks it: Java wants the whole name to match; librdkafka reads a pattern only
 * behind `^`, and searches. Undefined: not to be tried here, for it is no pattern, cannot be read, or could take for ever.
 */
export function topicMatcher({ library }: ClientConfiguration, { value }: Entry): ((topic: string) => boolean) | undefined {
  if (library === 'librdkafka' && !value.startsWith('^')) return undefined;
  // Flags, lookarounds and names of groups are not the same everywhere.
  if (/\(\?[^:]/.test(value)) return undefined;
  const pattern = topicRegExp(library === 'librdkafka' ? value : `^(?:${value})$`);
  return pattern && (topic => pattern.test(topic));
}
