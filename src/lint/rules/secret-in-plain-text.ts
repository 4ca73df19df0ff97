import { defineRule } from '../defineRule.ts';
import { isNoRealSecret } from '../placeholders.ts';
import { readJaas } from '../jaas.ts';

/** A file is copied, shared and committed; a password in it goes along. The problem never repeats it. */
export const secretInPlainText = defineRule({
  id: 'secret-in-plain-text',
  title: 'Secret in plain text',
  severity: 'warning',
  *check(config, facts) {
    // An .env file is the place from which a deployment fills secrets in.
    if (config.notation.name === 'env') return;
    for (const entry of config.entries) {
      if (facts.isSecret(entry.key) && !isNoRealSecret(entry.value, entry.key)) {
        yield { range: entry.valueRange, figures: { key: entry.writtenKey } };
      }
      if (entry.key !== 'sasl.jaas.config') continue;
      const secret = readJaas(entry.value).options.find(
        ({ name, value }) => /password|secret|token$/i.test(name) && !isNoRealSecret(value, name),
      );
      if (secret) yield { range: entry.rangeInValue(secret.start, secret.end), figures: { key: entry.writtenKey } };
    }
  },
});
