import { defineRule } from '../defineRule.ts';
import { topicPatterns } from '../topicPattern.ts';

/** `log.*` also takes logfile-backup: whoever names a topic later decides what this consumer reads. */
export const topicPatternTooWide = defineRule({
  id: 'topic-pattern-too-wide',
  title: 'Topic pattern takes more than one family of topics',
  severity: 'information',
  *check(config) {
    for (const entry of topicPatterns(config)) {
      const pattern = entry.value.replace(/^\^/, '').replace(/\$$/, '');
      const figures = { key: entry.writtenKey, pattern: entry.value };
      if (/^\.[*+]$/.test(pattern)) yield { range: entry.valueRange, figures: { ...figures, alsoTakes: '' } };
      // A letter right before the wildcard: nothing divides the family's name from what follows. Each letter may begin it, so
      // the search takes quadratic time: what is longer than a name may be is not looked through.
      const family = /([A-Za-z][\w-]*)\.[*+]$/.exec(pattern.slice(-longestFamily))?.[1];
      if (family !== undefined && !/[-_]$/.test(family))
        yield { range: entry.valueRange, figures: { ...figures, alsoTakes: `${family}file-backup` } };
    }
  },
});

/** A topic's name has 249 characters at most; two more are the wildcard. */
const longestFamily = 251;
