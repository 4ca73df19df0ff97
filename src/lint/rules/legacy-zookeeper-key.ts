import { defineRule } from '../defineRule.ts';
import { removeEntry, renameKey } from '../fixes.ts';
import { renamesKeepTheValue } from '../facts/replacements.ts';

/** Read by the clients that kept their offsets in ZooKeeper, gone since Kafka 2.0. Today's clients ignore it. */
export const legacyZookeeperKey = defineRule({
  id: 'legacy-zookeeper-key',
  title: 'Setting of the ZooKeeper-era clients',
  severity: 'warning',
  roles: ['consumer', 'producer', 'admin', 'client', 'connect', 'streams'],
  *check(config, facts) {
    for (const entry of config.entries) {
      const legacy = facts.legacy(entry.key);
      if (legacy === undefined) continue;
      const { replacedBy } = legacy;
      // ZooKeeper's address is not a broker's, and what is written already needs no second name.
      const canRename = replacedBy !== null && renamesKeepTheValue.has(entry.key) && config.entry(replacedBy) === undefined;
      yield {
        range: entry.keyRange,
        figures: { key: entry.writtenKey, replacedBy: replacedBy && config.spell(replacedBy, entry) },
        fixes: [...(canRename ? [renameKey(config, entry, replacedBy)] : []), removeEntry(entry)],
      };
    }
  },
});
