import type { Entry } from '../configuration.ts';
import { defineRule } from '../defineRule.ts';
import { removeEntry } from '../fixes.ts';

/** The last one wins, silently. */
export const duplicateKey = defineRule({
  id: 'duplicate-key',
  title: 'Setting given more than once',
  severity: 'warning',
  *check(config) {
    if (new Set(config.entries.map(({ key }) => key)).size === config.entries.length) return;
    const byKey = new Map<string, Entry[]>();
    for (const entry of config.entries) {
      const same = byKey.get(entry.key);
      if (same) same.push(entry);
      else byKey.set(entry.key, [entry]);
    }
    for (const [first, ...later] of byKey.values()) {
      const last = later.at(-1);
      if (first === undefined || last === undefined) continue;
      const sameValue = later.every(({ value }) => value === first.value);
      for (const entry of later) {
        yield {
          range: entry.keyRange,
          severity: sameValue ? 'hint' : 'warning',
          figures: { key: entry.writtenKey, times: later.length + 1, sameValue, wins: entry === last },
          related: [
            { range: first.keyRange, says: { kind: 'given-first-here', key: first.writtenKey } },
            ...(entry === last ? [] : [{ range: last.keyRange, says: { kind: 'wins' as const, key: last.writtenKey } }]),
          ],
          fixes: [removeEntry(entry, { safe: sameValue || entry !== last })],
        };
      }
    }
  },
});
