import { partitionName, type TopicPartition } from '../model/cluster.ts';
import { type Answer, known, unknown } from '../model/failure.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { grouped } from './grouped.ts';

/** What most answers say of each of their items. */
interface Answered {
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

/** Partitions by topic, as most requests carry them. */
export function byTopic<P extends TopicPartition, Wire>(
  partitions: readonly P[],
  wire: (one: P) => Wire,
): readonly { readonly topic: string; readonly partitions: readonly Wire[] }[] {
  return [...grouped(partitions, ({ topic }) => topic)].map(([topic, ones]) => ({ topic, partitions: ones.map(wire) }));
}

/** What `request` was answered for each partition, in the order of `asked`; one that was left out is a failure of its own. */
export function answersByPartition<A extends Answered, Value>(
  request: string,
  asked: readonly TopicPartition[],
  answered: Iterable<readonly [topic: string, partition: number, answer: A]>,
  read: (answer: A) => Value,
): readonly Answer<Value>[] {
  const named = new Map<string, A>();
  for (const [topic, partition, answer] of answered) named.set(partitionName({ topic, partition }), answer);
  return answersByName(request, asked.map(partitionName), named, read);
}

/** The same for items that have a name: groups, topics, transactional ids. */
export function answersByName<A extends Answered, Value>(
  request: string,
  asked: readonly string[],
  answered: ReadonlyMap<string, A>,
  read: (answer: A) => Value,
): readonly Answer<Value>[] {
  return asked.map(subject => {
    const answer = answered.get(subject);
    if (answer === undefined) return unknown(missingInAnswer({ request, subject }));
    const failure = failureFromCode(answer.errorCode, { request, subject, detail: answer.errorMessage });
    return failure ? unknown(failure) : known(read(answer));
  });
}
