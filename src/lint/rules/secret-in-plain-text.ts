import type { ProblemFix, TextRange } from '../../model/problem.ts';
import type { ClientConfiguration, Entry } from '../configuration.ts';
import { defineRule } from '../defineRule.ts';
import { isNoRealSecret } from '../placeholders.ts';
import { readJaas } from '../jaas.ts';
import { compareVersions } from '../versions.ts';

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
        yield { range: entry.valueRange, figures: { key: entry.writtenKey }, fixes: movedOut(config, entry, entry.key) };
      }
      if (entry.key !== 'sasl.jaas.config') continue;
      const secret = readJaas(entry.value).options.find(
        ({ name, value }) => /password|secret|token$/i.test(name) && !isNoRealSecret(value, name),
      );
      if (secret === undefined) continue;
      const range = entry.rangeInValue(secret.start, secret.end);
      yield { range, figures: { key: entry.writtenKey }, fixes: movedOut(config, entry, `sasl.${secret.name}`, range) };
    }
  },
});

/**
 * A reference instead of the secret: Spring and whoever fills a template in read `${NAME}`; a Java client reads `${env:NAME}`
 * with Kafka's own provider, which came with 3.5. `part`: only these characters of the value.
 */
function movedOut(config: ClientConfiguration, entry: Entry, key: string, part?: TextRange): readonly ProblemFix[] {
  const words = key
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
  const variable = words.startsWith('KAFKA_') ? words : `KAFKA_${words}`;
  const byProvider = config.library === 'java' && config.framework === undefined && entry.notation.name === 'properties';
  const reference = byProvider ? `\${env:${variable}}` : `\${${variable}}`;
  const value = part === undefined ? entry.notation.setValue(entry, reference) : { range: part, newText: entry.notation.value(reference) };
  const providers = byProvider ? providerLines(config, entry) : [];
  if (providers === undefined) return [];
  return [{ does: { kind: 'move-secret', key: entry.writtenKey, variable }, edits: [...providers, value], safe: false }];
}

/** What makes `${env:…}` work; nothing where it does already, undefined where it cannot or would change somebody's own providers. */
function providerLines(config: ClientConfiguration, entry: Entry): ProblemFix['edits'] | undefined {
  if (config.version !== undefined && compareVersions(config.version, '3.5') < 0) return undefined;
  const written = config.entry('config.providers');
  // A connector's references are resolved by its worker.
  if (config.role === 'connector') return [];
  // Under a prefix (a worker's producers) the providers belong to who hands the settings on.
  if (config.isPart) return undefined;
  if (written) return written.value.split(/\s*,\s*/).includes('env') ? [] : undefined;
  const lines = [
    entry.notation.addAbove(entry, 'config.providers', 'env'),
    entry.notation.addAbove(entry, 'config.providers.env.class', 'org.apache.kafka.common.config.provider.EnvVarConfigProvider'),
  ];
  const [first] = lines;
  return first === undefined ? [] : [{ range: first.range, newText: lines.map(({ newText }) => newText).join('') }];
}
