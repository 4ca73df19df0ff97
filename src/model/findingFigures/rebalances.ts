/** Figures about members that come and go, and rebalances that do not end. Units as in src/model/findingFigures.ts. */
export interface RebalanceFindings {
  'rebalance-storm': {
    readonly rebalances: number;
    /** From the first to the last one. */
    readonly ms: number;
    readonly everyMs: number;
    readonly came: number;
    readonly went: number;
    /** Nobody reads during a rebalance; else only what moves rests. */
    readonly stopsAll: boolean;
    /** Client ids of members that came and went again. */
    readonly clients: readonly string[];
  };
  'crash-looping-member': {
    readonly clientId: string;
    readonly host: string;
    readonly times: number;
    readonly ms: number;
    /** How long it usually was in the group. */
    readonly usualMs: number;
  };
  'poll-interval-exceeded': {
    readonly clientId: string;
    readonly host: string;
    readonly times: number;
    /** `max.poll.interval.ms` as it joined with. */
    readonly timeoutMs: number;
    readonly usualMs: number;
  };
  'static-members-fence-each-other': {
    readonly groupInstanceId: string;
    readonly times: number;
    readonly ms: number;
    /** `client id (host)` of each. */
    readonly holders: readonly string[];
  };
  'vanished-member': {
    readonly clientId: string;
    readonly host: string;
    readonly partitions: readonly string[];
    readonly silentMs: number;
    readonly sessionMs: number;
  };
  'join-hangs': {
    readonly ms: number;
    readonly members: number;
    /** Those that have not joined again, or may be among them. */
    readonly awaited: readonly string[];
    /** New members. */
    readonly joined: number;
    /** How long they are awaited; null where that is not known. */
    readonly timeoutMs: number | null;
  };
  'sync-hangs': { readonly ms: number; readonly members: number; readonly leader: string | null };
  'reconciliation-hangs': {
    /** Who holds things up. */
    readonly members: readonly string[];
    readonly partitions: readonly string[];
    /** They do not give the partitions up; else they do not take them. */
    readonly holds: boolean;
    readonly ms: number;
    readonly timeoutMs: number | null;
  };
  'mixed-assignors': {
    /** The group's. */
    readonly assignor: string;
    /** A file whose client is refused; null where it is about members. */
    readonly file: string | null;
    readonly listed: readonly string[];
    /** Members that give everything back in a cooperative group. */
    readonly eager: readonly string[];
  };
}

export interface RebalanceFacts {
  'rebalances-in': { readonly rebalances: number; readonly ms: number; readonly unexplained: number };
  'came-and-went': { readonly clientId: string; readonly host: string; readonly times: number; readonly usualMs: number };
  'last-life': { readonly memberId: string; readonly ms: number };
  'may-be-away-from-poll': { readonly clientId: string; readonly timeoutMs: number };
  'instance-changed-hands': {
    readonly groupInstanceId: string;
    readonly times: number;
    readonly ms: number;
    readonly holders: readonly string[];
  };
  'silent-before-it-left': { readonly clientId: string; readonly partitions: readonly string[]; readonly ms: number };
  'session-timeout-of': { readonly clientId: string; readonly sessionMs: number };
  'stayed-in-state': { readonly state: string; readonly ms: number };
  'was-there-before': { readonly member: string; readonly host: string };
  'awaited-for': { readonly timeoutMs: number };
  'is-group-leader': { readonly member: string };
  'unlike-its-target': {
    readonly member: string;
    readonly host: string;
    readonly ms: number;
    readonly owns: number;
    readonly target: number;
    readonly memberEpoch: number | null;
    readonly groupEpoch: number | null;
  };
  'group-runs-on-assignor': { readonly assignor: string; readonly members: number };
  'gave-everything-back': { readonly member: string; readonly partitions: number; readonly generation: number };
}
