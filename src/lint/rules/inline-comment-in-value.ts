import type { ClientConfiguration, Entry } from '../configuration.ts';
import { defineRule } from '../defineRule.ts';
import type { Facts } from '../facts/facts.ts';
import { commentIn } from '../valueShapes.ts';

/** Behind a value there are no comments: all of it is the value. */
export const inlineCommentInValue = defineRule({
  id: 'inline-comment-in-value',
  title: 'Comment that is part of the value',
  severity: 'warning',
  *check(config, facts) {
    for (const entry of config.entries) {
      const comment = commentIn(entry.value);
      // A password or a login module's option may well hold a number sign.
      if (!comment || !isSetting(config, entry, facts)) continue;
      const known = facts.key(config.role, entry.key);
      const refused = known !== undefined && (known.type !== 'string' || known.oneOf !== undefined);
      const words = comment.text.replace(/^(#+|\/\/|;;|<!--)\s*/, '').replace(/\s*-->$/, '');
      const asComment = entry.notation.commentAbove(entry, words);
      yield {
        range: entry.rangeInValue(comment.start, entry.value.length),
        severity: refused ? 'error' : 'warning',
        figures: { key: entry.writtenKey, comment: comment.text, refused },
        fixes: [
          {
            does: { kind: 'move-comment', key: entry.writtenKey },
            edits: [
              ...(asComment === undefined ? [] : [asComment]),
              { range: entry.rangeInValue(comment.blanksStart, entry.value.length), newText: '' },
            ],
            safe: true,
          },
        ],
      };
    }
  },
});

const isSetting = ({ role }: ClientConfiguration, { key }: Entry, facts: Facts): boolean =>
  facts.key(role, key) !== undefined && !facts.isSecret(key) && key !== 'sasl.jaas.config';
