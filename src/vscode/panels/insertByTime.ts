/** What a place in time takes of a record. */
export interface Timed {
  readonly topic: string;
  readonly partition: number;
  /** Milliseconds since 1970; −1 for none. */
  readonly timestamp: number;
}

export interface Inserted<T> {
  readonly all: readonly T[];
  /** What was added, in its order in `all`. */
  readonly added: readonly T[];
  /** Where each of them stands in `all`; ascending. */
  readonly at: readonly number[];
}

/**
 * Puts what arrived among what is there, by time. A partition's own order holds even where its clocks went backwards: a
 * record counts as no older than those before it in its partition. `arrived` has each partition's records in their order,
 * and they come after those of the partition that are there; what is there keeps its order.
 */
export function insertByTime<T>(there: readonly T[], arrived: readonly T[], timedOf: (item: T) => Timed): Inserted<T> {
  const latest = new Map<string, number>();
  const timeOf = (item: T): number => {
    const { topic, partition, timestamp } = timedOf(item);
    const key = `${partition} ${topic}`;
    const time = Math.max(timestamp, latest.get(key) ?? -1);
    latest.set(key, time);
    return time;
  };
  const times = there.map(timeOf);
  // Sorting is stable: records of one millisecond stay as they came.
  const news = arrived.map(item => ({ item, time: timeOf(item) })).sort((a, b) => a.time - b.time);

  const all: T[] = [];
  const at: number[] = [];
  let next = 0;
  for (const { item, time } of news) {
    while (next < there.length && (times[next] ?? 0) <= time) all.push(there[next++] as T);
    at.push(all.length);
    all.push(item);
  }
  return { all: [...all, ...there.slice(next)], added: news.map(({ item }) => item), at };
}
