import { defineRule } from '../defineRule.ts';

/** A line that ends in a backslash goes on in the next: the setting that stands there became part of this value. */
export const continuationSwallowsEntry = defineRule({
  id: 'continuation-swallows-entry',
  title: 'Setting swallowed by the line above',
  severity: 'warning',
  *check(config, facts) {
    for (const entry of config.entries) {
      for (const { text, range, continuedBy } of entry.continuedLines) {
        const swallowed = /^([\w.-]+)\s*[=:]/.exec(text)?.[1];
        if (swallowed === undefined) continue;
        const prefix = entry.writtenKey.endsWith(entry.key) ? entry.writtenKey.slice(0, -entry.key.length) : '';
        const key = swallowed.startsWith(prefix) ? swallowed.slice(prefix.length) : swallowed;
        if (!key.includes('.') || facts.key(config.role, key) === undefined) continue;
        yield {
          range: { start: range.start, end: range.start + swallowed.length },
          figures: { key: entry.writtenKey, swallowed },
          fixes: [{ does: { kind: 'end-entry-here', key: entry.writtenKey }, edits: [{ range: continuedBy, newText: '' }], safe: false }],
        };
      }
    }
  },
});
