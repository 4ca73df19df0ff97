import type { ClientConfiguration, Entry } from './configuration.ts';
import { factsOf } from './facts/facts.ts';
import { readJaas } from './jaas.ts';
import { isNoRealSecret } from './placeholders.ts';

/** The secrets that a file holds in plain text, so that nothing that is said of it repeats one. */
export const secretsOf = (configurations: readonly ClientConfiguration[]): readonly string[] => [
  ...new Set(
    configurations.flatMap(config => {
      const facts = factsOf(config.library);
      return config.entries.flatMap(entry => secretsIn(entry, facts.isSecret(entry.key)));
    }),
  ),
];

function secretsIn(entry: Entry, isSecret: boolean): readonly string[] {
  const values = [...new Set([entry.value, entry.writtenValue])];
  // What looks like a comment or quotes around it is reported by itself, so the bare secret is hidden too.
  if (isSecret) return values.filter(value => !isNoRealSecret(value, entry.key)).flatMap(value => [value, bare(value)]);
  const found = values.flatMap(value => [
    ...readJaas(value).options.flatMap(({ name, value: given }) => (secretOption.test(name) ? given : [])),
    // Where quotes or flags are missing the entry cannot be read, and its password still must not be shown.
    ...[...value.matchAll(/(?:password|secret|token)\s*[=:]\s*["']?([^"';\s]+)/gi)].map(([, given = '']) => given),
    ...[...value.matchAll(/:\/\/[^/@\s:]*:([^@\s/]+)@/g)].map(([, given = '']) => given),
  ]);
  return found.filter(value => !isNoRealSecret(value, 'password'));
}

const bare = (value: string): string => value.replace(/\s+#.*$/s, '').replaceAll(/^["']|["']$/g, '');

const secretOption = /password|secret|token$/i;
