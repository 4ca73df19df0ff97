/** Everything that is needed to reach a cluster and log in to it. It holds secrets: never log it, never put it into an error. */
export interface ConnectionSettings {
  /** `host:port`, `[IPv6]:port`, each with or without a scheme in front (`SASL_SSL://host:port`). Tried in this order. */
  readonly bootstrapServers: readonly string[];
  /** What the broker's logs and quotas know us by. Default: kafka-troubleshooter. */
  readonly clientId?: string;
  /** Absent: plaintext. Empty: TLS, with the certificate authorities that this Node trusts. */
  readonly tls?: TlsSettings;
  readonly sasl?: SaslSettings;
  /** Advertised `host:port` → the `host:port` that reaches it from here: port forwards, tunnels, NAT. Certificates are still checked against the advertised name. */
  readonly addressMap?: Readonly<Record<string, string>>;
  /** Most milliseconds for name look-up, TCP and TLS together, and then once more for the first answer. Default: 10 000. */
  readonly connectTimeoutMs?: number;
  /** Most milliseconds from a request to its answer, where the asker names no other. Default: 30 000. */
  readonly requestTimeoutMs?: number;
}

/** PEM texts. */
export interface TlsSettings {
  /** The only authorities to trust; absent: those that this Node trusts. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  /** false: any name in the certificate will do. Default: true. */
  readonly verifyHostName?: boolean;
}

export interface SaslSettings {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}
