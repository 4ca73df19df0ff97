import type { Meaning } from '../facts/meanings.ts';
import { defineRule } from '../defineRule.ts';
import { comparedWith } from '../fixes.ts';

const pairs: readonly (readonly [role: 'consumer' | 'producer', key: Meaning, value: Meaning])[] = [
  ['consumer', 'keyDeserializer', 'valueDeserializer'],
  ['producer', 'keySerializer', 'valueSerializer'],
];

/**
 * A Java client has no default for its (de)serializers: "Missing required configuration". Programs often pass both by themselves;
 * a file that has the one and not the other has lost it.
 */
export const requiredKeyMissing = defineRule({
  id: 'required-key-missing',
  title: 'Half of a pair of serializers',
  severity: 'information',
  roles: ['consumer', 'producer'],
  libraries: ['java'],
  *check(config) {
    // Frameworks have defaults of their own.
    if (config.framework !== undefined || config.isPart || !config.written('bootstrapServers')) return;
    for (const [role, key, value] of pairs) {
      if (config.role !== role) continue;
      const [first, second] = [config.written(key), config.written(value)];
      const present = first ?? second;
      if (!present || (first && second)) continue;
      yield {
        range: present.keyRange,
        figures: { present: present.writtenKey, missing: config.spelling(first ? value : key) },
        related: comparedWith(config.written('bootstrapServers')),
      };
    }
  },
});
