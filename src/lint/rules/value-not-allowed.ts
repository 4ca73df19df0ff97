import type { ClientConfiguration } from '../configuration.ts';
import { defineRule } from '../defineRule.ts';
import type { KeyFacts } from '../facts/facts.ts';
import { setValue } from '../fixes.ts';
import { spellings } from '../spelling.ts';
import { commentIn, quotesAround } from '../valueShapes.ts';
import { compareVersions } from '../versions.ts';

/** A word where the client takes only a few: it refuses to start. Most of these words are case-sensitive. */
export const valueNotAllowed = defineRule({
  id: 'value-not-allowed',
  title: 'Value that the setting does not have',
  severity: 'error',
  *check(config, facts) {
    for (const entry of config.entries) {
      const known = facts.key(config.role, entry.key);
      const allowed = known?.oneOf;
      if (!allowed || entry.placeholder || entry.value === '' || commentIn(entry.value) || quotesAround(entry.value) !== undefined)
        continue;
      const values = known.type === 'list' ? entry.value.split(',').map(value => value.trim()) : [entry.value];
      for (const value of values) {
        const refused = refusal(value, known, config);
        if (refused === undefined) continue;
        const suggestion = meant(value, known);
        yield {
          range: entry.valueRange,
          // A version that nobody named may be one that still takes it.
          severity: refused.lastVersion !== null && config.version === undefined ? 'warning' : 'error',
          figures: { key: entry.writtenKey, value, allowed, suggestion: suggestion ?? null, ...refused },
          fixes: suggestion === undefined || values.length > 1 ? [] : [setValue(config, entry, suggestion)],
        };
      }
    }
  },
});

function refusal(
  value: string,
  known: KeyFacts,
  { version }: ClientConfiguration,
): { lastVersion: string | null; since: string | null } | undefined {
  const allowed = known.oneOf ?? [];
  const newer = known.newValues?.[value] ?? Object.entries(known.prefixValues ?? {}).find(([prefix]) => value.startsWith(prefix))?.[1];
  const tooNew = newer !== undefined && version !== undefined && compareVersions(version, newer) < 0;
  if (tooNew) return { lastVersion: null, since: newer };
  if (newer !== undefined) return undefined;
  if (allowed.includes(value) || (known.ignoreCase === true && allowed.some(other => other.toLowerCase() === value.toLowerCase())))
    return undefined;
  const lastVersion = known.formerValues?.[value] ?? null;
  if (lastVersion !== null && version !== undefined && compareVersions(version, lastVersion) <= 0) return undefined;
  return { lastVersion, since: null };
}

function meant(value: string, { oneOf = [] }: KeyFacts): string | undefined {
  const otherName = Object.hasOwn(otherNames, value.toLowerCase()) ? otherNames[value.toLowerCase()] : undefined;
  return otherName !== undefined && oneOf.includes(otherName) ? otherName : spellings(oneOf).closest(value);
}

/** What other clients, distributions and older versions call it. */
const otherNames: Readonly<Record<string, string>> = {
  smallest: 'earliest',
  beginning: 'earliest',
  oldest: 'earliest',
  first: 'earliest',
  largest: 'latest',
  end: 'latest',
  newest: 'latest',
  last: 'latest',
  error: 'none',
  plaintextsasl: 'SASL_PLAINTEXT',
  sslsasl: 'SASL_SSL',
  tls: 'SSL',
  sasl_tls: 'SASL_SSL',
  sasl: 'SASL_PLAINTEXT',
  exactly_once: 'exactly_once_v2',
  exactly_once_beta: 'exactly_once_v2',
  default: 'use_all_dns_ips',
  gz: 'gzip',
  zstandard: 'zstd',
  zstd1: 'zstd',
  uncompressed: 'none',
};
