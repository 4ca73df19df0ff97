import { api, array, int16, int32, int64, string } from '../schema.ts';

/**
 * DescribeTransactions (key 65, KIP-664, Kafka 3.0): what a transaction's coordinator knows of it. The coordinator is the broker
 * that listed the id (ListTransactions): FindCoordinator would create `__transaction_state` on a cluster without transactions.
 */
export const describeTransactions = api({
  key: 65,
  name: 'DescribeTransactions',
  versions: [0, 0],
  flexibleFrom: 0,
  request: { transactionalIds: array(string) },
  response: {
    throttleTimeMs: int32,
    transactionStates: array({
      errorCode: int16,
      transactionalId: string,
      transactionState: string,
      transactionTimeoutMs: int32,
      /** Milliseconds since 1970; −1 while none is open. */
      transactionStartTimeMs: int64,
      producerId: int64,
      producerEpoch: int16,
      /** What the transaction wrote to. */
      topics: array({ topic: string, partitions: array(int32) }),
    }),
  },
});
