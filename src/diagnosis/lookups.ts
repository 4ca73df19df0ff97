/** A partition's row and owner in a sample, at once: groups have thousands of partitions, and rules ask for each of them in each sample. */
import { partitionName, type TopicPartition } from '../model/cluster.ts';
import type { Group, Member } from '../model/group.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { GroupSample } from '../model/sample.ts';
import { ownersOf } from '../model/trend.ts';

export const rowIn = (sample: GroupSample, one: TopicPartition): PartitionOffsets | undefined => rowsIn(sample).get(partitionName(one));

/** The member that owned it then, as far as the assignments could be read. */
export const ownerIn = (sample: GroupSample, one: TopicPartition): Member | undefined => ownersIn(sample).get(partitionName(one));

/** Whether the same members own the same: mostly nothing changes from one sample to the next, and no partition needs to be looked up. */
export function areOwnedAlike(one: Group, other: Group): boolean {
  return (
    one.members.length === other.members.length &&
    one.members.every((member, index) => {
      const its = member.assignment.value;
      const others = other.members[index];
      return (
        others?.memberId === member.memberId &&
        its?.length === others.assignment.value?.length &&
        !!its?.every(({ topic, partition }, at) => {
          const place = others.assignment.value?.[at];
          return place?.partition === partition && place.topic === topic;
        })
      );
    })
  );
}

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
