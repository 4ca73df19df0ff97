/** How a lint problem is told in words: the editor's diagnostics, the command line, a copied report. */
import { formatCount } from '../model/figures.ts';
import type { KeyOwner, Problem, ProblemFigures, ProblemFix, ProblemOf, Related, RuleId, ValueType } from '../model/problem.ts';
import { clusterProblemWords } from './clusterProblemWords.ts';
import { shortened, time, wholeSpan } from './settingWords.ts';
import { visible } from './visible.ts';

/** What is wrong, what follows from it and, where it is short, what to do: one or two sentences, never a secret. */
export const problemMessage = (problem: Problem): string => visible(messageOf(problem));

/** What a quick fix does, as a command: "Set heartbeat.interval.ms to 3333". */
export function fixTitle({ does }: ProblemFix): string {
  switch (does.kind) {
    case 'set-value':
      return does.value === '…;' ? 'Add the closing semicolon' : `Change to ${shortened(does.value)}`;
    case 'add-entry':
      return `Add ${does.key}=${shortened(does.value)}`;
    case 'rename-key':
      return `Rename to ${does.to}`;
    case 'remove-entry':
      return `Remove ${does.key}`;
    case 'move-comment':
      return 'Move the comment to a line of its own';
    case 'unquote':
      return 'Remove the quotes';
    case 'double-backslashes':
      return 'Double the backslashes';
    case 'end-entry-here':
      return `End ${does.key} on the line above`;
    case 'escape-dots':
      return 'Escape the dots';
    case 'move-secret':
      return `Take it out of the file: read it from the environment variable ${does.variable}`;
  }
}

/** Why another place belongs to a problem. */
export function relatedMessage({ says }: Related): string {
  switch (says.kind) {
    case 'compared-with':
      return `${says.key} is set here`;
    case 'given-first-here':
      return `${says.key} is first set here`;
    case 'wins':
      return `This ${says.key} is the one in effect`;
    case 'also-here':
      return `The same ${says.key}, in another application`;
    case 'other-side':
      return `${says.key} of the same topic`;
  }
}

function messageOf<Id extends RuleId>({ ruleId, figures }: ProblemOf<Id>): string {
  return words[ruleId](figures);
}

const words: { readonly [Id in RuleId]: (figures: ProblemFigures[Id]) => string } = {
  'heartbeat-close-to-session': ({ heartbeatMs, sessionMs, refused, heartbeatWritten, sessionWritten }) => {
    const heartbeat = `A heartbeat every ${time(heartbeatMs)}${heartbeatWritten ? '' : ' (the default)'}`;
    const session = `the session timeout of ${time(sessionMs)}${sessionWritten ? '' : ' (the default)'}`;
    return refused
      ? `${heartbeat} is not below ${session}: the client refuses to start. A third of it is usual.`
      : `${heartbeat} leaves room for ${missable(heartbeatMs, sessionMs)} in ${session}. A third of it is usual.`;
  },
  'session-outside-broker-limits': ({ sessionMs, side, limitMs }) =>
    `A session timeout of ${time(sessionMs)} is ${side} what brokers take by default (${time(limitMs)}, ${
      side === 'below' ? 'group.min.session.timeout.ms' : 'group.max.session.timeout.ms'
    }): joining the group fails with INVALID_SESSION_TIMEOUT.`,
  'poll-interval-below-session': ({ pollMs, sessionMs, sessionWritten, refused }) =>
    refused
      ? `The poll interval of ${time(pollMs)} is below the session timeout of ${time(sessionMs)}${sessionWritten ? '' : ' (the default)'}: librdkafka refuses to start.`
      : `The poll interval of ${time(pollMs)} is below the session timeout of ${time(sessionMs)}: a slow batch leaves the group sooner than a dead process would be noticed.`,
  'poll-interval-too-short': ({ pollMs }) =>
    `Any pause of ${time(pollMs)} between two polls makes the consumer leave its group and rebalance. A short interval does not lower latency.`,
  'poll-batch-too-large': ({ records, pollMs, perRecordMs }) =>
    `A full poll of ${formatCount(records)} records has to be handled within ${time(pollMs)}, which is ${perRecordMs < 1 ? 'less than 1' : perRecordMs.toFixed(1)} ms a record; slower, and the consumer leaves its group.`,
  'auto-commit-risk': ({ isolation }) =>
    `Automatic commits repeat records after a crash or a rebalance, which ${isolation} is meant to rule out. Commit together with the results to read each record once.`,
  'auto-commit-too-rare': ({ intervalMs }) =>
    `After a crash up to ${time(intervalMs)} of records are read again (the default is 5,000 ms).`,
  'commit-interval-without-auto-commit': () => 'This has no effect while enable.auto.commit is false: the program itself has to commit.',
  'group-id-missing': ({ because }) =>
    because === 'empty'
      ? 'The group id is empty: a 4.x consumer refuses to start with it, an older one cannot commit reliably.'
      : 'Automatic commits need a group id, and this file has none: unless the program names one, the consumer refuses to start.',
  'group-id-generic': ({ groupId }) =>
    `Another application of this cluster may well be called “${groupId}” too; the two would share the partitions. Name the group after its purpose.`,
  'group-id-random': () =>
    'The group id changes with every start, so no commit is ever found again and each start falls back on auto.offset.reset.',
  'fetch-min-unreachable': ({ minBytes, maxBytes, limit, waitMs }) =>
    limit === 'answer'
      ? `No answer can hold ${formatCount(minBytes)} bytes (fetch.max.bytes is ${formatCount(maxBytes)}), so every fetch waits the full ${time(waitMs)}.`
      : `One partition gives at most ${formatCount(maxBytes)} bytes (max.partition.fetch.bytes): where a broker leads only one of yours, every fetch waits the full ${time(waitMs)}.`,
  'fetch-wait-delays-records': ({ waitMs, minBytes }) =>
    `On a quiet topic a record waits up to ${time(waitMs)} until ${formatCount(minBytes)} bytes are together.`,
  'fetch-limits-contradict': ({ limit, bytes, other, otherWritten, needs }) =>
    `${limit} is ${formatCount(bytes)} and has to be at least ${formatCount(needs)}, because of ${other}${otherWritten ? '' : ' (the default)'}: librdkafka refuses to start.`,
  'fetch-wait-exceeds-request-timeout': ({ waitMs, requestMs }) =>
    `A broker may hold a fetch back for ${time(waitMs)}, but the request times out after ${time(requestMs)}: on a quiet topic it always does.`,
  'group-protocol-refused-key': ({ key, protocol }) =>
    protocol === 'consumer'
      ? `A client with group.protocol=consumer refuses to start with ${key}: the broker decides that for the group.`
      : `Only group.protocol=consumer knows ${key}; with the classic protocol, which is the default, the client refuses to start (4.0 and newer).`,
  'static-membership-with-short-session': ({ sessionMs }) =>
    `A static member keeps its partitions only over a restart of less than ${time(sessionMs)}. Make the session longer than a restart takes.`,
  'assignor-mixed': ({ cooperative, eager, refused }) =>
    refused
      ? `${cooperative} and ${eager} rebalance in different ways: librdkafka refuses to start with both.`
      : `As long as ${eager} is listed too, ${cooperative} does not rebalance cooperatively: every assignor of the list has to be able to.`,
  'topic-pattern-too-wide': ({ pattern, alsoTakes }) =>
    alsoTakes === ''
      ? `“${pattern}” takes every topic of the cluster, those of others and future ones included.`
      : `“${pattern}” also takes a topic called ${alsoTakes}. Put the divider of your names before the wildcard, or list the topics.`,
  'topic-pattern-unescaped-dot': ({ alsoTakes }) => `The dot stands for any character, so this also takes ${alsoTakes}.`,

  'unknown-key': ({ key, suggestion, refused }) =>
    refused
      ? `librdkafka refuses to start with a name that it does not know: ${key}. Did you mean ${suggestion}?`
      : `Nobody reads ${key}. Did you mean ${suggestion}?`,
  'key-newer-than-client': ({ key, since, version }) => `${key} exists since ${since}; a client of ${version} ignores it.`,
  'key-of-another-role': ({ key, role, owner, instead }) =>
    instead === null
      ? `${key} is ${owners[owner]} setting; ${readers[role]} ignores it.`
      : `A worker does not hand ${key} on to its ${owner}s; only ${instead} reaches them.`,
  'removed-key': ({ key, lastVersion, replacedBy }) =>
    `${key} is gone: ${lastVersion} was the last version that read it.${replacedBy === null ? '' : ` ${replacedBy} took over.`}`,
  'deprecated-key': ({ key, replacedBy }) => `${key} is deprecated.${replacedBy === null ? '' : ` Use ${replacedBy}.`}`,
  'legacy-zookeeper-key': ({ key, replacedBy }) =>
    `${key} is a setting of the ZooKeeper-era clients, removed in Kafka 2.0; today's clients ignore it.${replacedBy === null ? '' : ` ${replacedBy} took over.`}`,
  'key-of-another-library': ({ key, instead }) =>
    `${key} is a setting of the Java client; librdkafka refuses to start with a name that it does not know.${instead === null ? '' : ` There it is called ${instead}.`}`,
  'required-key-missing': ({ present, missing }) =>
    `${missing} is missing beside ${present}: unless the program gives it, the client refuses to start, for there is no default.`,
  'debug-logging-on': ({ context }) =>
    `debug=${context} logs every request, or every message, and slows the client down. Switch it on while you look for a fault.`,
  'backoff-above-its-maximum': ({ key, firstMs, mostKey, mostMs, refused }) =>
    `The first pause (${key}, ${time(firstMs)}) is longer than the longest (${mostKey}, ${time(mostMs)})${refused ? ': librdkafka refuses to start' : ', so no pause ever grows'}.`,
  'key-not-handed-on': ({ key, framework, instead, owner }) => {
    const reader = frameworks[framework ?? ''] ?? 'What reads this file';
    return `${key} never reaches the client: ${owner === null ? `${reader} has no such setting here` : `it is ${owners[owner]} setting`}.${instead === null ? '' : ` Write ${instead}.`}`;
  },
  'duplicate-key': ({ key, times, sameValue, wins }) =>
    sameValue
      ? `${key} is given ${times} times with the same value.`
      : wins
        ? `${key} is given ${times} times; this last one is in effect.`
        : `${key} is given ${times} times; the last one is in effect, not this one.`,

  'wrong-type': ({ key, type, value, suggestion, readAs }) =>
    readAs !== null
      ? `“${shortened(value)}” is read as ${readAs}: what follows the digits is dropped without a word.${suggestion === null ? '' : ` Did you mean ${suggestion}?`}`
      : `“${shortened(value)}” is not ${types[type]}: a client refuses to start with it as ${key}.${suggestion === null ? '' : ` Did you mean ${suggestion}?`}`,
  'value-out-of-range': ({ key, value, min, max }) =>
    `${key} cannot be ${shortened(value)}: ${range(min, max)}. The client refuses to start.`,
  'value-not-allowed': ({ key, value, allowed, suggestion, lastVersion, since }) => {
    if (since !== null) return `${key} takes “${shortened(value)}” only since ${since}.`;
    const did = suggestion === null ? ` It takes ${listed(allowed)}.` : ` Did you mean ${suggestion}?`;
    return lastVersion === null
      ? `${key} does not take “${shortened(value)}”: the client refuses to start.${did}`
      : `${key} takes “${shortened(value)}” no longer: ${lastVersion} was the last version that did, newer ones refuse to start.${did}`;
  },
  'class-name-without-package': ({ value, suggestion }) =>
    `Java finds a class only by its whole name, so the client refuses to start with “${shortened(value)}”.${suggestion === null ? '' : ` Did you mean ${suggestion}?`}`,
  'removed-class': ({ value, lastVersion }) =>
    `${value.split('.').at(-1) ?? value} is gone: ${lastVersion} was the last version that had it, and newer ones refuse to start.`,
  'serializer-swapped': ({ key, wanted }) => `${key} needs a ${wanted}: the client refuses to start with this class.`,
  'inline-comment-in-value': ({ key, comment, refused }) =>
    `“${shortened(comment)}” is no comment but part of the value of ${key}${refused ? ', and the client refuses to start' : ''}. Comments have lines of their own.`,
  'quoted-value': ({ key, quote }) =>
    `The ${quote === '"' ? 'double' : 'single'} quotes are part of the value of ${key}; nothing takes them off.`,
  'backslash-lost': ({ key, unreadable }) =>
    unreadable
      ? 'A backslash before “u” begins a character code and needs four hexadecimal digits: Java refuses to read the whole file. Double the backslash.'
      : `This backslash does not arrive in ${key}: one backslash is an escape. Double it, or use forward slashes in a path.`,
  'continuation-swallows-entry': ({ key, swallowed }) =>
    `${swallowed} is part of the value of ${key}, because the line above ends in a backslash.`,
  'seconds-instead-of-milliseconds': ({ key, value, asMs }) =>
    `${key} counts milliseconds: this is ${formatCount(value)} ms. For ${wholeSpan(asMs)} write ${asMs}.`,
  'bootstrap-server-malformed': ({ server, fault }) => serverFaults[fault](server),

  'sasl-without-sasl-protocol': ({ key, protocol }) =>
    `${key} has no effect: security.protocol is ${protocol ?? 'not set, so PLAINTEXT'}, and without SASL in it the client does not log in.`,
  'sasl-mechanism-unknown': ({ mechanism, suggestion }) =>
    `No broker offers a mechanism called “${mechanism}”; names are case-sensitive. Did you mean ${suggestion}?`,
  'login-module-mismatch': ({ mechanism, mechanismWritten, module, fails }) => {
    if (!mechanismWritten) return `sasl.mechanism is not set, so it is ${mechanism}, and ${module} cannot log in with that.`;
    return fails
      ? `${module} cannot log in with ${mechanism}: it is the module of another mechanism.`
      : `${module} is the module of another mechanism. It happens to work with ${mechanism}; PlainLoginModule says what is meant.`;
  },
  'sasl-without-tls': ({ mechanism, readable }) =>
    readable
      ? `${mechanism} sends the credentials readable, and SASL_PLAINTEXT does not encrypt: whoever sees the traffic can log in. Use SASL_SSL.`
      : `${mechanism} keeps the password to itself, but over SASL_PLAINTEXT every record can be read and changed on the way.`,
  'jaas-malformed': ({ fault, near }) => jaasFaults[fault](near),
  'host-name-check-disabled': ({ value, off }) =>
    off
      ? "The broker's certificate is accepted whatever host it was made for: anybody with a certificate of the same authority can stand in."
      : `Java does not know “${shortened(value)}” here: every TLS handshake fails. Its only name is https; an empty value switches the check off.`,
  'certificate-check-disabled': () =>
    "The broker's certificate is not checked at all: whoever is on the way can stand in for the broker and read the login. Name the authority with ssl.ca.location.",
  'tls-settings-unused': ({ key, protocol }) => `${key} has no effect: ${protocol} does not use TLS.`,
  'tls-store-incomplete': ({ present, missing }) => `${present} needs ${missing}; without it the client refuses to start.`,
  'production-plaintext': ({ environment }) =>
    `${environment} is not encrypted: whoever is on the way to the brokers can read and change every record. Use SSL or SASL_SSL.`,
  'secret-in-plain-text': ({ key }) =>
    `${key} holds a secret in plain text. Whoever can read or copy this file has it; let the deployment fill it in.`,

  'idempotence-conflict': ({ key, value, needs, because }) => {
    const wanted = needs === '5' ? 'at most 5' : needs === '2147483647' ? 'at least 1' : needs;
    switch (because) {
      case 'transactions':
        return `Transactions need ${key} to be ${wanted}: the producer refuses to start with ${value}.`;
      case 'idempotence':
        return `enable.idempotence=true needs ${key} to be ${wanted}: the producer refuses to start with ${value}.`;
      case 'default-idempotence':
        return `Since 4.0 a producer refuses to start with ${key} above 5 unless enable.idempotence=false is written; before, idempotence went off silently.`;
    }
  },
  'delivery-outlasts-transaction': ({ deliveryMs, transactionMs }) =>
    `A record may be tried for ${time(deliveryMs)}, longer than its transaction lasts (${time(transactionMs)}): librdkafka refuses to start.`,
  'delivery-timeout-too-short': ({ deliveryMs, lingerMs, requestMs }) =>
    requestMs === 0
      ? `${time(deliveryMs)} is not above linger.ms (${formatCount(lingerMs)} ms): every record is out of time before it is sent, and librdkafka refuses it.`
      : `${time(deliveryMs)} is less than linger.ms + request.timeout.ms (${formatCount(lingerMs)} + ${formatCount(requestMs)} ms): the producer refuses to start.`,
  'acks-weak': ({ acks }) =>
    acks === '0'
      ? 'acks=0 asks nobody: records are lost without an error, and idempotence is off.'
      : 'acks=1 asks only the leader: what no follower has yet is lost when it fails, and idempotence is off.',
  'retries-off': () => 'Without retries every leader change or lost packet loses records, and idempotence is off.',
  'buffer-below-request-size': ({ bufferBytes, requestBytes }) =>
    `The producer's whole buffer is ${formatCount(bufferBytes)} bytes: larger records are refused although max.request.size allows ${formatCount(requestBytes)}, and send() blocks early.`,
  'batch-size-tiny': ({ bytes }) =>
    `A batch of ${formatCount(bytes)} bytes holds no record, so every record travels alone. The unit is bytes, not kilobytes.`,
  'transaction-timeout-over-broker-limit': ({ timeoutMs, limitMs }) =>
    `${time(timeoutMs)} is above what brokers take by default (${time(limitMs)}, transaction.max.timeout.ms): initTransactions() fails.`,
  'transactional-id-fixed': ({ transactionalId }) =>
    `Two instances that read this file share “${transactionalId}”, and the second fences the first. Each needs a name of its own.`,

  'advertised-listener-unreachable': ({ listener, why, by }) => {
    switch (why) {
      case 'no-address':
        return `${by} is no address that clients could go to: the broker refuses to start with ${listener}.`;
      case 'localhost-of-a-pod':
        return `Clients in other pods are told to go on at ${listener}, which is themselves. Advertise a name that they reach.`;
      case 'localhost-of-a-container':
        return `${by} connects and is told to go on at ${listener}, which is its own container. Give the containers a listener that advertises the service's name.`;
      case 'name-of-the-network':
        return `Clients outside reach the published port ${by} and are told to go on at ${listener}, a name that only the containers know. Give them a listener of their own.`;
    }
  },
  'group-id-shared': ({ groupId, fileName, topicsDiffer }) =>
    topicsDiffer
      ? `${fileName} uses the group “${groupId}” for other topics: each start of either application rebalances both. Give each a group of its own.`
      : `${fileName} uses the group “${groupId}” too: two applications in one group share the partitions, and each sees only a part of the records.`,
  'serializer-pair-mismatch': ({ topic, part, writes, reads }) =>
    `The ${part} of ${topic} is written by ${writes} and read by ${reads}: it cannot be read, or comes out wrong.`,
  'environment-drift': ({ key, value, environment, theirs, differs }) => {
    switch (differs) {
      case 'behaviour':
        return `${key} is ${shortened(value)} in production and ${shortened(theirs)} in ${environment}: what is tested there is not what runs here.`;
      case 'less-secure':
        return `Production uses ${value}, ${environment} ${theirs}: the records that matter are the ones that everybody on the way can read.`;
      case 'group-shared':
        return `${environment} joins the same group “${value}” on the same cluster: it takes partitions away from production.`;
    }
  },

  ...clusterProblemWords,
};

/** How many heartbeats fit: 5 s in 10 s → "two heartbeats". */
function missable(heartbeatMs: number, sessionMs: number): string {
  return Math.floor(sessionMs / heartbeatMs) === 1 ? 'only one heartbeat' : 'only two heartbeats';
}

function listed(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}

function range(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return `it lies between ${formatCount(min)} and ${formatCount(max)}`;
  return min === null ? `it is at most ${formatCount(max ?? 0)}` : `it is at least ${formatCount(min)}`;
}

const types: Readonly<Record<ValueType, string>> = {
  boolean: 'true or false',
  int: 'a whole number',
  long: 'a whole number',
  short: 'a whole number',
  double: 'a number',
  string: 'a text',
  list: 'a list',
  class: 'a class',
  password: 'a text',
};

const frameworks: Readonly<Record<string, string>> = {
  'spring-boot': 'Spring Boot',
  'spring-cloud-stream': 'Spring Cloud Stream',
  quarkus: 'Quarkus',
  micronaut: 'Micronaut',
};

const owners: Readonly<Record<KeyOwner, string>> = {
  consumer: "a consumer's",
  producer: "a producer's",
  admin: "an admin client's",
  streams: "a Streams application's",
  connect: "a Connect worker's",
  connector: "a connector's",
  mirror: "MirrorMaker's",
  broker: "a broker's",
  topic: "a topic's",
};

const readers: Readonly<Record<KeyOwner, string>> = {
  consumer: 'a client',
  producer: 'a producer',
  admin: 'an admin client',
  streams: 'a Streams application',
  connect: 'a Connect worker',
  connector: 'a connector',
  mirror: 'MirrorMaker',
  broker: 'a broker',
  topic: 'a topic',
};

const serverFaults: Readonly<Record<ProblemFigures['bootstrap-server-malformed']['fault'], (server: string) => string>> = {
  scheme: server =>
    `Brokers are named host:port. The client ignores what stands before the host in “${shortened(server)}”; security.protocol decides how it connects.`,
  'no-port': server => `“${shortened(server)}” has no port: the client refuses to start.`,
  port: server => `“${shortened(server)}” has no port between 1 and 65,535.`,
  path: server => `“${shortened(server)}” is no host:port: the client refuses to start.`,
  semicolon: () => 'Bootstrap servers are divided by commas, not semicolons: the client refuses to start or takes only a part of them.',
  blank: () => 'Bootstrap servers are divided by commas, not blanks: the client refuses to start or takes only a part of them.',
  empty: () => 'The list of bootstrap servers has an empty item: a 4.x client refuses to start with it.',
};

const jaasFaults: Readonly<Record<ProblemFigures['jaas-malformed']['fault'], (near: string | null) => string>> = {
  'no-semicolon': () => 'The login module entry does not end in a semicolon: the client refuses to start.',
  'no-flag': near =>
    `After the login module stands its flag, mostly “required”${near === null ? '' : `, not “${shortened(near)}”`}: the client refuses to start.`,
  'unclosed-quote': near => `The quotes of ${near ?? 'a value'} are not closed: the client refuses to start.`,
  'no-value': near => `${near ?? 'An option'} has no value that can be read: put the value in quotes. The client refuses to start.`,
  'behind-the-end': () => 'Something follows the semicolon; one login module is all that a client takes.',
};
