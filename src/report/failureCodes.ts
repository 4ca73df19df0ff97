import { accessCodes } from './accessCodes.ts';
import { changeCodes } from './changeCodes.ts';
import { registryCodes } from './registryCodes.ts';
import { snapshotCodes } from './snapshotCodes.ts';
import { forCodes, type Template, upper } from './failureTemplate.ts';

/** Codes that say more than their kind: Node's, Kafka's and our own. */
export const wordsByCode: Readonly<Record<string, Template>> = {
  ...accessCodes,
  ...changeCodes,
  ...registryCodes,
  ...snapshotCodes,
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
  NOT_KAFKA: {
    what: ({ broker, said }) => `${broker} does not answer as a Kafka broker does${said}`,
    why: () => 'Its first bytes are none that a broker would send, so another service listens on that port, or a proxy stands before it.',
    next: () => 'Check the port: brokers listen on 9092 by custom.',
  },
  SILENT: {
    what: ({ broker }) => `${broker} takes connections and says nothing`,
    why: () => 'TCP is up, but not even the first question was answered: another service, a paused broker, or a proxy that reaches none.',
    next: () => 'Check where the port leads. If it is a broker, it may hang: look at its log.',
  },
  NO_ANSWER_IN_TIME: {
    what: ({ broker, request }) => `${broker} did not answer ${request} in time`,
    why: () => 'It had answered before, so it is overloaded or paused, or the network swallows packets.',
    next: () => 'Try again; the log has the times of all requests.',
  },
  BROKEN_FRAME: {
    what: ({ broker, said }) => `${broker} sent bytes that are no answer${said}`,
    why: () => 'It had answered before, then an answer did not fit its own length or the request that was due.',
    next: () => 'The connection was closed; try again. If it comes again, something between cuts or mixes answers.',
  },
  BROKEN_HEADER: {
    what: ({ broker, request }) => `the answer of ${broker} to ${request} begins with bytes that make no sense`,
    why: () => 'Its header is cut or damaged.',
    next: () => 'Try again. If it comes again, a proxy may be cutting answers.',
  },
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
  WORKER_TOOK_TOO_LONG: {
    what: () => 'searching was ended',
    why: () => 'Holding this one record against what is searched for took longer than 3 s: some regular expressions try for ever.',
    next: () => 'Search for something simpler, or from behind this record on.',
  },
  WORKER_ENDED: {
    what: ({ said }) => `searching broke off${said}`,
    why: () => 'The thread that searches has ended, as when it runs out of memory.',
    next: () => 'What was found until then is shown. Search again, from behind this record on if it happens there once more.',
  },
  NO_RECORDS_BELOW_THE_END: {
    what: ({ subject }) => `${subject} gave no records although its log goes on`,
    why: () => 'The broker answered with nothing several times.',
    next: () => 'Try again; what came from the other partitions is shown.',
  },
};
