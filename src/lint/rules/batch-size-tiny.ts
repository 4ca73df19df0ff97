import { defineRule, producing } from '../defineRule.ts';
import { setValue } from '../fixes.ts';

/** Not even one ordinary record: batching is off without anybody having said so (0 says so). 16 was meant as 16 kB. */
export const batchSizeTiny = defineRule({
  id: 'batch-size-tiny',
  title: 'Batch size of a few bytes',
  severity: 'warning',
  roles: producing,
  *check(config) {
    const batch = config.number('batchSize');
    if (!batch?.entry || batch.value <= 0 || batch.value >= 512) return;
    yield {
      range: batch.entry.valueRange,
      figures: { bytes: batch.value },
      fixes: [setValue(config, batch.entry, batch.value >= 16 ? batch.value * 1024 : 16_384)],
    };
  },
});
