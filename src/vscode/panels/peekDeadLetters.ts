/** Dead letters for the peek panel: what the loaded ones have in common, where each came from, and how the topic grows. */
import * as vscode from 'vscode';
import type { Cluster } from '../../kafka/connection/cluster.ts';
import { failureOf } from '../../model/failure.ts';
import { columnId } from '../../model/peekColumn.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { DeadLetterAsks, DeadLetterDetails, DeadLettersTold } from '../../webviewProtocol/peekDeadLetters.ts';
import type { Kafka } from '../clusters/clusters.ts';

export interface DeadLetterSource {
  readonly topic: () => string;
  /** Rejects where the record is no longer loaded. */
  readonly loaded: (id: number) => Promise<{ readonly kafka: Kafka; readonly record: KafkaRecord }>;
  readonly open: () => Promise<{ readonly kafka: Kafka; readonly cluster: Cluster }>;
  readonly show: (place: { readonly topic: string; readonly partition: number; readonly offset: bigint }) => void;
}

export function deadLetterAnswers({ topic, loaded, open, show }: DeadLetterSource): Answers<DeadLetterAsks> {
  return {
    openOriginal: async ({ id }) => {
      const { kafka, record } = await loaded(id);
      const letter = kafka.deadLetterOf(record);
      if (!letter || letter.topic === null || letter.partition === null || letter.offset === null)
        throw new Error(vscode.l10n.t('The headers of this record do not say where it came from.'));
      show({ topic: letter.topic, partition: letter.partition, offset: letter.offset });
      return null;
    },
    growth: async (_question, signal) => {
      const { kafka, cluster } = await open();
      try {
        return { sentence: kafka.wordGrowth(await kafka.deadLetterGrowth(cluster, topic(), { signal })) };
      } catch (thrown) {
        throw new Error(kafka.failureSentence(failureOf(thrown)), { cause: thrown });
      }
    },
  };
}

export function deadLettersAmong(kafka: Kafka, records: readonly KafkaRecord[]): DeadLettersTold {
  const found = records.flatMap(record => {
    const letter = kafka.deadLetterOf(record);
    return letter ? [{ record, letter }] : [];
  });
  const words = kafka.wordDeadLetters(
    found.map(({ letter }) => letter),
    records.length,
  );
  const [first] = found;
  if (!words || !first) return { type: 'deadLetters', letters: null };
  return {
    type: 'deadLetters',
    letters: {
      lead: words.lead,
      counts: words.counts.map(({ words: said, exception }) => ({ words: said, exception: exception ?? '' })),
      columns: kafka.deadLetterColumns(first.record).map(name => columnId({ kind: 'header', name })),
    },
  };
}

export function deadLetterDetails(kafka: Kafka, record: KafkaRecord): DeadLetterDetails | undefined {
  const letter = kafka.deadLetterOf(record);
  return letter && kafka.wordDeadLetter(letter);
}
