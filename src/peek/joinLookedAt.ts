import type { LookedAt, LookedAtPartition } from '../model/peek.ts';

/** Two neighbouring looks as one. */
export function joinLookedAt(first: LookedAt, second: LookedAt): LookedAt {
  const added = new Map(second.partitions.map(each => [each.partition, each]));
  return {
    partitions: first.partitions.map(each => joinPartition(each, added.get(each.partition))),
    records: first.records + second.records,
    hidden: first.hidden + second.hidden,
    bytes: first.bytes + second.bytes,
    ms: first.ms + second.ms,
    ...(second.stopped ? { stopped: second.stopped } : {}),
    ...(first.failure ? { failure: first.failure } : {}),
  };
}

function joinPartition(first: LookedAtPartition, second: LookedAtPartition | undefined): LookedAtPartition {
  if (!second) return first;
  if (second.failure && second.from === second.to) return { ...first, failure: second.failure };
  const from = second.from < first.from ? second.from : first.from;
  const to = second.to > first.to ? second.to : first.to;
  return { ...first, ...second, from, to };
}
