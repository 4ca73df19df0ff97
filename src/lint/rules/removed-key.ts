import type { ClientConfiguration } from '../configuration.ts';
import { defineRule } from '../defineRule.ts';
import type { Facts, KeyFacts } from '../facts/facts.ts';
import { removeEntry, renameKey } from '../fixes.ts';
import { renamesKeepTheValue } from '../facts/replacements.ts';
import { compareVersions } from '../versions.ts';

/** A setting that newer clients no longer have: they ignore it and log "unknown config". */
export const removedKey = defineRule({
  id: 'removed-key',
  title: 'Setting that is gone',
  severity: 'warning',
  *check(config, facts) {
    for (const entry of config.entries) {
      const gone = removed(entry.key, config, facts);
      if (gone === undefined) continue;
      const replacedBy = facts.replacement(gone.key) ?? null;
      yield {
        range: entry.keyRange,
        figures: { key: entry.writtenKey, lastVersion: gone.lastVersion, replacedBy: replacedBy && config.spell(replacedBy, entry) },
        fixes: [
          ...(replacedBy !== null && renamesKeepTheValue.has(entry.key) ? [renameKey(config, entry, replacedBy)] : []),
          removeEntry(entry),
        ],
      };
    }
  },
});

/** The key itself, or the setting that it is a part of: `internal.key.converter.schemas.enable` went with internal.key.converter. */
function removed(key: string, { role, version }: ClientConfiguration, facts: Facts): { key: string; lastVersion: string } | undefined {
  const known = facts.key(role, key);
  if (known !== undefined) return isGone(known, version) ? { key, lastVersion: known.lastIn } : undefined;
  for (let end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1)) {
    const whole = key.slice(0, end);
    const facts_ = facts.key(role, whole);
    if (facts_ !== undefined)
      return facts_.type === 'class' && isGone(facts_, version) ? { key: whole, lastVersion: facts_.lastIn } : undefined;
  }
  return undefined;
}

const isGone = (facts: KeyFacts, version: string | undefined): facts is KeyFacts & { readonly lastIn: string } =>
  facts.lastIn !== undefined && (version === undefined || compareVersions(version, facts.lastIn) > 0);
