import { producing } from '../defineRule.ts';
import { configOf, defineLiveRule } from '../live.ts';
import { topicNames, topicsNamed } from '../topicNames.ts';

/**
 * What acks=all is worth on this topic. Fewer in-sync replicas than min.insync.replicas refuse every write; as many replicas
 * as that refuse them at the first failure; min.insync.replicas=1 acknowledges what the leader alone has.
 */
export const acksWithoutEnoughReplicas = defineLiveRule({
  id: 'acks-without-enough-replicas',
  title: 'Replicas of the topic do not fit acks=all',
  severity: 'warning',
  roles: producing,
  needs: ['topics', 'topicConfigs'],
  asks(config) {
    const topics = topicNames(config);
    return topics.length > 0 && isAll(config.text('acks')?.value) ? { topics } : undefined;
  },
  *check(config, { topics, topicConfigs }) {
    const acks = config.text('acks');
    if (!isAll(acks?.value)) return;
    for (const { name, range } of topicsNamed(config)) {
      const partitions = topics.items.find(topic => topic.name === name)?.partitions ?? [];
      const minIsr = configOf(topicConfigs, name, 'min.insync.replicas');
      if (minIsr === undefined || partitions.length === 0) continue;
      const replicas = Math.min(...partitions.map(each => each.replicas.length));
      const inSync = Math.min(...partitions.map(each => each.isr.length));
      const figures = { topic: name, replicas, inSync, minIsr };
      if (inSync < minIsr) yield { range, severity: 'error', figures: { ...figures, means: 'writes-fail' } };
      else if (replicas > 1 && replicas === minIsr) yield { range, figures: { ...figures, means: 'one-failure-stops-writes' } };
      else if (replicas > 1 && minIsr === 1 && acks?.entry)
        yield { range, severity: 'information', figures: { ...figures, means: 'leader-alone-is-enough' } };
    }
  },
});

const isAll = (acks: string | undefined): boolean => acks === 'all' || acks === '-1';
