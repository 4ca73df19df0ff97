import { defineRule } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { knownClasses, takesClasses } from '../facts/classes.ts';
import { commentIn, quotesAround } from '../valueShapes.ts';

/** Java needs the whole name: "Class StringSerializer could not be found". */
export const classNameWithoutPackage = defineRule({
  id: 'class-name-without-package',
  title: 'Class name without its package',
  severity: 'error',
  libraries: ['java'],
  // Connect finds its plugins by their short names too.
  roles: ['consumer', 'producer', 'admin', 'streams', 'client'],
  *check(config) {
    for (const entry of config.entries) {
      if (!takesClasses.has(entry.key) || entry.placeholder || commentIn(entry.value) || quotesAround(entry.value) !== undefined) continue;
      const names = entry.value.split(',').map(name => name.trim());
      const short = names.find(name => /^\w[\w-]*$/.test(name));
      if (short === undefined) continue;
      const whole = names.map(name => knownClasses(entry.key, name) ?? name);
      const suggestion = knownClasses(entry.key, short);
      yield {
        range: entry.valueRange,
        figures: { key: entry.writtenKey, value: short, suggestion: suggestion ?? null },
        fixes: suggestion === undefined ? [] : [setValue(config, entry, whole.join(','), { safe: true })],
      };
    }
  },
});
