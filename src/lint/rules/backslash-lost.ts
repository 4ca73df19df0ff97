import type { TextRange } from '../../model/problem.ts';
import type { Entry } from '../configuration.ts';
import { defineRule } from '../defineRule.ts';

/** One backslash is an escape: `C:\kafka\trust.jks` arrives as "C:kafkatrust.jks", with a tab in it, and `\u` stops the whole file. */
export const backslashLost = defineRule({
  id: 'backslash-lost',
  title: 'Backslash that does not arrive',
  severity: 'warning',
  *check(config, facts) {
    for (const entry of config.entries) {
      const unreadable = entry.malformedEscapes.length > 0;
      if (!unreadable && entry.lostBackslashes.length === 0 && !controls.test(entry.value)) continue;
      const isSetting = facts.key(config.role, entry.key) !== undefined || /pattern|regex/i.test(entry.key);
      // An entry that nobody of ours reads may do with its backslashes what it likes, as long as the file loads.
      const lost = isSetting ? [...entry.lostBackslashes, ...controlsInPath(entry)] : [];
      const places = [...entry.malformedEscapes.map(({ start }) => ({ start, end: start + 1 })), ...lost].sort((a, b) => a.start - b.start);
      const first = places[0];
      if (first === undefined) continue;
      yield {
        range: unreadable ? (entry.malformedEscapes[0] ?? first) : first,
        severity: unreadable ? 'error' : 'warning',
        figures: { key: entry.writtenKey, unreadable },
        fixes: [
          {
            does: { kind: 'double-backslashes', key: entry.writtenKey },
            edits: places.map(({ start }) => ({ range: { start, end: start }, newText: '\\' })),
            safe: unreadable,
          },
        ],
      };
    }
  },
});

const controls = /[\t\n\r\f]/;

/** The tab of `C:\temp`: in a path nobody means a control character. */
function controlsInPath(entry: Entry): readonly TextRange[] {
  if (!/\.(location|file|path|dir)$/.test(entry.key)) return [];
  return [...entry.value.matchAll(new RegExp(controls, 'g'))].flatMap(({ index }) => {
    const { start, end } = entry.rangeInValue(index, index + 1);
    // A control character that stands in the text as itself was no escape.
    return end - start > 1 ? [{ start, end: start + 1 }] : [];
  });
}
