import type { AssignorData } from '../../model/group.ts';
import type { TopicPartition } from '../../model/cluster.ts';
import { compileReader } from './codec.ts';
import { array, int32, readOrFail, string, struct, type Value } from './schema.ts';
import type { Reader } from './wire.ts';

/**
 * What a member's assignor put beside its subscription, for the next leader of the group. The assignors' formats are in no
 * schema of Kafka's: they are StickyAssignor's, CooperativeStickyAssignor's, StreamsPartitionAssignor's and librdkafka's own.
 * @param assignor the assignor's name, which the group chose: `protocolData` of DescribeGroups.
 * @throws FailureError of kind 'unreadable' when the bytes are not what that assignor writes.
 */
export function readAssignorData(assignor: string, userData: Uint8Array | null): AssignorData {
  if (userData === null || userData.length === 0) return { kind: 'none' };
  const frame = Buffer.from(userData.buffer, userData.byteOffset, userData.byteLength);
  const name = `user data of ${assignor}`;
  switch (assignor) {
    case 'sticky':
      return readOrFail(frame, name, 1, sticky);
    case 'cooperative-sticky':
      // Java's tells its generation alone, since it owns what the subscription says; librdkafka's is its sticky assignor's.
      if (frame.length > generationBytes) return readOrFail(frame, name, 1, sticky);
      return readOrFail(frame, name, 0, reader => ({ kind: 'sticky', previousAssignment: null, generation: reader.int32() }));
    case 'stream':
      // Kafka Streams: a version, then a binary form of its own that changed eleven times and means something to Streams alone.
      return readOrFail(frame, name, 0, reader => ({ kind: 'streams', version: reader.int32() }));
    default:
      return { kind: 'foreign', bytes: frame.length };
  }
}

const generationBytes = 4;
const previous = array({ topic: string, partitions: array(int32) });
const readPrevious = compileReader(struct({ previous }).field.shape, 0, false);

/** Version 1, since Kafka 2.3, has the generation behind the assignment; version 0 ends there, and none of them says which it is. */
function sticky(reader: Reader): AssignorData {
  const answered = readPrevious(reader) as { readonly previous: Value<typeof previous> };
  const previousAssignment: readonly TopicPartition[] = answered.previous.flatMap(({ topic, partitions }) =>
    partitions.map(partition => ({ topic, partition })),
  );
  return { kind: 'sticky', previousAssignment, generation: reader.remaining >= generationBytes ? reader.int32() : null };
}
