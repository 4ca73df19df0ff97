import type { Failure } from './failure.ts';

export interface Broker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface Partition extends TopicPartition {
  /** Node id of the leader; null while there is none. */
  readonly leader: number | null;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly offlineReplicas: readonly number[];
  readonly failure?: Failure;
}

export interface Topic {
  readonly name: string;
  /** Kafka's own topics: __consumer_offsets, __transaction_state. */
  readonly internal: boolean;
  readonly partitions: readonly Partition[];
  /** Why the topic could not be described; its partitions are then empty. */
  readonly failure?: Failure;
}

export interface ClusterDescription {
  readonly clusterId: string | null;
  readonly controllerId: number | null;
  readonly brokers: readonly Broker[];
  /** false: this login may not describe the cluster, so lists of topics and groups silently leave out what it may not see. */
  readonly listsAreComplete: boolean | 'unknown';
  /** The same for groups alone, of which Kafka tells it exactly: it takes DESCRIBE on the cluster. */
  readonly groupListIsComplete?: boolean | 'unknown';
}

export interface ConfigEntry {
  readonly name: string;
  /** null for sensitive values, and where the broker has none. */
  readonly value: string | null;
  readonly source: 'topic' | 'broker' | 'default-broker' | 'static-broker' | 'default' | 'group' | 'other';
  readonly sensitive: boolean;
}

/** `orders-2`, as Kafka's own tools print a partition. */
export const partitionName = ({ topic, partition }: TopicPartition): string => `${topic}-${partition}`;
