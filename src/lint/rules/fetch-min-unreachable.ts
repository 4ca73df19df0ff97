import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith } from '../fixes.ts';

/** The broker waits for bytes that one answer may never hold, so every fetch takes the whole fetch.max.wait.ms. */
export const fetchMinUnreachable = defineRule({
  id: 'fetch-min-unreachable',
  title: 'A fetch can never be as large as it has to be',
  severity: 'warning',
  roles: consuming,
  *check(config) {
    const min = config.number('fetchMinBytes');
    const answer = config.number('fetchMaxBytes');
    const partition = config.number('partitionFetchBytes');
    const wait = config.number('fetchMaxWait');
    if (!min?.entry || !answer || !partition || !wait) return;
    const shared = { minBytes: min.value, waitMs: wait.value };
    if (min.value > answer.value) {
      yield {
        range: min.entry.valueRange,
        figures: { ...shared, maxBytes: answer.value, limit: 'answer' },
        related: comparedWith(answer.entry, wait.entry),
      };
    } else if (min.value > partition.value) {
      // Several partitions of one broker may still fill it together.
      yield {
        range: min.entry.valueRange,
        severity: 'information',
        figures: { ...shared, maxBytes: partition.value, limit: 'partition' },
        related: comparedWith(partition.entry, wait.entry),
      };
    }
  },
});
