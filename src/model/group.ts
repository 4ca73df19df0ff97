import type { Answer, Failure } from './failure.ts';
import type { TopicPartition } from './cluster.ts';

/** KIP-848's names. A broker below 3.8 lists no types: its groups are classic. */
export type GroupType = 'classic' | 'consumer' | 'share' | 'streams' | 'unknown';

/** Kafka's own state names, of all group types. */
export type GroupState =
  'Empty' | 'Stable' | 'PreparingRebalance' | 'CompletingRebalance' | 'Assigning' | 'Reconciling' | 'NotReady' | 'Dead' | 'Unknown';

/** One line of ListGroups. */
export interface GroupListing {
  readonly groupId: string;
  readonly groupType: GroupType;
  readonly groupState: GroupState;
  /** `consumer` for consumers; `connect`, … for other users of the classic protocol; empty for groups that only ever committed. */
  readonly protocolType: string;
}

export interface Member {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  /** Topic names that it subscribes to; a failure where the bytes could not be read, or the group is rebalancing. */
  readonly subscription: Answer<readonly string[]>;
  /** KIP-848 regex subscription, evaluated by the broker; null without one. */
  readonly subscribedRegex: string | null;
  readonly assignment: Answer<readonly TopicPartition[]>;
  /** Only in classic groups of consumers, where the bytes could be read. */
  readonly joinedWith?: JoinedWith;
  /** Only in consumer groups: what the coordinator wants it to own; differs from assignment while reconciling. */
  readonly targetAssignment?: readonly TopicPartition[];
  /** Only in consumer groups. */
  readonly memberEpoch?: number;
}

/** What a member of a classic group told the group's leader when it last joined: its own view, which may be an old one. */
export interface JoinedWith {
  /** The partitions that it owned then; null before version 1 of its protocol (KIP-429), which does not tell. */
  readonly ownedPartitions: readonly TopicPartition[] | null;
  /** The generation in which it got them: −1 for a member that is new; null before version 2 (KIP-792). */
  readonly generation: number | null;
  /** `client.rack`; null where it has none or its protocol is older than version 3 (KIP-881). */
  readonly rack: string | null;
  readonly assignorData: Answer<AssignorData>;
}

/** What an assignor keeps with a member's subscription. */
export type AssignorData =
  | { readonly kind: 'none' }
  /** `sticky` and `cooperative-sticky`. Java's cooperative one keeps its generation alone; the first versions kept none. */
  | { readonly kind: 'sticky'; readonly previousAssignment: readonly TopicPartition[] | null; readonly generation: number | null }
  /** Kafka Streams' own bytes, in this version of them. */
  | { readonly kind: 'streams'; readonly version: number }
  /** Of an assignor that is none of Kafka's. */
  | { readonly kind: 'foreign'; readonly bytes: number };

export interface Group extends GroupListing {
  /** Node id of its coordinator. */
  readonly coordinator: number | null;
  /** Chosen assignor (`range`, `cooperative-sticky`; `uniform` for consumer groups); empty while there is none. */
  readonly assignor: string;
  /** Group epoch of a consumer group; a classic group shows its generation to nobody but its members. */
  readonly groupEpoch?: number;
  readonly assignmentEpoch?: number;
  readonly members: readonly Member[];
  /** Why it could not be described; then members are empty and the state is the listed one. */
  readonly failure?: Failure;
}
