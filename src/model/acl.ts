/** One access rule: "User:alice may READ the topics whose name begins with orders, from any host". */
export interface AclRule {
  readonly principal: string;
  /** `*`: from anywhere. */
  readonly host: string;
  readonly operation: AclOperation;
  /** One DENY outweighs any ALLOW. */
  readonly permission: 'ALLOW' | 'DENY';
  readonly resourceType: AclResourceType;
  /** `*` with a literal pattern means all. */
  readonly resourceName: string;
  readonly pattern: 'LITERAL' | 'PREFIXED';
}

/** Kafka's own names; `OTHER` is of a newer broker. */
export type AclResourceType = 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID' | 'DELEGATION_TOKEN' | 'USER' | 'OTHER';

export type AclOperation =
  | 'ALL'
  | 'READ'
  | 'WRITE'
  | 'CREATE'
  | 'DELETE'
  | 'ALTER'
  | 'DESCRIBE'
  | 'CLUSTER_ACTION'
  | 'DESCRIBE_CONFIGS'
  | 'ALTER_CONFIGS'
  | 'IDEMPOTENT_WRITE'
  | 'CREATE_TOKENS'
  | 'DESCRIBE_TOKENS'
  | 'TWO_PHASE_COMMIT'
  | 'OTHER';
