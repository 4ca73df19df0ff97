import type { KeyOwner } from '../../model/problem.ts';
import type { ClientConfiguration } from '../configuration.ts';
import type { Role } from '../roles.ts';
import { defineRule } from '../defineRule.ts';
import type { Facts } from '../facts/facts.ts';
import { removeEntry, renameKey } from '../fixes.ts';

/** A setting that exists, but that this client does not read: it has no effect here. */
export const keyOfAnotherRole = defineRule({
  id: 'key-of-another-role',
  title: 'Setting that belongs to somebody else',
  severity: 'warning',
  roles: ['consumer', 'producer', 'client', 'connect'],
  *check(config, facts) {
    for (const entry of config.entries) {
      const owner = strangerOwning(entry.key, config, facts);
      if (owner === undefined) continue;
      const prefixed = config.role === 'connect' ? `${owner}.${entry.key}` : null;
      yield {
        range: entry.keyRange,
        // A configuration of role `client` only gets here with a broker's key.
        figures: { key: entry.writtenKey, role: ownerOf(config.role), owner, instead: prefixed },
        fixes: [...(prefixed === null ? [] : [renameKey(config, entry, prefixed)]), removeEntry(entry)],
      };
    }
  },
});

function strangerOwning(key: string, { role }: ClientConfiguration, facts: Facts): KeyOwner | undefined {
  if (facts.key(role, key) !== undefined || facts.legacy(key) !== undefined || facts.isEcosystem(key)) return undefined;
  // One word, or a host's name, is as likely an application's own (`port`, `topics`, `host.name`).
  if (!key.includes('.') || key === 'host.name') return undefined;
  const owners = facts.owners(key);
  const [isClients, isBrokers, isTopics] = [
    owners.find(owner => owner === 'consumer' || owner === 'producer'),
    owners.includes('broker'),
    owners.includes('topic'),
  ];
  if (role === 'connect') return isClients;
  if (role === 'consumer' || role === 'producer') return isClients ?? (isBrokers ? 'broker' : isTopics ? 'topic' : undefined);
  // Settings shared by several clients often hold what an application makes its topics with (retention.ms, min.insync.replicas).
  return isBrokers && !isTopics && key.split('.').length >= 3 && !makesTopics.has(key) ? 'broker' : undefined;
}

const makesTopics: ReadonlySet<string> = new Set(['min.insync.replicas', 'default.replication.factor']);
const ownerOf = (role: Role): KeyOwner => (role === 'client' ? 'consumer' : role);
