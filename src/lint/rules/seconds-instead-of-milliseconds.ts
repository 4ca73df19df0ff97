import { defineRule } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { meantSeconds } from '../units.ts';

/** `session.timeout.ms=45`: 45 milliseconds, where 45 seconds were meant. */
export const secondsInsteadOfMilliseconds = defineRule({
  id: 'seconds-instead-of-milliseconds',
  title: 'Seconds where milliseconds are expected',
  severity: 'warning',
  *check(config, facts) {
    for (const entry of config.entries) {
      if (entry.placeholder) continue;
      const asMs = meantSeconds(config, entry, facts);
      if (asMs === undefined) continue;
      yield {
        range: entry.valueRange,
        figures: { key: entry.writtenKey, value: Number(entry.value), asMs },
        fixes: [setValue(config, entry, asMs)],
      };
    }
  },
});
