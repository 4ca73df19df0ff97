import type { Meaning } from '../facts/meanings.ts';
import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith, removeEntry } from '../fixes.ts';
import { usesConsumerProtocol } from '../groupProtocol.ts';
import { compareVersions } from '../versions.ts';

/** Moved to the broker by KIP-848; the client refuses to start with them ("… cannot be set when group.protocol=CONSUMER"). */
const movedToTheBroker: readonly Meaning[] = ['sessionTimeout', 'heartbeatInterval', 'assignors'];

export const groupProtocolRefusedKey = defineRule({
  id: 'group-protocol-refused-key',
  title: 'Setting that the group protocol refuses',
  severity: 'error',
  roles: consuming,
  *check(config) {
    // 3.7 to 3.9 only ignored them.
    if (config.library === 'java' && config.version !== undefined && compareVersions(config.version, '4.0') < 0) return;
    const protocol = config.written('groupProtocol');
    if (protocol?.placeholder === true) return;
    if (usesConsumerProtocol(config)) {
      for (const meaning of movedToTheBroker) {
        const entry = config.written(meaning);
        if (!entry) continue;
        yield {
          range: entry.keyRange,
          figures: { key: entry.writtenKey, protocol: 'consumer' },
          related: comparedWith(protocol),
          fixes: [removeEntry(entry, { safe: true })],
        };
      }
      return;
    }
    const remote = config.written('groupRemoteAssignor');
    if (!remote || config.library !== 'java') return;
    yield {
      range: remote.keyRange,
      figures: { key: remote.writtenKey, protocol: 'classic' },
      related: comparedWith(protocol),
      fixes: [removeEntry(remote)],
    };
  },
});
