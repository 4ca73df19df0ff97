/** Figures about members, what they own, and the group as its coordinator keeps it. Units as in src/model/findingFigures.ts. */
export interface MemberFindings {
  'group-does-not-exist': {
    readonly groupId: string;
    /** Names of groups that are there, the nearest first. */
    readonly similar: readonly string[];
    /** Topics that a file of the workspace names for this group, and that do not exist. */
    readonly missingTopics: readonly string[];
  };
  'idle-members': {
    readonly idle: readonly string[];
    readonly members: number;
    /** Partitions that are assigned to members. */
    readonly partitions: number;
    readonly assignor: string;
  };
  'assignment-skew': {
    /** The one with most. */
    readonly member: string;
    readonly most: number;
    readonly least: number;
    /** What each would have if they were spread evenly. */
    readonly fair: number;
    readonly members: number;
    readonly partitions: number;
    readonly topics: number;
    readonly assignor: string;
    /** The members do not subscribe to the same topics. */
    readonly differentSubscriptions: boolean;
  };
  'partition-without-owner': {
    readonly partitions: readonly string[];
    readonly members: number;
    /** Known to wait there. */
    readonly records: bigint;
  };
}

export interface MemberFacts {
  'not-in-list': { readonly groups: number };
  'coordinator-does-not-know-it': { readonly groupId: string };
  'group-is-empty': { readonly state: string };
  'owner-is-alive': { readonly partition: string; readonly owner: string; readonly host: string; readonly state: string };
  'members-are-alive': { readonly members: number; readonly state: string };
  'member-owns-none-of': { readonly partition: string; readonly members: number };
  'topic-is-subscribed': { readonly topic: string; readonly subscribers: readonly string[] };
  'members-share-partitions': { readonly members: number; readonly partitions: number; readonly assignor: string };
  'member-owns': { readonly member: string; readonly partitions: number };
  'member-owns-nothing': { readonly member: string; readonly host: string };
}
