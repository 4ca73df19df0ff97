import type { Failure } from '../model/failure.ts';

/** What the words of a failure are made of. */
export interface Facts {
  /** `host:port`, or "the broker". */
  readonly broker: string;
  /** What was asked for: "orders-2", "the group orders-billing"; "it" where nobody said. */
  readonly subject: string;
  /** The API, or "the request". */
  readonly request: string;
  readonly code: string;
  /** " (the other side's own words)", or nothing. */
  readonly said: string;
  readonly failure: Failure;
}

type Clause = (facts: Facts) => string;

/** Words with gaps. */
export interface Template {
  readonly what: Clause;
  readonly why: Clause;
  readonly next: Clause;
}

/** Codes that say more than their kind: Node's, Kafka's and our own. */
export const wordsByCode: Readonly<Record<string, Template>> = {
  // TCP and addresses
  ECONNREFUSED: {
    what: ({ broker }) => `${broker} refused the connection`,
    why: () => 'The host answers, but nothing listens on that port.',
    next: () => 'Check the port, that the broker runs, and that it listens on this address and not only on localhost.',
  },
  ECONNRESET: {
    what: ({ broker }) => `${broker} cut the connection`,
    why: () => 'The other side hung up before it answered.',
    next: () => 'The listener may want TLS or a login that is not set here, or a proxy closes idle connections.',
  },
  ETIMEDOUT: {
    what: ({ broker }) => `no connection to ${broker} in time`,
    why: () => 'Nobody answered, not even with a refusal: usually a firewall drops the packets, or the address is in another network.',
    next: () => 'Check VPN, security groups and firewall for this port.',
  },
  EHOSTUNREACH: {
    what: ({ broker }) => `there is no route to ${broker}`,
    why: () => 'The network knows no way from this machine to that address.',
    next: () => 'Check VPN and network, and that brokers advertise an address that this machine can reach.',
  },
  ENETUNREACH: {
    what: ({ broker }) => `the network of ${broker} cannot be reached`,
    why: () => 'This machine has no way into that network.',
    next: () => 'Check VPN and network.',
  },
  EAI_AGAIN: {
    what: ({ broker }) => `the name of ${broker} could not be looked up`,
    why: () => 'The name server itself did not answer.',
    next: () => 'Check the network or VPN and try again.',
  },
  LOOKUP_TIMED_OUT: {
    what: ({ broker }) => `the name of ${broker} could not be looked up in time`,
    why: () => 'The name server did not answer.',
    next: () => 'Check the network or VPN and try again.',
  },
  INVALID_ADDRESS: {
    what: ({ broker }) => `“${broker}” is no address`,
    why: () => 'A bootstrap server is written host:port.',
    next: () => 'Correct it in the cluster settings: localhost:9092, or [::1]:9092 for IPv6.',
  },
  NO_BOOTSTRAP_SERVER: {
    what: () => 'no bootstrap server is given',
    why: () => 'Without one there is nobody to ask.',
    next: () => 'Add one to the cluster: host:port.',
  },
  CLOSED_WITHOUT_ANSWER: {
    what: ({ broker }) => `${broker} hung up without an answer`,
    why: () =>
      'It took the connection and closed it at the first request: a listener that wants TLS does this, or a proxy without a broker behind it.',
    next: () => 'Switch TLS on for this cluster if the listener wants it, or check where the port leads.',
  },
  CONNECTION_CLOSED: {
    what: ({ broker }) => `${broker} closed the connection`,
    why: () => 'It had answered before: it stopped or restarted, or something between closed the connection.',
    next: () => 'Try again. If it goes on, look at the broker’s log.',
  },
  BROKER_NOT_LISTED: {
    what: ({ subject }) => `${subject} is not in the cluster at the moment`,
    why: () => 'The other brokers do not list it: it is down, or was taken out.',
    next: () => 'What it leads or coordinates is not available until it is back or others have taken over.',
  },
  // Another protocol
  ANSWERS_HTTP: {
    what: ({ broker, said }) => `${broker} speaks HTTP, not Kafka${said}`,
    why: () => 'The port belongs to a web server: a REST proxy, a schema registry or a console.',
    next: () => 'Use the port of the broker’s own listener, 9092 by custom.',
  },
  ANSWERS_SSH: {
    what: ({ broker, said }) => `${broker} speaks SSH, not Kafka${said}`,
    why: () => 'The port belongs to an SSH server.',
    next: () => 'Use the port of the broker’s own listener, 9092 by custom.',
  },
  ANSWERS_TLS: {
    what: ({ broker }) => `${broker} wants TLS`,
    why: () => 'This cluster is set to plain text, and the listener answered with a TLS alert.',
    next: () => 'Switch TLS on for this cluster, or use the port of a plaintext listener.',
  },
  // TLS
  ANSWERS_PLAINTEXT: {
    what: ({ broker }) => `${broker} does not speak TLS on this port`,
    why: () => 'This cluster is set to TLS, and the listener answered in plain text.',
    next: () => 'Switch TLS off for this cluster, or use the port of a TLS listener.',
  },
  CLOSED_IN_TLS_HANDSHAKE: {
    what: ({ broker }) => `${broker} hung up during the TLS handshake`,
    why: () => 'A plaintext listener does this when it is greeted in TLS.',
    next: () => 'Check whether this port is a TLS listener at all.',
  },
  SILENT_IN_TLS_HANDSHAKE: {
    what: ({ broker }) => `${broker} did not answer the TLS greeting`,
    why: () => 'The connection is open, but the handshake does not go on: usually the port is no TLS listener.',
    next: () => 'Check whether this port is a TLS listener.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: ({ broker, said }) => `the certificate of ${broker} is for another host${said}`,
    why: () => 'None of the names in it is the name that was dialled.',
    next: () =>
      'Use a name from the certificate, have it issued with this one as a subject alternative name, or, in a test environment, switch the host name check off.',
  },
  CERT_HAS_EXPIRED: {
    what: ({ broker, said }) => `the certificate of ${broker} has expired${said}`,
    why: () => 'Its time is over, so nobody should trust it.',
    next: () => 'Have it renewed. If it is valid, check this machine’s clock.',
  },
  CERT_NOT_YET_VALID: {
    what: ({ broker, said }) => `the certificate of ${broker} is not valid yet${said}`,
    why: () => 'It begins in the future.',
    next: () => 'Check this machine’s clock.',
  },
  ...forCodes(
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    {
      what: ({ broker, said }) => `the certificate of ${broker} is signed by an authority that is not trusted here${said}`,
      why: ({ code }) => `Neither the system's authorities nor the CA file of this cluster vouch for it (${code}).`,
      next: () => 'Set the CA file of this cluster to the certificate (PEM) of the authority that signed it.',
    },
  ),
  CA_UNREADABLE: {
    what: ({ said }) => `the CA file cannot be used${said}`,
    why: () => 'A CA file holds certificates as PEM text: -----BEGIN CERTIFICATE-----.',
    next: () => 'Convert a JKS or PKCS12 truststore first: keytool -exportcert -rfc -keystore truststore.jks -alias ALIAS.',
  },
  CLIENT_CERTIFICATE_UNREADABLE: {
    what: ({ said }) => `the client certificate or its key cannot be used${said}`,
    why: () => 'Both are PEM text, the key may need its password, and they must belong together.',
    next: () => 'Check the files and the key’s password in the settings of this cluster.',
  },
  TLS_REFUSED: {
    what: ({ broker, said }) => `${broker} ended the TLS handshake${said}`,
    why: () => 'It sent an alert: it does not accept what this machine offers.',
    next: () => 'Check TLS versions, cipher suites and the client certificate; the broker’s log says which it was.',
  },
  TLS_VERSION_REFUSED: {
    what: ({ broker }) => `${broker} and this machine have no TLS version in common`,
    why: () => 'One of them only speaks versions that the other has given up.',
    next: () => 'Allow TLS 1.2 or 1.3 on the listener (ssl.enabled.protocols).',
  },
  CLIENT_CERTIFICATE_WANTED: {
    what: ({ broker }) => `${broker} wants a client certificate`,
    why: () => 'The listener has ssl.client.auth=required, and this cluster has no certificate and key set.',
    next: () => 'Set the certificate file and the key file of this cluster.',
  },
  CLIENT_CERTIFICATE_REFUSED: {
    what: ({ broker, said }) => `${broker} refused the client certificate${said}`,
    why: () => 'The broker does not trust its issuer, or it has expired.',
    next: () => 'Use a certificate that is signed by an authority in the broker’s truststore.',
  },
  // Login
  LOGIN_REQUIRED: {
    what: ({ broker }) => `${broker} wants a login`,
    why: ({ failure }) => `The listener takes SASL logins${failure.detail ? ` (${failure.detail})` : ''}, and this cluster has none set.`,
    next: () => 'Set mechanism, user name and password of this cluster.',
  },
  UNSUPPORTED_SASL_MECHANISM: {
    what: ({ broker, failure }) => `${broker} does not offer ${failure.subject ?? 'this SASL mechanism'}`,
    why: ({ failure }) => (failure.detail ? `It offers ${failure.detail}.` : 'It did not say which mechanisms it offers.'),
    next: () => 'Choose one of those in the cluster settings. Names are case-sensitive.',
  },
  ILLEGAL_SASL_STATE: {
    what: ({ broker }) => `${broker} expects no login, or another step of it`,
    why: () => 'A listener without SASL answers a login like this.',
    next: () => 'Take the login out of this cluster’s settings, or use the port of a SASL listener.',
  },
  SASL_AUTHENTICATION_FAILED: {
    what: ({ broker, said }) => `${broker} refused the user name or the password${said}`,
    why: () => 'A broker does not tell a wrong password from an unknown user.',
    next: () =>
      'Enter both again. For SCRAM the user must have been made for this very mechanism (kafka-configs --describe --entity-type users).',
  },
  ...forCodes(['SCRAM_REFUSED', 'SCRAM_BROKEN_ANSWER', 'SCRAM_ITERATIONS_REFUSED', 'SCRAM_SERVER_UNPROVEN'], {
    what: ({ broker, said }) => `the SCRAM login at ${broker} failed${said}`,
    why: ({ code }) => `The exchange of proofs did not come to its end (${code}).`,
    next: () => 'Check user name and password. If they are right, somebody may stand between this machine and the broker.',
  }),
  // Kafka
  GROUP_ID_NOT_FOUND: {
    what: ({ failure }) => `the group${failure.subject ? ` ${failure.subject}` : ''} does not exist`,
    why: () => 'Nobody has committed or joined under that name, or its commits have expired.',
    next: () => 'Check the spelling (names are case-sensitive), and that this is the right cluster.',
  },
  UNKNOWN_TOPIC_OR_PARTITION: {
    what: ({ subject }) => `${subject} does not exist`,
    why: () => 'This cluster has no topic or partition of that name; it may have been deleted.',
    next: () => 'Check the spelling (names are case-sensitive), and that this is the right cluster.',
  },
  OFFSET_OUT_OF_RANGE: {
    what: ({ subject }) => `the offset is outside the log of ${subject}`,
    why: () => 'Its records were deleted by retention, or it lies beyond the end.',
    next: () => 'Read from the log start or from a time.',
  },
  REBALANCE_IN_PROGRESS: {
    what: ({ subject }) => `not shown while the group rebalances: ${subject}`,
    why: () => 'Kafka tells subscriptions and assignments of a classic group only while it is stable.',
    next: () => 'It is known again when the rebalance is over.',
  },
  OTHER_PROTOCOL: {
    what: ({ subject }) => `${subject} cannot be read`,
    why: ({ failure }) =>
      `The group is no consumer group${failure.detail ? ` but one of “${failure.detail}”` : ''}, which has a format of its own.`,
    next: () => 'Kafka Connect and others show it themselves.',
  },
  COORDINATOR_LOAD_IN_PROGRESS: {
    what: ({ subject }) => `the coordinator is still loading ${subject}`,
    why: () => 'It has just taken over and reads the commits from __consumer_offsets.',
    next: () => 'Try again in some seconds.',
  },
  THROTTLING_QUOTA_EXCEEDED: {
    what: ({ broker }) => `${broker} throttles this login`,
    why: () => 'It has used up its quota.',
    next: () => 'Wait a moment, or ask for a higher quota.',
  },
  REQUEST_TIMED_OUT: {
    what: ({ broker, request }) => `${request} timed out inside ${broker}`,
    why: () => 'The broker waited for others in vain.',
    next: () => 'Try again. If it goes on, the broker or its replicas are overloaded.',
  },
  KAFKA_STORAGE_ERROR: {
    what: ({ subject, broker }) => `${broker} cannot read ${subject} from its disk`,
    why: () => 'A log directory of the broker has failed.',
    next: () => 'Look at the broker’s log and its disks.',
  },
  // Our own
  CLUSTER_REMOVED: {
    what: () => 'the cluster was edited or removed',
    why: () => 'Its connections were closed at once.',
    next: () => 'Open it again from the list of clusters.',
  },
  CLUSTER_NOT_DEFINED: {
    what: ({ subject }) => `no cluster is called ${subject}`,
    why: () => 'The settings define none of that name; it may have been renamed or removed.',
    next: () => 'Choose another cluster, or add it.',
  },
  PASSWORD_NEEDED: {
    what: () => 'the password is missing',
    why: ({ subject }) => `None is kept for ${subject}, or it was kept for other servers than the settings name now.`,
    next: () => 'Enter the password; the editor keeps it, settings never hold it.',
  },
  PASSPHRASE_NEEDED: {
    what: () => 'the passphrase of the TLS key is missing',
    why: ({ subject }) => `The key file of ${subject} is encrypted.`,
    next: () => 'Enter the passphrase; the editor keeps it, settings never hold it.',
  },
  CERTIFICATE_FILE_UNREADABLE: {
    what: ({ said }) => `a certificate file cannot be read${said}`,
    why: ({ subject }) => `The settings of ${subject} name it.`,
    next: () => 'Correct its path. Relative paths start at the workspace folder, in user settings at the home folder.',
  },
  MISSING_IN_ANSWER: {
    what: ({ broker, request, subject }) => `${broker} left ${subject} out of its answer to ${request}`,
    why: () => 'It answered, but not about this.',
    next: () => 'Ask again; if it stays so, the broker’s log may say why.',
  },
  CODEC_NOT_AVAILABLE: {
    what: ({ subject }) => `the records of ${subject} cannot be unpacked here`,
    why: ({ failure }) => `${upper(failure.detail ?? 'the compression is not available')}.`,
    next: () => 'Use a newer editor: it brings the compression with it.',
  },
  ...forCodes(['CORRUPT_BATCH', 'UNKNOWN_BATCH_FORMAT', 'CORRUPT_MESSAGE'], {
    what: ({ subject, said }) => `a batch of ${subject} is damaged${said}`,
    why: ({ code }) => `Its bytes do not fit Kafka's record format (${code}).`,
    next: () => 'Clients stop at such a batch. Look at the broker’s log and disk; reading on behind it skips the batch.',
  }),
  PEEK_TIMED_OUT: {
    what: () => 'reading took too long and was stopped',
    why: () => 'The broker is slow, or few records match over a long stretch of the log.',
    next: () => 'What was found is shown. Read on from there, or start nearer to what you look for.',
  },
  NO_RECORDS_BELOW_THE_END: {
    what: ({ subject }) => `${subject} gave no records although its log goes on`,
    why: () => 'The broker answered with nothing several times.',
    next: () => 'Try again; what came from the other partitions is shown.',
  },
};

function forCodes(codes: readonly string[], template: Template): Readonly<Record<string, Template>> {
  return Object.fromEntries(codes.map(code => [code, template]));
}

/** "the broker refused …" begins a sentence; the names of hosts, topics and groups are never recased. */
export const upper = (text: string): string => (ownWords.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text);

/** The other way, for a clause within a sentence. */
export const lower = (text: string): string => (ownWords.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

const ownWords = /^(?:the|this|it|no|not|a|cancelled|reading|there)(?: |$)/i;
