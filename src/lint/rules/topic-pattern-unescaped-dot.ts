import { defineRule } from '../defineRule.ts';
import { topicPatterns } from '../topicPattern.ts';

/** In a pattern a dot stands for any character: `orders.v1` also takes orders-v1 and ordersXv1. */
export const topicPatternUnescapedDot = defineRule({
  id: 'topic-pattern-unescaped-dot',
  title: 'Dot in a topic pattern that stands for any character',
  severity: 'information',
  *check(config) {
    for (const entry of topicPatterns(config)) {
      // backslash-lost has the better word for a dot that was meant to be escaped.
      if (entry.lostBackslashes.length > 0) continue;
      const dots = [...entry.value.matchAll(/(?<=[A-Za-z0-9])\.(?=[A-Za-z0-9(])/g)].map(({ index }) => index);
      const first = dots[0];
      if (first === undefined) continue;
      const name = /[\w.-]*$/.exec(entry.value.slice(0, first))?.[0] ?? '';
      const rest = /^[\w-]*/.exec(entry.value.slice(first + 1))?.[0] ?? '';
      yield {
        range: entry.rangeInValue(first, first + 1),
        figures: { key: entry.writtenKey, pattern: entry.value, alsoTakes: `${name}-${rest}` },
        fixes: [
          {
            does: { kind: 'escape-dots', key: entry.writtenKey },
            edits: dots.map(dot => ({ range: entry.rangeInValue(dot, dot + 1), newText: entry.notation.value('\\.') })),
            safe: false,
          },
        ],
      };
    }
  },
});
