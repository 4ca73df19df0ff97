import { similarNames } from '../../model/similarNames.ts';
import { defineLiveRule } from '../live.ts';
import { topicNames, topicsNamed } from '../topicNames.ts';

/** A name that no topic of the cluster has: a typing error, another cluster, or a topic that somebody still has to make. */
export const topicDoesNotExist = defineLiveRule({
  id: 'topic-does-not-exist',
  title: 'Topic that this cluster does not have',
  severity: 'warning',
  needs: ['topics'],
  asks(config) {
    const topics = topicNames(config);
    return topics.length > 0 ? { topics, allTopics: true } : undefined;
  },
  *check(config, { topics }) {
    const existing = topics.items.map(({ name }) => name);
    const outOfSight = new Set(topics.missing.map(({ subject }) => subject));
    // Nothing at all was told.
    if (existing.length === 0 && outOfSight.has('topics')) return;
    for (const { name, range, entry } of topicsNamed(config)) {
      if (existing.includes(name) || outOfSight.has(name)) continue;
      const similar = similarNames(name, existing);
      yield {
        range,
        figures: { topic: name, similar },
        fixes: similar.map(other => ({
          does: { kind: 'set-value', key: entry.writtenKey, value: other },
          edits: [{ range, newText: entry.notation.value(other) }],
          safe: false,
        })),
      };
    }
  },
});
