/** Numbers and names as a sentence says them. */
import { formatCount, formatSpan } from '../model/figures.ts';

/** "1 record", "7,255 records". */
export const records = (count: bigint | number): string =>
  `${formatCount(count)} ${BigInt(Math.round(Number(count))) === 1n ? 'record' : 'records'}`;

/** Small numbers as words: "one", "twelve", "13". */
export const inWords = (count: number): string => small[count] ?? formatCount(count);

/** "one partition", "6 partitions" */
export const counted = (count: number, one: string, many: string): string => `${inWords(count)} ${count === 1 ? one : many}`;

/** "orders-2", "orders-2 and orders-4", "orders-2, orders-4, orders-5 and 3 more". */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.length <= most + 1 ? names : [...names.slice(0, most), `${formatCount(names.length - most)} more`];
  const last = shown.at(-1) ?? '';
  return shown.length <= 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** How long something was watched, to the nearest second: beats are never quite on time, and 19.98 s are 20. */
export const watchedFor = (ms: number): string => formatSpan(Math.round(ms / 1000) * 1000);

/** The first letter of a sentence; names of topics and groups are never given to it. */
export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const;
