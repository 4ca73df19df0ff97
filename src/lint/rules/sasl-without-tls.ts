import { isLocalOnly } from '../bootstrap.ts';
import { defineRule } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { writtenProtocol } from '../security.ts';

/** PLAIN and OAUTHBEARER send what they prove themselves with as it is; SCRAM does not, yet the records stay readable. */
export const saslWithoutTls = defineRule({
  id: 'sasl-without-tls',
  title: 'Login over an unencrypted connection',
  severity: 'warning',
  *check(config) {
    const protocol = writtenProtocol(config);
    const mechanism = config.text('saslMechanism');
    if (protocol?.name !== 'SASL_PLAINTEXT' || !mechanism?.entry || !config.entries.includes(protocol.entry) || isLocalOnly(config)) return;
    const readable = mechanism.value === 'PLAIN' || mechanism.value === 'OAUTHBEARER';
    if (!readable && !mechanism.value.startsWith('SCRAM-')) return;
    yield {
      range: protocol.entry.valueRange,
      severity: readable ? 'warning' : 'information',
      figures: { mechanism: mechanism.value, readable },
      fixes: [setValue(config, protocol.entry, 'SASL_SSL')],
    };
  },
});
