import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith } from '../fixes.ts';
import { isReportedAsSeconds } from '../units.ts';

/** Below this a single remote call per record is too slow; the defaults (500 records in 300 s) leave 600 ms. */
const tightMs = 5;

/** All records of one poll have to be handled before the next one is due, or the consumer leaves its group. */
export const pollBatchTooLarge = defineRule({
  id: 'poll-batch-too-large',
  title: 'A full poll leaves each record only a few milliseconds',
  severity: 'information',
  roles: consuming,
  *check(config, facts) {
    const records = config.number('pollRecords');
    const poll = config.number('pollInterval');
    if (!records?.entry || !poll || records.value <= 0 || isReportedAsSeconds(config, facts, 'pollInterval')) return;
    const perRecordMs = poll.value / records.value;
    if (perRecordMs >= tightMs) return;
    yield {
      range: records.entry.valueRange,
      figures: { records: records.value, pollMs: poll.value, perRecordMs },
      related: comparedWith(poll.entry),
    };
  },
});
