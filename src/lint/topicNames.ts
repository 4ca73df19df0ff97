import type { TextRange } from '../model/problem.ts';
import type { ClientConfiguration, Entry } from './configuration.ts';

/** A topic that a file names, and where. */
export interface NamedTopic {
  readonly name: string;
  readonly entry: Entry;
  readonly range: TextRange;
}

/**
 * Topics by name: a sink connector's `topics`, Spring's `template.default-topic`, a channel's `topic` or `destination`, and
 * what applications call theirs (`orders.topic`, `app.topic.name`). What a worker keeps for itself is left out.
 */
export function topicsNamed(config: ClientConfiguration): readonly NamedTopic[] {
  if (config.role === 'mirror') return [];
  return config.entries.flatMap(entry => {
    if (entry.placeholder || !namesTopics.test(entry.key) || ownTopics.test(entry.key)) return [];
    let at = 0;
    return entry.value.split(',').flatMap(item => {
      const name = item.trim();
      const start = at + (item.length - item.trimStart().length);
      at += item.length + 1;
      return isTopicName(name) ? { name, entry, range: entry.rangeInValue(start, start + name.length) } : [];
    });
  });
}

/** The names alone, each once. */
export const topicNames = (config: ClientConfiguration): readonly string[] => [...new Set(topicsNamed(config).map(({ name }) => name))];

const namesTopics = /(^|[._-])(topics?|topics?[._-]?names?|destination)$/i;
/** `offset.storage.topic`, `errors.deadletterqueue.topic.name`: made by who reads them. */
const ownTopics = /storage\.topic$|deadletter|dlq|history|schema|prefix|^__/i;

/** What Kafka takes as a name, with a letter in it: a number is a partition count or a switch. */
const isTopicName = (name: string): boolean => /^[\w.-]{1,249}$/.test(name) && /[A-Za-z]/.test(name) && !/^(true|false|null)$/i.test(name);
