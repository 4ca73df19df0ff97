/** Figures about what clients subscribe to, may do and were told to do. Units as in src/model/findingFigures.ts. */
export interface AccessFindings {
  'subscribed-topic-missing': {
    readonly topic: string;
    readonly subscribers: readonly string[];
    /** Topics that are there, the nearest first. */
    readonly similar: readonly string[];
    /** A member subscribes to nothing else. */
    readonly isOnlyOne: boolean;
  };
  'pattern-takes-too-much': { readonly pattern: string; readonly topics: readonly string[]; readonly unwanted: readonly string[] };
  'two-applications-in-one-group': {
    /** `client ids (topics)` of each. */
    readonly camps: readonly string[];
    readonly applications: number;
  };
  'permission-missing': {
    readonly operation: string;
    readonly resource: 'group' | 'topic' | 'cluster';
    /** Of that resource. */
    readonly names: readonly string[];
    /** `refused`: the cluster said so. `hidden`: it lists no such group to this login, which need not mean that there is none. `would-be-refused`: a consumer with this login would be. */
    readonly kind: 'refused' | 'hidden' | 'would-be-refused';
  };
  'coordinator-unhealthy': {
    readonly groupId: string;
    readonly kind: 'no-leader' | 'cannot-commit' | 'no-answer' | 'fewer-replicas';
    /** Of `__consumer_offsets`; null where that topic is not there yet. */
    readonly partition: number | null;
    readonly isr: number;
    readonly replicas: number;
    readonly minIsr: number;
    /** What the topic is made with; null where it was not told. */
    readonly replicationFactor: number | null;
  };
  'quota-throttling': {
    readonly clientId: string;
    /** Bytes a second over all brokers that it reads from. */
    readonly limit: number;
    /** Bytes a second; null where the size of the records is not known. */
    readonly readPerSecond: number | null;
    readonly arrivePerSecond: number | null;
    readonly partitions: number;
    readonly waiting: bigint;
  };
  'file-differs-from-members': {
    readonly file: string;
    readonly members: number;
    readonly keys: readonly string[];
    /** Of the first one. */
    readonly written: string;
    readonly running: string;
    /** No member has it. */
    readonly absent: boolean;
  };
}

export interface AccessFacts {
  'topic-is-not-there': { readonly topic: string };
  'pattern-takes': { readonly pattern: string; readonly topics: readonly string[] };
  'subscribe-to': { readonly clients: readonly string[]; readonly topics: readonly string[] };
  'was-refused': { readonly code: string; readonly resource: 'group' | 'topic' | 'cluster'; readonly name: string };
  'is-not-listed': { readonly groupId: string };
  'is-allowed-only': { readonly resource: 'group' | 'topic'; readonly name: string; readonly operations: readonly string[] };
  'coordinator-answered': { readonly code: string };
  'offsets-partition': {
    readonly partition: number;
    readonly leader: string | null;
    readonly isr: readonly string[];
    readonly replicas: readonly string[];
  };
  'offsets-topic-wants-replicas': { readonly replicationFactor: number };
  'quota-allows': { readonly who: string; readonly bytesPerSecond: number; readonly brokers: number };
  'reads-bytes': { readonly clientId: string; readonly recordsPerSecond: number; readonly size: number; readonly bytesPerSecond: number };
  'arrives-bytes': { readonly recordsPerSecond: number; readonly bytesPerSecond: number };
  'file-says': { readonly file: string; readonly key: string; readonly value: string };
  'runs-with': { readonly who: string; readonly value: string };
  'no-member-has': { readonly key: string; readonly value: string; readonly members: number };
}
