import type { ClientConfiguration, Entry } from './configuration.ts';

/**
 * Entries that hold a regular expression over topic names: a sink connector's `topics.regex`, and the names that
 * applications use for the pattern they subscribe to (`topic.pattern`, `app.topics.regex`). Java matches the whole name.
 */
export function topicPatterns(config: ClientConfiguration): readonly Entry[] {
  if (config.role === 'mirror') return [];
  return config.entries.filter(
    ({ key, placeholder, value }) => /(^|[._-])topics?[._-]?(pattern|regexp?)$/i.test(key) && !placeholder && value !== '',
  );
}
