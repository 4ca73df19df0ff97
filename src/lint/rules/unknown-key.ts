import type { ClientConfiguration, Entry } from '../configuration.ts';
import type { Role } from '../roles.ts';
import { defineRule } from '../defineRule.ts';
import type { Facts } from '../facts/facts.ts';
import { renameKey } from '../fixes.ts';
import { spellings, type Spellings } from '../spelling.ts';

/**
 * A name that nobody reads and that is nearly a setting's. The client only logs "unknown config", so a slip of the pen means
 * the default. Names far from any setting are an application's own and none of our business.
 */
export const unknownKey = defineRule({
  id: 'unknown-key',
  title: 'Name that is nearly a setting',
  severity: 'warning',
  roles: ['consumer', 'producer', 'admin', 'streams', 'connect', 'client'],
  *check(config, facts) {
    for (const entry of config.entries) {
      if (isKnown(config, facts, entry)) continue;
      const suggestion = known(config.role, facts).closest(entry.key);
      if (suggestion === undefined) continue;
      yield {
        range: entry.keyRange,
        severity: config.library === 'librdkafka' ? 'error' : 'warning',
        figures: { key: entry.writtenKey, suggestion: config.spell(suggestion, entry), refused: config.library === 'librdkafka' },
        fixes: config.entry(suggestion) ? [] : [renameKey(config, entry, suggestion)],
      };
    }
  },
});

const byFacts = new WeakMap<Facts, Map<Role, Spellings>>();

/** Without what is gone: nobody should be led to it. */
function known(role: Role, facts: Facts): Spellings {
  const byRole = byFacts.get(facts) ?? new Map<Role, Spellings>();
  byFacts.set(facts, byRole);
  let found = byRole.get(role);
  if (found === undefined) {
    found = spellings(
      facts.keys(role).filter(key => facts.key(role, key)?.lastIn === undefined && facts.key(role, key)?.deprecated !== true),
    );
    byRole.set(role, found);
  }
  return found;
}

const isKnown = ({ role }: ClientConfiguration, facts: Facts, { key }: Entry): boolean =>
  facts.key(role, key) !== undefined || facts.owners(key).length > 0 || facts.legacy(key) !== undefined || facts.isEcosystem(key);
