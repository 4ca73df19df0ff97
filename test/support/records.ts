import type { KafkaRecord } from '../../src/model/record.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** orders-2 at an offset that no number can hold, with a price that a number would rewrite. */
export const aRecord = (part: Partial<KafkaRecord> = {}): KafkaRecord => ({
  topic: 'orders',
  partition: 2,
  offset: 9_007_199_254_740_993n,
  timestamp: Date.UTC(2026, 10, 20, 13, 2, 16, 988),
  timestampType: 'CreateTime',
  key: utf8('cust-11820'),
  value: utf8('{"orderId":771204,"amount":18.90}'),
  headers: [],
  size: 43,
  batch: {
    baseOffset: 9_007_199_254_740_990n,
    lastOffset: 9_007_199_254_740_995n,
    magic: 2,
    compression: 'none',
    producerId: -1n,
    producerEpoch: -1,
    transactional: false,
    leaderEpoch: 6,
  },
  ...part,
});
