/** Everything that is needed to reach a cluster and log in to it. It holds secrets: never log it, never put it into an error. */
export interface ConnectionSettings {
  /** `host:port`, `[IPv6]:port`, each with or without a scheme in front (`SASL_SSL://host:port`). Tried in this order. */
  readonly bootstrapServers: readonly string[];
  /** What the broker's logs and quotas know us by. Default: kafka-troubleshooter. */
  readonly clientId?: string;
  /** Absent: plaintext. Empty: TLS, with the certificate authorities that this Node trusts. */
  readonly tls?: TlsSettings;
  readonly sasl?: SaslSettings;
  /**
   * Advertised `host:port` → the `host:port` that reaches it from here: port forwards, tunnels, NAT. One `*` on each side stands
   * for the same text (`kafka-*.svc:9092` → `localhost:1909*`). Certificates are still checked against the advertised name.
   */
  readonly addressMap?: Readonly<Record<string, string>>;
  /** Most milliseconds for name look-up, TCP and TLS together, and then once more for the first answer. Default: 10 000. */
  readonly connectTimeoutMs?: number;
  /** Most milliseconds from a request to its answer, where the asker names no other. Default: 30 000. */
  readonly requestTimeoutMs?: number;
  /** Most milliseconds that a connection stays open unused. Default: 60 000. */
  readonly idleMs?: number;
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

export type SaslSettings = PasswordLogin | TokenLogin;

export interface PasswordLogin {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}

export interface TokenLogin {
  readonly mechanism: 'OAUTHBEARER';
  readonly source: TokenSource;
  /** SASL extensions (KIP-342), such as Confluent Cloud's logicalCluster and identityPoolId. */
  readonly extensions?: Readonly<Record<string, string>>;
}

/** Where tokens come from: nobody keeps one longer than it holds. */
export type TokenSource = TokenEndpoint | TokenCommand;

/** An OAuth 2 server that gives tokens for client credentials (RFC 6749, 4.4). */
export interface TokenEndpoint {
  readonly kind: 'endpoint';
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  /** More of the form: audience, resource. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** PEM text of the only authorities to trust there; absent: those that this Node trusts. */
  readonly ca?: string;
}

/** A program that prints a token: as it is, or as JSON with `access_token`, as `az`, `gcloud` and their like do. */
export interface TokenCommand {
  readonly kind: 'command';
  /** The program and its arguments. No shell reads them. */
  readonly command: readonly [program: string, ...args: string[]];
  /** The folder that it runs in; absent: the home folder. */
  readonly folder?: string;
}

/** Everything that is needed to ask a cluster's schema registry. It holds secrets, too. */
export interface RegistrySettings {
  /** Web addresses without a login in them, tried in this order. */
  readonly urls: readonly string[];
  readonly login?: RegistryLoginSettings;
  /** For https. Absent: the authorities that this Node trusts. */
  readonly tls?: TlsSettings;
  /** Most milliseconds from a request to its whole answer, for each of the addresses. Default: 5 000. */
  readonly timeoutMs?: number;
}

export type RegistryLoginSettings =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'tokens';
      readonly source: TokenSource;
      /** Headers that go with the token, such as Confluent Cloud's target-sr-cluster. */
      readonly headers: Readonly<Record<string, string>>;
    };
