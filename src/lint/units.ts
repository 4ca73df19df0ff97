import type { ClientConfiguration, Entry } from './configuration.ts';
import type { Facts } from './facts/facts.ts';
import type { Meaning } from './facts/meanings.ts';

/**
 * The number of milliseconds that a person meant who wrote seconds: `session.timeout.ms=30`. Undefined where milliseconds
 * may well be meant. Only for settings that are usually seconds long (default of 1 s and more), and only where the value
 * times 1,000 comes near the default.
 */
export function meantSeconds(config: ClientConfiguration, entry: Entry, facts: Facts): number | undefined {
  if (!entry.key.endsWith('.ms') || entry.key.includes('backoff') || !/^\d{1,3}$/.test(entry.value)) return undefined;
  const usual = facts.defaultOf(config.role, entry.key, config.version);
  if (typeof usual !== 'number' || usual < 1000) return undefined;
  const value = Number(entry.value);
  const asMs = value * 1000;
  // 100 and more are round in milliseconds too; then only the exact default gives it away (max.poll.interval.ms=300).
  if (value === 0 || (value >= 100 && asMs !== usual)) return undefined;
  return asMs >= usual / 100 && asMs <= usual * 6 ? asMs : undefined;
}

/** The setting is reported as seconds already; what else could be said of its size would only repeat it. */
export function isReportedAsSeconds(config: ClientConfiguration, facts: Facts, ...meanings: readonly Meaning[]): boolean {
  return meanings.some(meaning => {
    const entry = config.written(meaning);
    return entry !== undefined && meantSeconds(config, entry, facts) !== undefined;
  });
}
