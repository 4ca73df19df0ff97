import { defineRule } from '../defineRule.ts';
import { removedClasses, takesClasses } from '../facts/classes.ts';
import { removeEntry } from '../fixes.ts';
import { compareVersions } from '../versions.ts';

/** The class is no longer in the jar: a newer client refuses to start. */
export const removedClass = defineRule({
  id: 'removed-class',
  title: 'Class that is gone',
  severity: 'warning',
  libraries: ['java'],
  *check(config) {
    for (const entry of config.entries) {
      if (!takesClasses.has(entry.key)) continue;
      const lastVersion = Object.hasOwn(removedClasses, entry.value) ? removedClasses[entry.value] : undefined;
      if (lastVersion === undefined) continue;
      if (config.version !== undefined && compareVersions(config.version, lastVersion) <= 0) continue;
      yield {
        range: entry.valueRange,
        severity: config.version === undefined ? 'warning' : 'error',
        figures: { key: entry.writtenKey, value: entry.value, lastVersion },
        // The default partitioner does what these two did.
        fixes: entry.key === 'partitioner.class' ? [removeEntry(entry)] : [],
      };
    }
  },
});
