import { defineRule } from '../defineRule.ts';
import { addEntryAbove, comparedWith, setValue } from '../fixes.ts';
import { writtenProtocol } from '../security.ts';

/** A login that nobody asks for: without SASL in the security protocol the client never logs in. */
export const saslWithoutSaslProtocol = defineRule({
  id: 'sasl-without-sasl-protocol',
  title: 'SASL settings without a SASL protocol',
  severity: 'warning',
  roles: ['consumer', 'producer', 'admin', 'streams', 'connect', 'client'],
  *check(config) {
    const sasl = config.written('saslMechanism') ?? config.written('jaas');
    if (!sasl || sasl.value === '' || !config.entries.includes(sasl)) return;
    const protocol = config.written('securityProtocol');
    if (protocol) {
      const name = writtenProtocol(config)?.name;
      // An unknown name is value-not-allowed's matter.
      if (name !== 'PLAINTEXT' && name !== 'SSL') return;
      yield {
        range: sasl.keyRange,
        figures: { key: sasl.writtenKey, protocol: name },
        related: comparedWith(protocol),
        fixes: [setValue(config, protocol, name === 'SSL' ? 'SASL_SSL' : 'SASL_PLAINTEXT')],
      };
      return;
    }
    // Where the brokers are not named either, this is a part of a configuration and the protocol may stand in another part.
    if (!config.written('bootstrapServers')) return;
    yield {
      range: sasl.keyRange,
      figures: { key: sasl.writtenKey, protocol: null },
      fixes: [addEntryAbove(config, sasl, 'security.protocol', 'SASL_SSL')],
    };
  },
});
