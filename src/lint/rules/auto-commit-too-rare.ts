import { consuming, defineRule } from '../defineRule.ts';
import { setValue } from '../fixes.ts';

/** Kafka's default. Longer saves next to nothing (one small request) and repeats more after a crash. */
const usualMs = 5_000;

export const autoCommitTooRare = defineRule({
  id: 'auto-commit-too-rare',
  title: 'Automatic commits are further apart than usual',
  severity: 'information',
  roles: consuming,
  *check(config) {
    const interval = config.number('autoCommitInterval');
    const autoCommit = config.flag('autoCommit');
    if (!interval?.entry || interval.value <= usualMs || autoCommit?.value === false) return;
    yield {
      range: interval.entry.valueRange,
      figures: { intervalMs: interval.value },
      fixes: [setValue(config, interval.entry, usualMs)],
    };
  },
});
