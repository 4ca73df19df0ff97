import type { TopicPartition } from '../model/cluster.ts';
import type { Missing } from '../model/finding.ts';
import { type Answer, type Failure, known, unknown } from '../model/failure.ts';
import type { OpenTransaction, Transaction, TransactionListing, TransactionState } from '../model/transaction.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode } from './errors.ts';
import { askEveryBroker } from './everyBroker.ts';
import { answersByName } from './itemAnswers.ts';
import { describeProducers } from './producers.ts';
import { describeTransactions as describeTransactionsApi } from './protocol/apis/describeTransactions.ts';
import { listTransactions as listTransactionsApi } from './protocol/apis/listTransactions.ts';
import { askEach, atNode, type Options } from './routing.ts';

export interface TransactionQuestion extends Options {
  /** Only those of these producers. */
  readonly producerIds?: readonly bigint[];
}

/**
 * The transactional ids that this login may DESCRIBE, by name; others are left out in silence. A broker that fails is in `missing`
 * (`broker 2`): the ids that it coordinates are not in the list. Brokers before 3.0 do not know ('unsupported').
 */
export async function listTransactions(
  cluster: Cluster,
  { producerIds = [], ...options }: TransactionQuestion = {},
): Promise<{ readonly transactions: readonly TransactionListing[]; readonly missing: readonly Missing[] }> {
  const filters = { stateFilters: [], producerIdFilters: producerIds };
  const answers = await askEveryBroker(
    cluster,
    async nodeId => {
      const { errorCode, transactionStates } = await cluster.ask(listTransactionsApi, filters, { ...options, broker: nodeId });
      const failure = failureFromCode(errorCode, { request: 'ListTransactions', subject: `broker ${nodeId}` });
      return failure ? unknown(failure) : known(transactionStates);
    },
    options,
  );
  const transactions = answers.flatMap(({ nodeId: coordinator, answer }) =>
    (answer.value ?? []).map(({ transactionalId, producerId, transactionState }) => ({
      ...{ transactionalId, producerId, state: stateOf(transactionState), coordinator },
    })),
  );
  const missing = answers.flatMap(({ nodeId, answer }): readonly Missing[] =>
    answer.failure ? [{ subject: `broker ${nodeId}`, reason: { kind: 'failure', failure: answer.failure } }] : [],
  );
  return { transactions: transactions.sort((a, b) => (a.transactionalId < b.transactionalId ? -1 : 1)), missing };
}

/** Each listed transaction as its coordinator knows it, in the order of `listings`. It takes DESCRIBE on the transactional id. */
export async function describeTransactions(
  cluster: Cluster,
  listings: readonly TransactionListing[],
  options: Options = {},
): Promise<readonly { readonly transactionalId: string; readonly transaction: Answer<Transaction> }[]> {
  const asked = await askEach<TransactionListing, Transaction>(
    listings,
    {
      // No FindCoordinator: on a cluster without transactions it would create their topic.
      locate: some => Promise.resolve(some.map(({ coordinator }) => known(coordinator))),
      ask: async (some, node) => {
        const ids = some.map(({ transactionalId }) => transactionalId);
        const { transactionStates } = await cluster.ask(describeTransactionsApi, { transactionalIds: ids }, atNode(node, options));
        const byId = new Map(transactionStates.map(one => [one.transactionalId, one]));
        return answersByName('DescribeTransactions', ids, byId, one => transactionOf(one, node === 'any' ? -1 : node));
      },
      most: 200,
    },
    options,
  );
  return asked.map(({ item: { transactionalId }, answer: transaction }) => ({ transactionalId, transaction }));
}

/**
 * The transactions that are open in these partitions, each with its coordinator's view: what `whyHanging` judges. Asked where the
 * last stable offset stays below the high watermark. A partition whose producers could not be read is in `missing`.
 */
export async function openTransactions(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  options: Options = {},
): Promise<{ readonly open: readonly OpenTransaction[]; readonly missing: readonly Missing[] }> {
  const described = await describeProducers(cluster, partitions, options);
  const open = described.flatMap(({ topic, partition, producers }) =>
    (producers.value ?? []).flatMap(producer =>
      producer.openSince === null ? [] : [{ topic, partition, ...producer, openSince: producer.openSince }],
    ),
  );
  const missing = described.flatMap(({ topic, partition, producers }): readonly Missing[] =>
    producers.failure ? [{ subject: `${topic}-${partition}`, reason: { kind: 'failure', failure: producers.failure } }] : [],
  );
  if (open.length === 0) return { open: [], missing };
  const views = await coordinatorsViews(cluster, [...new Set(open.map(({ producerId }) => producerId))], options);
  return { open: open.map(one => ({ ...one, transaction: views(one.producerId) })), missing };
}

/** By producer id. While a broker's list is missing, a producer that is in no other list may be in that one. */
async function coordinatorsViews(
  cluster: Cluster,
  producerIds: readonly bigint[],
  options: Options,
): Promise<(producerId: bigint) => Answer<Transaction | null>> {
  const { transactions, missing } = await listTransactions(cluster, { ...options, producerIds });
  const described = await describeTransactions(cluster, transactions, options);
  const views = new Map(transactions.map((listing, index) => [listing.producerId, described[index]?.transaction]));
  const [unread] = missing.flatMap(({ reason }): readonly Failure[] => (reason.kind === 'failure' ? [reason.failure] : []));
  return producerId => views.get(producerId) ?? (unread ? unknown(unread) : known(null));
}

type Answered = ReturnType<typeof describeTransactionsApi.decode>['transactionStates'][number];

const transactionOf = (answered: Answered, coordinator: number): Transaction => ({
  ...{ transactionalId: answered.transactionalId, producerId: answered.producerId, producerEpoch: answered.producerEpoch, coordinator },
  ...{ state: stateOf(answered.transactionState), timeoutMs: answered.transactionTimeoutMs },
  startedAt: answered.transactionStartTimeMs < 0n ? null : Number(answered.transactionStartTimeMs),
  partitions: answered.topics.flatMap(({ topic, partitions }) => partitions.map(partition => ({ topic, partition }))),
});

const states: readonly TransactionState[] = [
  ...(['Empty', 'Ongoing', 'PrepareCommit', 'PrepareAbort', 'CompleteCommit', 'CompleteAbort', 'Dead', 'PrepareEpochFence'] as const),
];
const stateOf = (text: string): TransactionState => states.find(state => state === text) ?? 'Other';
