/** What the brokers hold somebody to: above it they delay answers, and clients see throttle times. */
export interface ClientQuota {
  /** Whom it is about, by each of the parts: a user, a client id, an ip, or a user's client id. A null name is the default of its kind. */
  readonly entity: readonly { readonly type: string; readonly name: string | null }[];
  /** `consumer_byte_rate`, `producer_byte_rate` (bytes a second), `request_percentage`, `controller_mutation_rate`, `connection_creation_rate`. */
  readonly limits: readonly { readonly key: string; readonly value: number }[];
}
