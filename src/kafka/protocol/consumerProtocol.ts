import { array, bytes, data, int32, nullable, nullableString, string } from './schema.ts';

/**
 * What consumers tell each other through a classic group's coordinator, which does not read it: the subscription that a
 * member joined with, and the assignment that the leader made. Java's clients, librdkafka and kafkajs all speak it; Kafka
 * Connect and other users of the classic protocol have bytes of their own.
 */
export const consumerSubscription = data('ConsumerProtocolSubscription', 3, {
  topics: array(string),
  userData: nullable(bytes),
  /** Version 1, cooperative rebalancing (KIP-429): what the member brought along. */
  ownedPartitions: array({ topic: string, partitions: array(int32) }).since(1),
  generationId: int32.since(2),
  rackId: nullableString.since(3),
});

export const consumerAssignment = data('ConsumerProtocolAssignment', 3, {
  assignedPartitions: array({ topic: string, partitions: array(int32) }),
  userData: nullable(bytes),
});
