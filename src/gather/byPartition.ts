import type { TopicPartition } from '../model/cluster.ts';

/** Values by partition, in the order in which they came; the first of a partition stays. A hundred thousand names are never put together. */
export class ByPartition<T extends TopicPartition> {
  readonly #topics = new Map<string, Map<number, T>>();

  setOnce(value: T): void {
    const topic = this.#topics.get(value.topic) ?? new Map<number, T>();
    if (topic.size === 0) this.#topics.set(value.topic, topic);
    if (!topic.has(value.partition)) topic.set(value.partition, value);
  }

  set(value: T): void {
    const topic = this.#topics.get(value.topic);
    if (topic) topic.set(value.partition, value);
    else this.#topics.set(value.topic, new Map([[value.partition, value]]));
  }

  get({ topic, partition }: TopicPartition): T | undefined {
    return this.#topics.get(topic)?.get(partition);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const topic of this.#topics.values()) yield* topic.values();
  }

  /** Topic after topic by name, each with its values by number. */
  *topicsInOrder(): Generator<readonly T[]> {
    for (const topic of [...this.#topics.keys()].sort()) {
      yield [...(this.#topics.get(topic)?.values() ?? [])].sort((a, b) => a.partition - b.partition);
    }
  }
}
