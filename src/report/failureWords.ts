/** Every failure in words, once for tree, panels, notices and reports: what failed, why, and what to do about it. */
import type { Failure, FailureKind } from '../model/failure.ts';
import { missingPermission } from '../model/missingPermission.ts';
import { wordsByCode } from './failureCodes.ts';
import { upper, type Facts, type Template } from './failureTemplate.ts';
import { permissionWords } from './permissions.ts';

export interface FailureWords {
  /** What failed, as a clause without its full stop: "broker1:9092 refused the connection". */
  readonly what: string;
  /** What that means, a sentence. */
  readonly why: string;
  /** What to do, a sentence. */
  readonly next: string;
}

/** Words for any failure, also for codes that nobody foresaw. */
export function describeFailure(failure: Failure): FailureWords {
  const facts = factsOf(failure);
  const { what, why, next } = wordsByCode[failure.code ?? ''] ?? byKind[failure.kind];
  return { what: upper(what(facts)), why: `${why(facts)}${othersWords(failure)}`, next: next(facts) };
}

/** Of a list of servers none answered: " The other servers of the list failed too: kafka-2:9092 (ETIMEDOUT)." */
function othersWords({ others = [] }: Failure): string {
  const named = others.map(other => other.replace(/ (\S+)$/, ' ($1)'));
  return named.length === 0 ? '' : ` The other servers of the list failed too: ${named.join(', ')}.`;
}

/** The same as one line: "broker1:9092 refused the connection: nothing listens on that port. Check …". */
export function failureSentence(failure: Failure): string {
  const { what, why, next } = describeFailure(failure);
  return `${what}. ${why} ${next}`;
}

/** The words of a kind where the code has none of its own. */
const byKind: Readonly<Record<FailureKind, Template>> = {
  'name-not-found': {
    what: ({ broker }) => `the name of ${broker} could not be looked up`,
    why: ({ code }) => `DNS knows no address for it from this machine${code === '' ? '' : ` (${code})`}.`,
    next: () => 'Check the spelling, and whether the name is only known inside a VPN, a container network or a cluster.',
  },
  unreachable: {
    what: ({ broker, said }) => `no connection to ${broker}${said}`,
    why: ({ code }) => `TCP could not be set up or was cut${code === '' ? '' : ` (${code})`}.`,
    next: () => 'Check host and port, that the broker runs, and that a firewall or VPN lets this machine through.',
  },
  silent: {
    what: ({ broker, request }) => `${broker} did not answer ${request} in time`,
    why: () => 'The connection is open, but no answer came.',
    next: () =>
      'The broker may be overloaded or paused, or the port may belong to another service. Try again; the log has the times of all requests.',
  },
  'not-kafka': {
    what: ({ broker, said }) => `${broker} is not a Kafka listener${said}`,
    why: () => 'Something answers on that port, but not in the Kafka protocol.',
    next: () => 'Check the port: brokers listen on 9092 by custom, REST proxies, registries and consoles on others.',
  },
  tls: {
    what: ({ broker, said }) => `the TLS handshake with ${broker} failed${said}`,
    why: ({ code }) => `Both sides speak TLS, but do not come to terms${code === '' ? '' : ` (${code})`}.`,
    next: () => 'Check the CA file, the host name in the certificate, and whether the broker wants a client certificate.',
  },
  'login-refused': {
    what: ({ broker, said }) => `${broker} refused the login${said}`,
    why: ({ code }) => `The SASL login failed${code === '' ? '' : ` (${code})`}.`,
    next: () => 'Check mechanism, user name and password. A broker does not tell a wrong password from an unknown user.',
  },
  forbidden: {
    what: forbiddenWhat,
    why: permissionReason,
    next: permissionNext,
  },
  'not-found': {
    what: ({ subject }) => `${subject} does not exist`,
    why: ({ code }) => `This cluster does not know it, or does not show it to this login${code === '' ? '' : ` (${code})`}.`,
    next: () => 'Check the spelling (names are case-sensitive), and that this is the right cluster.',
  },
  'no-leader': {
    what: ({ subject }) => `${subject} has no leader`,
    why: ({ code }) => `All brokers that hold it are down, or a leader is being elected${code === '' ? '' : ` (${code})`}.`,
    next: () => 'If it stays so, bring a broker of its in-sync replicas back. Until then nobody can read or write it.',
  },
  'no-coordinator': {
    what: ({ subject }) => `no coordinator for ${subject} at the moment`,
    why: ({ code }) => `The broker that keeps the group is loading it, moving, or down${code === '' ? '' : ` (${code})`}.`,
    next: () => 'Try again in some seconds. If it stays so, look at the partitions of __consumer_offsets: one of them has no leader.',
  },
  unsupported: {
    what: ({ broker, request, said }) => `${broker} does not offer ${request}${said}`,
    why: () => 'The broker is older or newer than what is asked for.',
    next: () => 'The rest works without it. Kafka 2.1 and newer are known to work.',
  },
  unreadable: {
    what: ({ broker, request, said }) => `the answer of ${broker} to ${request} could not be read${said}`,
    why: ({ code }) => `Bytes arrived that do not fit Kafka's format${code === '' ? '' : ` (${code})`}.`,
    next: () => 'A proxy may be cutting answers. If this comes again, the log helps to report it.',
  },
  cancelled: {
    what: () => 'cancelled',
    why: () => 'It was stopped before an answer came.',
    next: () => 'Ask again when you like.',
  },
  kafka: {
    what: ({ request, subject, said }) => `Kafka could not answer ${request} about ${subject}${said}`,
    why: ({ code }) => (code === '' ? 'It gave no code.' : `Its error is ${code}.`),
    next: () => 'Try again; the log has the request.',
  },
};

function factsOf(failure: Failure): Facts {
  const { broker, subject, request, code, detail } = failure;
  return {
    broker: broker ?? 'the broker',
    subject: subject ?? 'it',
    request: request ?? 'the request',
    code: code ?? '',
    said: detail ? ` (${detail})` : '',
    failure,
  };
}

function forbiddenWhat({ failure, subject, request }: Facts): string {
  const needed = missingPermission(failure);
  if (!needed) return `this login may not ask ${request} about ${subject}`;
  const what = needed.resource === 'cluster' ? 'the whole cluster' : `${needed.resource} ${needed.name}`;
  return `this login may not ${verbs[needed.operation] ?? 'see'} ${what}`;
}

/** What an operation lets somebody do with a topic; of a group's, DELETE and READ are about its commits. */
const verbs: Readonly<Record<string, string>> = {
  ...{ READ: 'read', WRITE: 'write to', CREATE: 'create', DELETE: 'delete', ALTER: 'change' },
  ...{ DESCRIBE_CONFIGS: 'see the configuration of', ALTER_CONFIGS: 'change the configuration of' },
};

function permissionReason({ failure, code }: Facts): string {
  const needed = missingPermission(failure);
  const known = code === '' ? '' : ` (${code})`;
  return needed ? `It needs ${permissionWords(needed)}${known}.` : `An authorization is missing${known}.`;
}

function permissionNext({ failure }: Facts): string {
  return missingPermission(failure)
    ? 'Ask whoever runs the cluster to allow it (kafka-acls --add), or use another login.'
    : 'Ask whoever runs the cluster, or use another login.';
}
