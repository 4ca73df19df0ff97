import type { ValueType } from '../../model/problem.ts';
import { defineRule } from '../defineRule.ts';

/** A number that the client's own validator, or the number's type, does not take: it refuses to start. */
export const valueOutOfRange = defineRule({
  id: 'value-out-of-range',
  title: 'Number outside its range',
  severity: 'error',
  *check(config, facts) {
    for (const entry of config.entries) {
      const known = facts.key(config.role, entry.key);
      const size = known && sizes[known.type];
      if (!size || entry.placeholder || !/^[+-]?\d+$/.test(entry.value)) continue;
      const value = BigInt(entry.value.replace(/^\+/, ''));
      const [min, max] = [known.min ?? null, known.max ?? null];
      const tooSmall = value < (min === null ? -size : BigInt(min));
      const tooLarge = value > (max === null ? size - 1n : BigInt(max));
      if (!tooSmall && !tooLarge) continue;
      yield {
        range: entry.valueRange,
        figures: { key: entry.writtenKey, value: entry.value, min, max: max ?? (tooLarge ? Number(size - 1n) : null) },
      };
    }
  },
});

/** One more than the greatest value of each whole-number type. */
const sizes: Partial<Readonly<Record<ValueType, bigint>>> = { short: 2n ** 15n, int: 2n ** 31n, long: 2n ** 63n };
