import { defineRule } from '../defineRule.ts';
import { comparedWith, removeEntry } from '../fixes.ts';

const pairs: readonly (readonly [first: string, most: string])[] = [
  ['reconnect.backoff.ms', 'reconnect.backoff.max.ms'],
  ['retry.backoff.ms', 'retry.backoff.max.ms'],
];

/** The first pause is longer than the longest: nothing grows, and librdkafka refuses to start where connecting is meant. */
export const backoffAboveItsMaximum = defineRule({
  id: 'backoff-above-its-maximum',
  title: 'First pause is longer than the longest',
  severity: 'warning',
  *check(config) {
    for (const [key, mostKey] of pairs) {
      const [first, most] = [config.entry(key), config.entry(mostKey)];
      // Only two written ones contradict each other; a default gives way in the Java client.
      if (!first || !most || !/^\d+$/.test(first.value) || !/^\d+$/.test(most.value)) continue;
      if (Number(first.value) <= Number(most.value)) continue;
      const refused = config.library === 'librdkafka' && key === 'reconnect.backoff.ms';
      yield {
        range: first.valueRange,
        severity: refused ? 'error' : 'warning',
        figures: { key: first.writtenKey, firstMs: Number(first.value), mostKey: most.writtenKey, mostMs: Number(most.value), refused },
        related: comparedWith(most),
        fixes: [removeEntry(most)],
      };
    }
  },
});
