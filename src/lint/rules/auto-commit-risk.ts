import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith, setValue } from '../fixes.ts';

/** Whoever reads only committed transactions wants no record twice; the automatic commit repeats up to one interval after a crash. */
export const autoCommitRisk = defineRule({
  id: 'auto-commit-risk',
  title: 'Automatic commits under read_committed',
  severity: 'information',
  roles: consuming,
  *check(config) {
    const autoCommit = config.flag('autoCommit');
    const isolation = config.text('isolationLevel');
    if (!autoCommit?.entry || !autoCommit.value || !isolation?.entry || isolation.value !== 'read_committed') return;
    yield {
      range: autoCommit.entry.valueRange,
      figures: { isolation: isolation.value },
      related: comparedWith(isolation.entry),
      fixes: [setValue(config, autoCommit.entry, false)],
    };
  },
});
