import type { ClientConfiguration } from '../configuration.ts';
import { consuming, defineRule } from '../defineRule.ts';
import type { Facts } from '../facts/facts.ts';
import { comparedWith, removeEntry } from '../fixes.ts';

/** Bytes that librdkafka adds to fetch.max.bytes for the rest of an answer. */
const rest = 512;

/**
 * librdkafka's limits have to contain one another: message.max.bytes ≤ fetch.max.bytes ≤ receive.message.max.bytes − 512. It
 * raises the larger ones by itself, but only where nobody wrote them.
 */
export const fetchLimitsContradict = defineRule({
  id: 'fetch-limits-contradict',
  title: 'Fetch limits that contradict each other',
  severity: 'error',
  roles: consuming,
  libraries: ['librdkafka'],
  *check(config, facts) {
    const [message, fetch, receive] = [
      bytesOf('message.max.bytes', config, facts),
      bytesOf('fetch.max.bytes', config, facts),
      bytesOf('receive.message.max.bytes', config, facts),
    ];
    if (!message || !fetch || !receive) return;
    if (fetch.entry && fetch.value < message.value) yield contradiction(fetch, message, message.value);
    // What nobody wrote is raised to what it has to hold.
    const fetchInEffect = fetch.entry ? fetch.value : Math.max(fetch.value, message.value);
    if (receive.entry && receive.value < fetchInEffect + rest) yield contradiction(receive, fetch, fetchInEffect + rest);
  },
});

interface Limit {
  readonly key: string;
  readonly value: number;
  readonly entry: ReturnType<ClientConfiguration['entry']>;
}

function bytesOf(key: string, config: ClientConfiguration, facts: Facts): Limit | undefined {
  const entry = config.entry(key);
  const value = Number(entry?.value ?? facts.defaultOf('consumer', key, config.version));
  return entry?.placeholder === true || !Number.isInteger(value) ? undefined : { key: entry?.writtenKey ?? key, value, entry };
}

function contradiction({ key, value, entry }: Limit, other: Limit, needs: number) {
  return {
    range: entry?.valueRange ?? { start: 0, end: 0 },
    figures: { limit: key, bytes: value, other: other.key, otherWritten: other.entry !== undefined, needs },
    related: comparedWith(other.entry),
    fixes: entry ? [removeEntry(entry)] : [],
  };
}
