import { defineRule } from '../defineRule.ts';
import { compareVersions } from '../versions.ts';

/** The file says which client reads it, and that client does not know the key yet: it is ignored. */
export const keyNewerThanClient = defineRule({
  id: 'key-newer-than-client',
  title: 'Setting that this client version does not have yet',
  severity: 'warning',
  *check(config, facts) {
    const { version } = config;
    if (version === undefined) return;
    for (const entry of config.entries) {
      const since = facts.key(config.role, entry.key)?.since;
      if (since === undefined || compareVersions(version, since) >= 0) continue;
      yield { range: entry.keyRange, figures: { key: entry.writtenKey, since, version } };
    }
  },
});
