import {
  array,
  bytes,
  data,
  type Fields,
  int32,
  int64,
  int8,
  nullable,
  nullableString,
  readOrFail,
  string,
  struct,
  type Struct,
  uint16,
  uuid,
} from './schema.ts';
import { compileReader } from './codec.ts';
import type { StructShape } from './shape.ts';

/**
 * What group coordinators write into `__consumer_offsets`, as far as it tells of a group, its members and its commits. The
 * number in front of a record's key says which of these it is; next in every key is the group's id. A record without a value
 * takes back what was said under its key.
 */

export const offsetCommitKey = key('OffsetCommitKey', 1, { group: string, topic: string, partition: int32 });
export const groupMetadataKey = key('GroupMetadataKey', 2, { group: string });
export const consumerGroupMetadataKey = key('ConsumerGroupMetadataKey', 3, { groupId: string });
export const shareGroupMetadataKey = key('ShareGroupMetadataKey', 11, { groupId: string });
export const streamsGroupMetadataKey = key('StreamsGroupMetadataKey', 17, { groupId: string });
export const consumerGroupMemberMetadataKey = key('ConsumerGroupMemberMetadataKey', 5, { groupId: string, memberId: string });
export const shareGroupMemberMetadataKey = key('ShareGroupMemberMetadataKey', 10, { groupId: string, memberId: string });
export const streamsGroupMemberMetadataKey = key('StreamsGroupMemberMetadataKey', 19, { groupId: string, memberId: string });
export const consumerGroupCurrentMemberAssignmentKey = key('ConsumerGroupCurrentMemberAssignmentKey', 8, {
  ...{ groupId: string, memberId: string },
});
export const shareGroupCurrentMemberAssignmentKey = key('ShareGroupCurrentMemberAssignmentKey', 14, { groupId: string, memberId: string });
export const streamsGroupCurrentMemberAssignmentKey = key('StreamsGroupCurrentMemberAssignmentKey', 22, {
  ...{ groupId: string, memberId: string },
});

export const offsetCommitValue = data(
  'OffsetCommitValue',
  4,
  {
    offset: int64,
    leaderEpoch: int32.since(3),
    metadata: string,
    commitTimestamp: int64,
    expireTimestamp: int64.since(1).until(1),
    topicId: uuid.since(4).tagged(0),
  },
  4,
);

export const groupMetadataValue = data(
  'GroupMetadataValue',
  4,
  {
    protocolType: string,
    generation: int32,
    protocol: nullableString,
    leader: nullableString,
    currentStateTimestamp: int64.since(2),
    members: array({
      memberId: string,
      groupInstanceId: nullableString.since(3),
      clientId: string,
      clientHost: string,
      rebalanceTimeout: int32.since(1),
      sessionTimeout: int32,
      /** consumerProtocol.ts reads these two where the group's protocol type is `consumer`. */
      subscription: bytes,
      assignment: bytes,
    }),
  },
  4,
);

export const consumerGroupMetadataValue = data('ConsumerGroupMetadataValue', 0, { epoch: int32, metadataHash: int64.tagged(0) }, 0);
export const shareGroupMetadataValue = data('ShareGroupMetadataValue', 0, { epoch: int32, metadataHash: int64 }, 0);
export const streamsGroupMetadataValue = data(
  'StreamsGroupMetadataValue',
  0,
  {
    epoch: int32,
    metadataHash: int64,
    validatedTopologyEpoch: int32.tagged(0),
    lastAssignmentConfigs: nullable(array({ key: string, value: string })).tagged(1),
  },
  0,
);

export const consumerGroupMemberMetadataValue = data(
  'ConsumerGroupMemberMetadataValue',
  0,
  {
    instanceId: nullableString,
    rackId: nullableString,
    clientId: string,
    clientHost: string,
    subscribedTopicNames: array(string),
    subscribedTopicRegex: nullableString,
    rebalanceTimeoutMs: int32,
    serverAssignor: nullableString,
    /** Set where the member speaks the classic protocol to a group that has moved on. */
    classicMemberMetadata: nullable(
      struct({ sessionTimeoutMs: int32, supportedProtocols: array({ name: string, metadata: bytes }) }),
    ).tagged(0),
  },
  0,
);
export const shareGroupMemberMetadataValue = data(
  'ShareGroupMemberMetadataValue',
  0,
  { rackId: nullableString, clientId: string, clientHost: string, subscribedTopicNames: array(string) },
  0,
);
export const streamsGroupMemberMetadataValue = data(
  'StreamsGroupMemberMetadataValue',
  0,
  {
    instanceId: nullableString,
    rackId: nullableString,
    clientId: string,
    clientHost: string,
    rebalanceTimeoutMs: int32,
    topologyEpoch: int32,
    processId: string,
    userEndpoint: nullable(struct({ host: string, port: uint16 })),
    clientTags: array({ key: string, value: string }),
  },
  0,
);

const epochs = { memberEpoch: int32, previousMemberEpoch: int32, state: int8 } as const;
const ownedPartitions = array({ topicId: uuid, partitions: array(int32), assignmentEpochs: nullable(array(int32)).tagged(0) });
const tasks = array({ subtopologyId: string, partitions: array(int32), assignmentEpochs: nullable(array(int32)).tagged(0) });

export const consumerGroupCurrentMemberAssignmentValue = data(
  'ConsumerGroupCurrentMemberAssignmentValue',
  0,
  { ...epochs, assignedPartitions: ownedPartitions, partitionsPendingRevocation: ownedPartitions },
  0,
);
export const shareGroupCurrentMemberAssignmentValue = data(
  'ShareGroupCurrentMemberAssignmentValue',
  0,
  { ...epochs, assignedPartitions: array({ topicId: uuid, partitions: array(int32) }) },
  0,
);
export const streamsGroupCurrentMemberAssignmentValue = data(
  'StreamsGroupCurrentMemberAssignmentValue',
  0,
  {
    ...{ ...epochs, activeTasks: tasks, standbyTasks: tasks, warmupTasks: tasks },
    ...{ activeTasksPendingRevocation: tasks, standbyTasksPendingRevocation: tasks, warmupTasksPendingRevocation: tasks },
  },
  0,
);

/** The key of one type of record. */
export interface DeclaredKey<T> {
  readonly name: string;
  /** The number in front. */
  readonly type: number;
  readonly shape: StructShape;
  /** Throws FailureError of kind 'unreadable'. */
  decode(key: Uint8Array): T;
}

export function key<F extends Fields>(name: string, type: number, fields: F): DeclaredKey<Struct<F>> {
  const { shape } = struct(fields).field;
  const read = compileReader(shape, 0, false);
  return {
    ...{ name, type, shape: shape as StructShape },
    decode: from => {
      const frame = Buffer.from(from.buffer, from.byteOffset, from.byteLength);
      return readOrFail(frame, name, 0, reader => {
        reader.skip(typeBytes);
        return read(reader) as Struct<F>;
      });
    },
  };
}

const typeBytes = 2;

/** The type of a record; undefined where the key has no room for one. */
export const typeOfKey = (of: Uint8Array): number | undefined =>
  of.length < typeBytes ? undefined : new DataView(of.buffer, of.byteOffset).getInt16(0);

/** Tells whose record it is without reading more of the key than the group's id. */
export function keysOfGroup(groupId: string): (key: Uint8Array) => boolean {
  const id = Buffer.from(groupId);
  const from = typeBytes + idLengthBytes;
  return of =>
    of.length >= from + id.length &&
    new DataView(of.buffer, of.byteOffset).getInt16(typeBytes) === id.length &&
    id.compare(of, from, from + id.length) === 0;
}

const idLengthBytes = 2;
