import { isLocalOnly } from '../bootstrap.ts';
import { defineRule } from '../defineRule.ts';
import { writtenProtocol } from '../security.ts';

/** The section or profile says production, and everything on the way to its brokers can be read and changed. */
export const productionPlaintext = defineRule({
  id: 'production-plaintext',
  title: 'Production without encryption',
  severity: 'warning',
  *check(config) {
    if (config.environment === undefined || !/^(prod|production|live)$/i.test(config.environment)) return;
    const protocol = writtenProtocol(config);
    // sasl-without-tls speaks of logins, and what holds in all environments is not production's decision.
    if (protocol?.name !== 'PLAINTEXT' || !config.entries.includes(protocol.entry) || isLocalOnly(config)) return;
    yield { range: protocol.entry.valueRange, figures: { environment: config.environment } };
  },
});
