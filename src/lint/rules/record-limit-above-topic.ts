import type { ConfigEntry } from '../../model/cluster.ts';
import type { Part, TopicConfig } from '../../model/snapshot.ts';
import type { ClientConfiguration } from '../configuration.ts';
import { producing } from '../defineRule.ts';
import { brokerLimit, configOf, defineLiveRule } from '../live.ts';
import { topicNames } from '../topicNames.ts';

/** Larger batches than the topic takes come back as MESSAGE_TOO_LARGE: the producer's own limit promises what the topic does not hold. */
export const recordLimitAboveTopic = defineLiveRule({
  id: 'record-limit-above-topic',
  title: 'Producer allows larger records than the topic takes',
  severity: 'information',
  roles: producing,
  needs: ['topicConfigs', 'brokerConfigs'],
  asks(config) {
    if (!config.written('maxRequestSize')) return undefined;
    const topics = topicNames(config);
    return topics.length > 0 ? { topics } : { brokerConfigs: true };
  },
  *check(config, { topicConfigs, brokerConfigs }) {
    const request = config.number('maxRequestSize');
    if (!request?.entry) return;
    const smallest = smallestLimit(config, topicConfigs, brokerConfigs);
    if (smallest === undefined || request.value <= smallest.limit) return;
    // 1 MiB against the broker's 1 MiB and 12 bytes, or the reverse, is no difference that anybody meant.
    if (request.value - smallest.limit < 1024) return;
    yield { range: request.entry.valueRange, figures: { bytes: request.value, topic: smallest.topic, limitBytes: smallest.limit } };
  },
});

function smallestLimit(
  config: ClientConfiguration,
  topicConfigs: Part<TopicConfig>,
  brokerConfigs: Part<ConfigEntry>,
): { readonly topic: string | null; readonly limit: number } | undefined {
  const topics = topicNames(config);
  const ofBrokers = brokerLimit(brokerConfigs, 'message.max.bytes');
  if (topics.length === 0) return ofBrokers === undefined ? undefined : { topic: null, limit: ofBrokers };
  return topics
    .flatMap(topic => {
      const limit = configOf(topicConfigs, topic, 'max.message.bytes');
      return limit === undefined ? [] : { topic, limit };
    })
    .sort((a, b) => a.limit - b.limit)[0];
}
