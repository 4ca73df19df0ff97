/** A record that somebody's consumer gave up on. null: its headers do not say. */
export interface DeadLetter {
  readonly framework: 'Spring Kafka' | 'Spring Cloud Stream' | 'Kafka Connect' | 'Kafka Streams' | 'a share group' | 'SmallRye';
  /** Where it lay before. */
  readonly topic: string | null;
  readonly partition: number | null;
  readonly offset: bigint | null;
  readonly groupId: string | null;
  /** The exception's class as it is written: `org.apache.kafka.common.errors.SerializationException`. */
  readonly exception: string | null;
  readonly message: string | null;
  readonly stackTrace: string | null;
  /** Further facts of the framework: connector, task, stage, attempts. */
  readonly facts: readonly { readonly fact: string; readonly value: string }[];
}

/** How often each exception stands among some records, most often first. */
export interface DeadLetterCount {
  /** null: the headers name none. */
  readonly exception: string | null;
  readonly records: number;
}

export function countByException(letters: readonly DeadLetter[]): readonly DeadLetterCount[] {
  const counts = new Map<string | null, number>();
  for (const { exception } of letters) counts.set(exception, (counts.get(exception) ?? 0) + 1);
  return Array.from(counts, ([exception, records]) => ({ exception, records })).sort((a, b) => b.records - a.records);
}

/** `org.apache.kafka.common.errors.SerializationException` → `SerializationException`. */
export const shortException = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** What arrived within the last hour, day and week. */
export interface DeadLetterGrowth {
  /** Milliseconds since 1970 when it was asked. */
  readonly at: number;
  readonly spans: readonly {
    readonly ms: number;
    readonly arrived: bigint;
    /** Older ones were deleted, so there may have been more. */
    readonly atLeast: boolean;
  }[];
}
