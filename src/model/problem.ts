import type { Asked } from './askedCluster.ts';
import type { Missing, Severity } from './finding.ts';

/**
 * What a lint rule finds in a file: data with figures and places. src/report/problemWords.ts puts it into words, once for
 * editor, command line and every other reader.
 */
export type Problem = { readonly [Id in RuleId]: ProblemOf<Id> }[RuleId];

export interface ProblemOf<Id extends RuleId> {
  readonly ruleId: Id;
  readonly severity: ProblemSeverity;
  /** Where it stands: the characters to underline. */
  readonly range: TextRange;
  readonly figures: ProblemFigures[Id];
  /** Other places that belong to it: the entry that this one contradicts. */
  readonly related: readonly Related[];
  /** Changes of the text that put it right, the best first. */
  readonly fixes: readonly ProblemFix[];
  /** Set: the text alone does not tell it, this cluster's answer does. */
  readonly asked?: Asked;
}

/** A live rule that the cluster's answer leaves without what it needs, at least for some subjects: not fine, not wrong. */
export interface RuleNotChecked {
  readonly ruleId: RuleId;
  readonly reasons: readonly Missing[];
}

/** A hint is worth knowing and nothing more: the editor only dots the first letters. */
export type ProblemSeverity = Severity | 'hint';

/** Offsets in UTF-16 code units from the start of the text; `end` is behind the last one. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
  /** Another file than the one that was read; absent: that one. */
  readonly fileName?: string;
}

export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

export interface Related {
  readonly range: TextRange;
  readonly says:
    | { readonly kind: 'compared-with'; readonly key: string }
    | { readonly kind: 'given-first-here'; readonly key: string }
    | { readonly kind: 'wins'; readonly key: string }
    /** The same group, in another application's file. */
    | { readonly kind: 'also-here'; readonly key: string }
    /** What writes or reads the same topic. */
    | { readonly kind: 'other-side'; readonly key: string };
}

export interface ProblemFix {
  readonly does:
    | { readonly kind: 'set-value'; readonly key: string; readonly value: string }
    | { readonly kind: 'add-entry'; readonly key: string; readonly value: string }
    | { readonly kind: 'rename-key'; readonly key: string; readonly to: string }
    | { readonly kind: 'remove-entry'; readonly key: string }
    | { readonly kind: 'move-comment'; readonly key: string }
    | { readonly kind: 'unquote'; readonly key: string }
    | { readonly kind: 'double-backslashes'; readonly key: string }
    | { readonly kind: 'end-entry-here'; readonly key: string }
    | { readonly kind: 'escape-dots'; readonly key: string }
    /** The value goes, and nothing keeps it: the person has to put it where `variable` comes from. */
    | { readonly kind: 'move-secret'; readonly key: string; readonly variable: string };
  readonly edits: readonly TextEdit[];
  /** It cannot make anything worse: right without knowing the program. */
  readonly safe: boolean;
}

export type RuleId = keyof ProblemFigures;

/** Who reads a setting. */
export type KeyOwner = 'consumer' | 'producer' | 'admin' | 'streams' | 'connect' | 'connector' | 'mirror' | 'broker' | 'topic';

/** The figures of each rule's problems: spans in milliseconds, sizes in bytes, versions as Kafka writes them ("3.0"). A secret is never among them. */
export interface ProblemFigures {
  // A consumer in its group
  'heartbeat-close-to-session': {
    readonly heartbeatMs: number;
    readonly sessionMs: number;
    readonly refused: boolean;
    readonly sessionWritten: boolean;
    readonly heartbeatWritten: boolean;
  };
  'session-outside-broker-limits': { readonly sessionMs: number; readonly side: 'below' | 'above'; readonly limitMs: number };
  'poll-interval-below-session': {
    readonly pollMs: number;
    readonly sessionMs: number;
    readonly sessionWritten: boolean;
    readonly refused: boolean;
  };
  'poll-interval-too-short': { readonly pollMs: number };
  'poll-batch-too-large': { readonly records: number; readonly pollMs: number; readonly perRecordMs: number };
  'auto-commit-risk': { readonly isolation: string };
  'auto-commit-too-rare': { readonly intervalMs: number };
  'commit-interval-without-auto-commit': { readonly intervalMs: number };
  'group-id-missing': { readonly because: 'auto-commit' | 'empty' };
  'group-id-generic': { readonly groupId: string };
  'group-id-random': { readonly groupId: string };
  'fetch-min-unreachable': {
    readonly minBytes: number;
    readonly maxBytes: number;
    readonly limit: 'answer' | 'partition';
    readonly waitMs: number;
  };
  'fetch-wait-delays-records': { readonly waitMs: number; readonly minBytes: number };
  /** `limit`: the setting that has to be at least `needs`. */
  'fetch-limits-contradict': {
    readonly limit: string;
    readonly bytes: number;
    readonly other: string;
    readonly otherWritten: boolean;
    readonly needs: number;
  };
  'fetch-wait-exceeds-request-timeout': { readonly waitMs: number; readonly requestMs: number };
  'group-protocol-refused-key': { readonly key: string; readonly protocol: 'consumer' | 'classic' };
  'static-membership-with-short-session': { readonly sessionMs: number };
  'assignor-mixed': { readonly cooperative: string; readonly eager: string; readonly refused: boolean };
  'topic-pattern-too-wide': { readonly key: string; readonly pattern: string; readonly alsoTakes: string };
  'topic-pattern-unescaped-dot': { readonly key: string; readonly pattern: string; readonly alsoTakes: string };

  // Keys
  'unknown-key': { readonly key: string; readonly suggestion: string; readonly refused: boolean };
  'key-newer-than-client': { readonly key: string; readonly since: string; readonly version: string };
  'key-of-another-role': { readonly key: string; readonly role: KeyOwner; readonly owner: KeyOwner; readonly instead: string | null };
  'removed-key': { readonly key: string; readonly lastVersion: string; readonly replacedBy: string | null };
  'deprecated-key': { readonly key: string; readonly replacedBy: string | null };
  'legacy-zookeeper-key': { readonly key: string; readonly replacedBy: string | null };
  'required-key-missing': { readonly present: string; readonly missing: string };
  'debug-logging-on': { readonly context: string };
  'backoff-above-its-maximum': {
    readonly key: string;
    readonly firstMs: number;
    readonly mostKey: string;
    readonly mostMs: number;
    readonly refused: boolean;
  };
  /** `framework`: null where none is known; `owner`: the kind of client that has it. */
  'key-of-another-library': { readonly key: string; readonly instead: string | null };
  'key-not-handed-on': {
    readonly key: string;
    readonly framework: string | null;
    readonly means: string | null;
    readonly instead: string | null;
    readonly owner: 'consumer' | 'producer' | null;
  };
  'duplicate-key': { readonly key: string; readonly times: number; readonly sameValue: boolean; readonly wins: boolean };

  // Values
  /** `readAs`: what the client makes of it; null: it refuses to start. */
  'wrong-type': {
    readonly key: string;
    readonly type: ValueType;
    readonly value: string;
    readonly suggestion: string | null;
    readonly readAs: string | null;
  };
  'value-out-of-range': { readonly key: string; readonly value: string; readonly min: number | null; readonly max: number | null };
  'value-not-allowed': {
    readonly key: string;
    readonly value: string;
    readonly allowed: readonly string[];
    readonly suggestion: string | null;
    readonly lastVersion: string | null;
    readonly since: string | null;
  };
  'class-name-without-package': { readonly key: string; readonly value: string; readonly suggestion: string | null };
  'removed-class': { readonly key: string; readonly value: string; readonly lastVersion: string };
  'serializer-swapped': { readonly key: string; readonly value: string; readonly wanted: 'serializer' | 'deserializer' };
  'inline-comment-in-value': { readonly key: string; readonly comment: string; readonly refused: boolean };
  'quoted-value': { readonly key: string; readonly quote: string };
  'backslash-lost': { readonly key: string; readonly unreadable: boolean };
  'continuation-swallows-entry': { readonly key: string; readonly swallowed: string };
  'seconds-instead-of-milliseconds': { readonly key: string; readonly value: number; readonly asMs: number };
  'bootstrap-server-malformed': {
    readonly server: string;
    readonly fault: 'scheme' | 'no-port' | 'port' | 'path' | 'semicolon' | 'blank' | 'empty';
  };

  // Security
  'sasl-without-sasl-protocol': { readonly key: string; readonly protocol: string | null };
  'sasl-mechanism-unknown': { readonly mechanism: string; readonly suggestion: string };
  'login-module-mismatch': {
    readonly mechanism: string;
    readonly mechanismWritten: boolean;
    readonly module: string;
    readonly fails: boolean;
  };
  'sasl-without-tls': { readonly mechanism: string; readonly readable: boolean };
  'jaas-malformed': {
    readonly fault: 'no-semicolon' | 'no-flag' | 'unclosed-quote' | 'no-value' | 'behind-the-end';
    readonly near: string | null;
  };
  'host-name-check-disabled': { readonly key: string; readonly value: string; readonly off: boolean };
  'certificate-check-disabled': { readonly key: string };
  'tls-settings-unused': { readonly key: string; readonly protocol: string };
  'tls-store-incomplete': { readonly present: string; readonly missing: string };
  'production-plaintext': { readonly environment: string };
  'secret-in-plain-text': { readonly key: string };

  // A producer
  'idempotence-conflict': {
    readonly key: string;
    readonly value: string;
    readonly needs: string;
    readonly because: 'idempotence' | 'transactions' | 'default-idempotence';
  };
  /** `requestMs`: 0 where the client does not count the request in. */
  'delivery-timeout-too-short': { readonly deliveryMs: number; readonly lingerMs: number; readonly requestMs: number };
  'delivery-outlasts-transaction': { readonly deliveryMs: number; readonly transactionMs: number };
  'acks-weak': { readonly acks: '0' | '1' };
  'retries-off': { readonly key: string };
  'buffer-below-request-size': { readonly bufferBytes: number; readonly requestBytes: number };
  'batch-size-tiny': { readonly bytes: number };
  'transaction-timeout-over-broker-limit': { readonly timeoutMs: number; readonly limitMs: number };
  'transactional-id-fixed': { readonly transactionalId: string };

  // Files that are no client's
  /** `by`: the address, the service that connects, or the published port. */
  'advertised-listener-unreachable': {
    readonly listener: string;
    readonly why: 'no-address' | 'localhost-of-a-pod' | 'localhost-of-a-container' | 'name-of-the-network';
    readonly by: string;
  };

  // What takes two files to see
  /** `fileName`: the other one, from the root of the workspace. */
  'group-id-shared': { readonly groupId: string; readonly fileName: string; readonly topicsDiffer: boolean };
  /** `writes`, `reads`: short class names. */
  'serializer-pair-mismatch': {
    readonly topic: string;
    readonly part: 'key' | 'value';
    readonly writes: string;
    readonly reads: string;
  };
  /** `environment`: the other one; `theirs`: its value. */
  'environment-drift': {
    readonly key: string;
    readonly value: string;
    readonly environment: string;
    readonly theirs: string;
    readonly differs: 'behaviour' | 'less-secure' | 'group-shared';
  };

  // What only a cluster can tell
  'session-outside-cluster-limits': {
    readonly sessionMs: number;
    readonly side: 'below' | 'above';
    readonly limitMs: number;
    readonly written: boolean;
  };
  'transaction-timeout-over-cluster-limit': { readonly timeoutMs: number; readonly limitMs: number };
  /** `offered`: the protocols that the brokers name; null: they know no such setting. */
  'group-protocol-not-offered': { readonly offered: string | null };
  /** `topic`: null where the file names none and the brokers' own limit is meant. */
  'record-limit-above-topic': { readonly bytes: number; readonly topic: string | null; readonly limitBytes: number };
  'receive-limit-below-record': { readonly receiveBytes: number; readonly topic: string; readonly recordBytes: number };
  'topic-does-not-exist': { readonly topic: string; readonly similar: readonly string[] };
  /** `names` and `unintended` hold a few of each, and share none. */
  'topic-pattern-matches': {
    readonly pattern: string;
    readonly matches: number;
    readonly names: readonly string[];
    readonly unintended: readonly string[];
  };
  /** `user`: null without a login. */
  'permission-missing': {
    readonly user: string | null;
    readonly operation: 'READ' | 'WRITE';
    readonly on: 'topic' | 'group';
    readonly name: string;
  };
  'group-used-for-other-topics': { readonly groupId: string; readonly members: number; readonly topics: readonly string[] };
  /** `user`: share, streams, or the protocol type of the members (connect). */
  'group-of-another-type': { readonly groupId: string; readonly user: string };
  'acks-without-enough-replicas': {
    readonly topic: string;
    readonly replicas: number;
    readonly inSync: number;
    readonly minIsr: number;
    readonly means: 'writes-fail' | 'one-failure-stops-writes' | 'leader-alone-is-enough';
  };
  'offset-reset-without-effect': { readonly groupId: string; readonly reset: 'earliest' | 'latest'; readonly partitions: number };
  'latest-on-new-group': { readonly groupId: string };
  'bootstrap-single-broker': { readonly server: string; readonly brokers: number };
}

export type ValueType = 'boolean' | 'int' | 'long' | 'short' | 'double' | 'string' | 'list' | 'class' | 'password';
