/**
 * The records that Kafka writes into its own topics, as JSON: what the formatters of kafka-console-consumer print, and beyond that
 * what members of classic groups told each other.
 */
import * as coordinator from '../kafka/protocol/coordinatorRecords.ts';
import { type DeclaredKey, typeOfKey } from '../kafka/protocol/coordinatorRecords.ts';
import { consumerAssignment, consumerSubscription } from '../kafka/protocol/consumerProtocol.ts';
import * as internal from '../kafka/protocol/internalRecords.ts';
import type { DeclaredData } from '../kafka/protocol/schema.ts';
import type { OwnDecoder } from '../decoding/decode.ts';
import { failureOf } from '../model/failure.ts';

interface Kind {
  readonly key: DeclaredKey<object>;
  readonly value: DeclaredData<object>;
}

const kind = (key: DeclaredKey<object>, value: DeclaredData<object>): Kind => ({ key, value });
const byType = (kinds: readonly Kind[]): ReadonlyMap<number, Kind> => new Map(kinds.map(one => [one.key.type, one]));

/** By the topic's name and the number in front of the record's key. */
const topics: Readonly<Record<string, ReadonlyMap<number, Kind>>> = {
  __consumer_offsets: byType([
    kind(internal.legacyOffsetCommitKey, coordinator.offsetCommitValue),
    kind(coordinator.offsetCommitKey, coordinator.offsetCommitValue),
    kind(coordinator.groupMetadataKey, coordinator.groupMetadataValue),
    kind(coordinator.consumerGroupMetadataKey, coordinator.consumerGroupMetadataValue),
    kind(internal.consumerGroupPartitionMetadataKey, internal.consumerGroupPartitionMetadataValue),
    kind(coordinator.consumerGroupMemberMetadataKey, coordinator.consumerGroupMemberMetadataValue),
    kind(internal.consumerGroupTargetAssignmentMetadataKey, internal.consumerGroupTargetAssignmentMetadataValue),
    kind(internal.consumerGroupTargetAssignmentMemberKey, internal.consumerGroupTargetAssignmentMemberValue),
    kind(coordinator.consumerGroupCurrentMemberAssignmentKey, coordinator.consumerGroupCurrentMemberAssignmentValue),
    kind(internal.consumerGroupRegularExpressionKey, internal.consumerGroupRegularExpressionValue),
    kind(coordinator.shareGroupMemberMetadataKey, coordinator.shareGroupMemberMetadataValue),
    kind(coordinator.shareGroupMetadataKey, coordinator.shareGroupMetadataValue),
    kind(internal.shareGroupTargetAssignmentMetadataKey, internal.shareGroupTargetAssignmentMetadataValue),
    kind(internal.shareGroupTargetAssignmentMemberKey, internal.shareGroupTargetAssignmentMemberValue),
    kind(coordinator.shareGroupCurrentMemberAssignmentKey, coordinator.shareGroupCurrentMemberAssignmentValue),
    kind(internal.shareGroupStatePartitionMetadataKey, internal.shareGroupStatePartitionMetadataValue),
    kind(coordinator.streamsGroupMetadataKey, coordinator.streamsGroupMetadataValue),
    kind(coordinator.streamsGroupMemberMetadataKey, coordinator.streamsGroupMemberMetadataValue),
    kind(internal.streamsGroupTargetAssignmentMetadataKey, internal.streamsGroupTargetAssignmentMetadataValue),
    kind(internal.streamsGroupTargetAssignmentMemberKey, internal.streamsGroupTargetAssignmentMemberValue),
    kind(coordinator.streamsGroupCurrentMemberAssignmentKey, coordinator.streamsGroupCurrentMemberAssignmentValue),
    kind(internal.streamsGroupTopologyKey, internal.streamsGroupTopologyValue),
  ]),
  __transaction_state: byType([kind(internal.transactionLogKey, internal.transactionLogValue)]),
  __share_group_state: byType([
    kind(internal.shareSnapshotKey, internal.shareSnapshotValue),
    kind(internal.shareUpdateKey, internal.shareUpdateValue),
  ]),
};

/**
 * Reads a record of `__consumer_offsets`, `__transaction_state` or `__share_group_state`; of any other topic undefined. A value
 * means what the record's key says:
 *
 *     key { "type": 1, "data": { "group": "billing", … } }   value { "version": 4, "data": { "offset": 184211, … } }
 */
export const readInternal: OwnDecoder = (bytes, { part, topic, key }) => {
  const kinds = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (kinds === undefined) return undefined;
  const type = key === null ? undefined : typeOfKey(key);
  if (type === undefined) return { fault: 'the key has no type in front' };
  const found = kinds.get(type);
  if (!found) return { fault: `records of type ${type} are newer than this program` };
  try {
    if (part === 'key') return { type: found.key.name, text: json({ type, data: found.key.decode(bytes) }) };
    return { type: found.value.name, text: json({ version: versionOf(bytes), data: unfolded(found, found.value.decode(bytes)) }) };
  } catch (thrown) {
    const { detail, kind: why } = failureOf(thrown);
    return { fault: detail ?? why };
  }
};

const versionOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt16(0);

/** What a classic group's members told each other stands in its record as bytes. */
function unfolded({ key }: Kind, value: object): object {
  if (key !== coordinator.groupMetadataKey) return value;
  const group = value as ReturnType<typeof coordinator.groupMetadataValue.decode>;
  // Kafka Connect and others have bytes of their own.
  if (group.protocolType !== 'consumer') return group;
  return {
    ...group,
    members: group.members.map(({ subscription, assignment, ...member }) => ({
      ...member,
      subscription: readOrBytes(consumerSubscription, subscription),
      assignment: readOrBytes(consumerAssignment, assignment),
    })),
  };
}

function readOrBytes(declared: DeclaredData<object>, bytes: Uint8Array): object {
  if (bytes.length === 0) return bytes;
  try {
    return declared.decode(bytes);
  } catch {
    return bytes; // shown as they are
  }
}

/** Numbers digit by digit, bytes as base64; what the record's version does not have is left out. */
function json(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'));
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${json(member)}`).join(',')}}`;
}
