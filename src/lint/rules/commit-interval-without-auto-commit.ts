import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith, removeEntry } from '../fixes.ts';

/** The interval belongs to the automatic commit; with that switched off it does nothing, and the program has to commit. */
export const commitIntervalWithoutAutoCommit = defineRule({
  id: 'commit-interval-without-auto-commit',
  title: 'Commit interval without automatic commits',
  severity: 'information',
  roles: consuming,
  *check(config) {
    const interval = config.number('autoCommitInterval');
    const autoCommit = config.flag('autoCommit');
    if (!interval?.entry || !autoCommit?.entry || autoCommit.value) return;
    yield {
      range: interval.entry.keyRange,
      figures: { intervalMs: interval.value },
      related: comparedWith(autoCommit.entry),
      fixes: [removeEntry(interval.entry, { safe: true })],
    };
  },
});
