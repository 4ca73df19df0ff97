import { defineRule } from '../defineRule.ts';
import { comparedWith, setValue } from '../fixes.ts';
import { writtenProtocol } from '../security.ts';

/** Somebody took the trouble to name stores and keys, and the protocol leaves TLS out. */
export const tlsSettingsUnused = defineRule({
  id: 'tls-settings-unused',
  title: 'TLS settings without TLS',
  severity: 'information',
  *check(config) {
    const protocol = writtenProtocol(config);
    if (protocol?.name !== 'PLAINTEXT' && protocol?.name !== 'SASL_PLAINTEXT') return;
    const first = config.entries.find(
      ({ key, value }) =>
        /^ssl\.((truststore|keystore)\.(location|certificates|certificate\.chain)|(ca|certificate|key)\.(location|pem))$/.test(key) &&
        value !== '',
    );
    if (!first) return;
    yield {
      range: first.keyRange,
      figures: { key: first.writtenKey, protocol: protocol.name },
      related: comparedWith(protocol.entry),
      fixes: [setValue(config, protocol.entry, protocol.name === 'PLAINTEXT' ? 'SSL' : 'SASL_SSL')],
    };
  },
});
