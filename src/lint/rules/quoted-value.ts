import { defineRule } from '../defineRule.ts';
import { quotesAround } from '../valueShapes.ts';

/** Quotes are no part of the notation; the client gets them as part of the value. */
export const quotedValue = defineRule({
  id: 'quoted-value',
  title: 'Quotes that are part of the value',
  severity: 'error',
  *check(config, facts) {
    for (const entry of config.entries) {
      const quote = quotesAround(entry.value);
      const known = facts.key(config.role, entry.key);
      if (quote === undefined || known === undefined) continue;
      // A name or a password with quotes in it is possible, if never meant; anything else is refused.
      const freeText = (known.type === 'string' && known.oneOf === undefined) || facts.isSecret(entry.key);
      yield {
        range: entry.valueRange,
        severity: freeText ? 'warning' : 'error',
        figures: { key: entry.writtenKey, quote },
        fixes: [
          {
            does: { kind: 'unquote', key: entry.writtenKey },
            edits: [
              { range: entry.rangeInValue(0, 1), newText: '' },
              { range: entry.rangeInValue(entry.value.length - 1, entry.value.length), newText: '' },
            ],
            safe: !freeText,
          },
        ],
      };
    }
  },
});
