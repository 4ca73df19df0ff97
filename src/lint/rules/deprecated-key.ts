import { defineRule } from '../defineRule.ts';
import { renameKey } from '../fixes.ts';
import { renamesKeepTheValue } from '../facts/replacements.ts';
import { compareVersions } from '../versions.ts';

/** It still works, and will not for ever. */
export const deprecatedKey = defineRule({
  id: 'deprecated-key',
  title: 'Deprecated setting',
  severity: 'information',
  *check(config, facts) {
    const { role, version } = config;
    for (const entry of config.entries) {
      const known = facts.key(role, entry.key);
      if (known?.deprecated !== true) continue;
      // removed-key speaks where the version, or the newest, has lost it.
      if (known.lastIn !== undefined && (version === undefined || compareVersions(version, known.lastIn) > 0)) continue;
      const replacement = facts.replacement(entry.key);
      const since = replacement === undefined ? undefined : facts.key(role, replacement)?.since;
      if (version !== undefined && since !== undefined && compareVersions(version, since) < 0) continue;
      yield {
        range: entry.keyRange,
        figures: { key: entry.writtenKey, replacedBy: replacement === undefined ? null : config.spell(replacement, entry) },
        fixes: replacement !== undefined && renamesKeepTheValue.has(entry.key) ? [renameKey(config, entry, replacement)] : [],
      };
    }
  },
});
