import type { ClientConfiguration, Entry } from '../configuration.ts';
import { consuming } from '../defineRule.ts';
import { configOf, defineLiveRule } from '../live.ts';
import { topicNames } from '../topicNames.ts';

/** Bytes of an answer around its records. librdkafka itself adds them to fetch.max.bytes. */
const headerBytes = 512;

/**
 * A record larger than the whole answer may be stops the partition for good: the broker always sends the first batch whole,
 * and librdkafka drops the answer. No limit of the Java consumer does that.
 */
export const receiveLimitBelowRecord = defineLiveRule({
  id: 'receive-limit-below-record',
  title: 'A record of the topic may be too large to be received',
  severity: 'warning',
  roles: consuming,
  needs: ['topicConfigs'],
  asks(config) {
    const topics = topicNames(config);
    return receiveLimit(config) !== undefined && topics.length > 0 ? { topics } : undefined;
  },
  *check(config, { topicConfigs }) {
    const receive = receiveLimit(config);
    if (receive === undefined) return;
    for (const topic of topicNames(config)) {
      const limit = configOf(topicConfigs, topic, 'max.message.bytes');
      if (limit === undefined || Number(receive.value) >= limit + headerBytes) continue;
      yield { range: receive.valueRange, figures: { receiveBytes: Number(receive.value), topic, recordBytes: limit } };
      return;
    }
  },
});

function receiveLimit(config: ClientConfiguration): Entry | undefined {
  const written = config.library === 'librdkafka' ? config.entry('receive.message.max.bytes') : undefined;
  return written && /^\d+$/.test(written.value) ? written : undefined;
}
