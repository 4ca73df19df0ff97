/** What the login may do with a topic or a group (KIP-430). */
export interface AllowedOperations {
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** Kafka's AclOperation, as far as topics and groups have them. */
export type Operation = 'READ' | 'WRITE' | 'CREATE' | 'DELETE' | 'ALTER' | 'DESCRIBE' | 'DESCRIBE_CONFIGS' | 'ALTER_CONFIGS';
