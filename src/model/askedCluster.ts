import type { Broker, ConfigEntry, Topic } from './cluster.ts';
import type { Group } from './group.ts';
import type { PartitionCommit } from './offsets.ts';
import type { AllowedOperations } from './operations.ts';
import type { Part, TopicConfig } from './snapshot.ts';

/** What the live rules of the linter want to know of a cluster about one file; empty lists and false: not asked. */
export interface ClusterQuestions {
  readonly brokers: boolean;
  /** The limits that a broker runs with. */
  readonly brokerConfigs: boolean;
  /** All topics that the login may see: for patterns, and for the name that was meant. */
  readonly allTopics: boolean;
  /** Topics that the file names: their configuration, and what the login may do with them. */
  readonly topics: readonly string[];
  /** Groups that the file names: members, commits, and what the login may do with them. */
  readonly groups: readonly string[];
}

/** The cluster's answer, as plain data: a live rule is a pure function of it. What was not asked is empty, and nothing of it is missing. */
export interface AskedCluster {
  /** As the person calls it. */
  readonly clusterName: string;
  /** Milliseconds since 1970 of the answer. */
  readonly at: number;
  /** Who asked: the name that this connection logs in with; null: without a login. A file's own login may be allowed something else. */
  readonly userName: string | null;
  readonly parts: AskedParts;
}

/** Each with what could not be had, and why. An item that is absent without being missing does not exist. */
export interface AskedParts {
  readonly brokers: Part<Broker>;
  /** Of one broker; all of a cluster have the same group limits, or should. */
  readonly brokerConfigs: Part<ConfigEntry>;
  /** With their partitions. A list that may leave topics out, because the login may not see them, is missing `topics`. */
  readonly topics: Part<Topic>;
  /** Of the topics that were asked for and exist. */
  readonly topicConfigs: Part<TopicConfig>;
  readonly groups: Part<Group>;
  readonly commits: Part<GroupCommits>;
  readonly topicOperations: Part<AllowedOperations>;
  readonly groupOperations: Part<AllowedOperations>;
}

export interface GroupCommits {
  readonly groupId: string;
  readonly commits: readonly PartitionCommit[];
}

/** Which cluster a problem was told by, and when. */
export interface Asked {
  readonly clusterName: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
