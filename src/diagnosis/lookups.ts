/** A partition's row and owner in a sample, at once: groups have thousands of partitions, and rules ask for each of them in each sample. */
import { partitionName, type TopicPartition } from '../model/cluster.ts';
import type { Member } from '../model/group.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { GroupSample } from '../model/sample.ts';
import { ownersOf } from '../model/trend.ts';

export const rowIn = (sample: GroupSample, one: TopicPartition): PartitionOffsets | undefined => rowsIn(sample).get(partitionName(one));

/** The member that owned it then, as far as the assignments could be read. */
export const ownerIn = (sample: GroupSample, one: TopicPartition): Member | undefined => ownersIn(sample).get(partitionName(one));

/** `make` is called once an object, whoever asks: samples and logs never change. */
export function onceEach<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const made = new WeakMap<From, Made>();
  return from => {
    const known = made.get(from);
    if (known !== undefined) return known;
    const fresh = make(from);
    made.set(from, fresh);
    return fresh;
  };
}

const rowsIn = onceEach(
  ({ partitions }: GroupSample): ReadonlyMap<string, PartitionOffsets> => new Map(partitions.map(row => [partitionName(row), row])),
);

const ownersIn = onceEach(({ group }: GroupSample): ReadonlyMap<string, Member> => ownersOf(group.members));
