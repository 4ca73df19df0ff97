import type { ValueType } from '../../model/problem.ts';
import type { ClientConfiguration, Entry } from '../configuration.ts';
import type { Library } from '../roles.ts';
import { defineRule } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { commentIn, quotesAround } from '../valueShapes.ts';

/** A value that the client cannot read as the type that its ConfigDef demands: it refuses to start. */
export const wrongType = defineRule({
  id: 'wrong-type',
  title: 'Value of the wrong type',
  severity: 'error',
  *check(config, facts) {
    for (const entry of config.entries) {
      const known = facts.key(config.role, entry.key);
      const readable = known && readers[config.library][known.type];
      // An empty value is mostly a gap that a program fills; comments and quotes have rules of their own.
      if (!readable || entry.placeholder || entry.value === '' || readable.test(entry.value)) continue;
      if (commentIn(entry.value) || quotesAround(entry.value) !== undefined) continue;
      const suggestion = meant(entry.value, known.type, entry.key);
      yield {
        range: entry.valueRange,
        severity: readAs(config, entry) === null ? 'error' : 'warning',
        figures: {
          key: entry.writtenKey,
          type: known.type,
          value: entry.value,
          suggestion: suggestion ?? null,
          readAs: readAs(config, entry),
        },
        fixes: suggestion === undefined ? [] : [setValue(config, entry, suggestion)],
      };
    }
  },
});

/** librdkafka's strtol takes the digits that it finds, and leaves the rest: 45s is 45 to it. */
const readAs = ({ library }: ClientConfiguration, { value }: Entry): string | null =>
  library === 'librdkafka' ? (/^[+-]?\d+/.exec(value)?.[0] ?? null) : null;

/** What Java's parse functions take, after trimming; whether the number fits is value-out-of-range's question. */
const javaReaders: Partial<Readonly<Record<ValueType, RegExp>>> = {
  boolean: /^(true|false)$/i,
  int: /^[+-]?\d+$/,
  long: /^[+-]?\d+$/,
  short: /^[+-]?\d+$/,
  double: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[fd]?$|^NaN$|^[+-]?Infinity$/i,
};

const readers: Readonly<Record<Library, typeof javaReaders>> = {
  java: javaReaders,
  librdkafka: { boolean: /^(true|false|t|f|1|0)$/i, int: /^[+-]?(\d+|0x[\da-f]+)$/i, double: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i },
};

/** The value that a person most likely had in mind; undefined where that would be guessing. */
function meant(value: string, type: ValueType, key: string): string | undefined {
  if (type === 'boolean')
    return /^(yes|on|1|y|t|enabled?)$/i.test(value) ? 'true' : /^(no|off|0|n|f|disabled?)$/i.test(value) ? 'false' : undefined;
  const plain = /^(\d{1,3}([_,' ]\d{3})+|\d+)(?:\.0+)?[lL]?$/.exec(value)?.[1];
  if (plain !== undefined) return plain.replaceAll(/\D/g, '');
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(value) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const factor = key.endsWith('.ms') ? milliseconds[unit.toLowerCase()] : bytes[unit.toLowerCase()];
  const result = factor === undefined ? Number.NaN : Number(amount) * factor;
  return Number.isInteger(result) ? String(result) : undefined;
}

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  minutes: 60_000,
  h: 3_600_000,
};
const bytes: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1_048_576,
  mb: 1_048_576,
  mib: 1_048_576,
  g: 1_073_741_824,
  gb: 1_073_741_824,
};
