import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchBounds } from '../kafka/offsets.ts';
import { listTopics } from '../kafka/topics.ts';
import type { Topic } from '../model/cluster.ts';
import { isDeadLetterTopicOf } from '../model/watch.ts';
import type { AskOptions } from './sampleGroup.ts';

/** New topics are looked for this often. */
const TOPICS_ARE_FRESH_MS = 10 * 60_000;

/** The dead-letter topics of a group: which there are by their names, and how much was ever written to them. */
export class DeadLetters {
  readonly #cluster: Cluster;
  readonly #groupId: string;
  #topics: readonly Topic[] = [];
  #listedAt = -Infinity;

  constructor(cluster: Cluster, groupId: string) {
    this.#cluster = cluster;
    this.#groupId = groupId;
  }

  /** Log ends, summed by topic; null: one of them did not answer. Throws FailureError when nothing at all could be had. */
  async ends(ofTopics: readonly string[], options: AskOptions = {}): Promise<ReadonlyMap<string, bigint> | null> {
    if (Date.now() - this.#listedAt >= TOPICS_ARE_FRESH_MS) {
      const topics = await listTopics(this.#cluster, options);
      this.#topics = topics.filter(({ name }) => isDeadLetterTopicOf(name, ofTopics, this.#groupId));
      this.#listedAt = Date.now();
    }
    const ends = new Map<string, bigint>();
    for (const { topic, highWatermark } of await fetchBounds(
      this.#cluster,
      this.#topics.flatMap(({ partitions }) => partitions),
      options,
    )) {
      if (highWatermark.value === undefined) return null;
      ends.set(topic, (ends.get(topic) ?? 0n) + highWatermark.value);
    }
    return ends;
  }
}
