import type { Broker } from '../../model/cluster.ts';
import { FailureError, failureOf, type Failure } from '../../model/failure.ts';
import type { Api } from '../protocol/api.ts';
import { fetch } from '../protocol/apis/fetch.ts';
import { type Address, parseAddress, sameAddressText } from './address.ts';
import { advertisedAddress, reachableAddress } from './addressMap.ts';
import { type BrokerConnection, connectLine, type RequestLine } from './brokerConnection.ts';
import { firstToSucceed, NoneSucceeded } from './firstToSucceed.ts';
import type { Credentials } from './login.ts';
import { Route } from './route.ts';
import type { ConnectionSettings } from './settings.ts';
import { Tokens } from './tokens.ts';

export type { RequestLine };

export interface AskOptions {
  /** Node id; absent: any broker will do. */
  readonly broker?: number;
  readonly signal?: AbortSignal;
  /** Most milliseconds from the request to its answer; setting up a connection has its own. Default: the settings' requestTimeoutMs. */
  readonly timeoutMs?: number;
}

export interface ClusterOptions {
  readonly onRequest?: (line: RequestLine) => void;
}

/**
 * A cluster that can be asked. Connections come when they are needed, one a broker (and another one for Fetch, so that
 * reading records does not delay the figures), and go when they are idle. One sick broker fails only what is asked of it.
 * The requests themselves are never repeated here: only who asks knows whether that is right.
 */
export class Cluster {
  readonly #settings: ConnectionSettings;
  readonly #onRequest: ((line: RequestLine) => void) | undefined;
  readonly #routes = new Map<string, Route>();
  readonly #tokens: Tokens | undefined;
  readonly #credentials: Credentials | undefined;
  #brokers: readonly Broker[] = [];
  #requests = 0;
  #bytes = 0;
  #removed = false;

  constructor(settings: ConnectionSettings, { onRequest }: ClusterOptions = {}) {
    this.#settings = settings;
    this.#onRequest = onRequest;
    const { sasl } = settings;
    if (sasl?.mechanism === 'OAUTHBEARER') {
      this.#tokens = new Tokens(sasl.source, settings.requestTimeoutMs ?? defaultRequestTimeoutMs, ({ from, ...line }) =>
        onRequest?.({ api: tokenLine, version: 0, broker: from, bytes: 0, ...line }),
      );
      this.#credentials = { ...sasl, tokens: this.#tokens };
    } else this.#credentials = sasl;
  }

  /**
   * Sends one request, in the highest version that both sides know, to the broker with node id `broker`, or to any.
   * Throws FailureError. Answers may carry Kafka's error codes: those are for who asked.
   */
  async ask<Request, Response>(
    api: Api<Request, Response>,
    request: Request | ((version: number) => Request),
    { broker, signal, timeoutMs = this.#settings.requestTimeoutMs ?? defaultRequestTimeoutMs }: AskOptions = {},
  ): Promise<Response> {
    if (this.#removed) throw new FailureError({ ...removed, request: api.name });
    if (signal?.aborted === true) throw new FailureError({ kind: 'cancelled', request: api.name });
    const patience = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
    const lane = api.key === fetch.key ? 'records' : 'figures';
    const connecting = broker === undefined ? this.#anyConnection(lane) : this.#route(this.#wayTo(broker), lane).connection();
    const answering = connecting.then(connection => connection.ask(api, request, patience));
    return unlessAborted(answering, signal, { kind: 'cancelled', request: api.name });
  }

  /** The brokers as the last Metadata told. */
  brokers(): readonly Broker[] {
    return this.#brokers;
  }

  /** Takes what Metadata told, so that brokers can be asked by node id. */
  learn(brokers: readonly Broker[]): void {
    this.#brokers = brokers;
  }

  /** Requests sent, log-ins included, and bytes of their answers, since the beginning. */
  get cost(): { readonly requests: number; readonly bytes: number } {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  /** At once: requests in flight and all later ones fail with code CLUSTER_REMOVED; no socket or timer is left. */
  disconnect(): void {
    this.#removed = true;
    this.#tokens?.close(removed);
    for (const route of this.#routes.values()) route.close(removed);
    this.#routes.clear();
  }

  async #anyConnection(lane: Lane): Promise<BrokerConnection> {
    const serving = [...this.#routes].flatMap(([key, route]) => {
      const inFlight = route.serving?.inFlight;
      return inFlight !== undefined && key.startsWith(lane) ? [{ route, inFlight }] : [];
    });
    const [first, ...others] = serving;
    if (first) return others.reduce((best, other) => (other.inFlight < best.inFlight ? other : best), first).route.connection();

    const bootstrap = this.#settings.bootstrapServers.map(server => () => this.#route(this.#bootstrapWay(server), lane).connection());
    const known = this.#brokers.slice(0, mostKnown).map(
      ({ nodeId }) =>
        () =>
          this.#route(this.#wayTo(nodeId), lane).connection(),
    );
    try {
      return await firstToSucceed(
        [...bootstrap, ...known].map(attempt => async () => attempt()),
        patienceMs,
        isFinal,
      );
    } catch (error) {
      throw error instanceof NoneSucceeded ? new FailureError(mostTelling(error.errors.map(failureOf))) : error;
    }
  }

  #wayTo(nodeId: number): Way {
    const broker = this.#brokers.find(known => known.nodeId === nodeId);
    if (broker === undefined) throw new FailureError({ kind: 'unreachable', code: 'BROKER_NOT_LISTED', subject: `broker ${nodeId}` });
    const { host, port } = broker;
    return { address: reachableAddress(this.#settings.addressMap ?? {}, { host, port }) ?? { host, port }, serverName: host };
  }

  /** A bootstrap server may be the reachable end of a mapping: then its certificate is the advertised host's. */
  #bootstrapWay(server: string): Way {
    const address = parseAddress(server);
    return { address, serverName: advertisedAddress(this.#settings.addressMap ?? {}, address)?.host ?? address.host };
  }

  #route({ address, serverName }: Way, lane: Lane): Route {
    if (this.#removed) throw new FailureError(removed);
    const key = `${lane} ${sameAddressText(address)} ${serverName}`;
    const known = this.#routes.get(key);
    if (known) return known;
    const { tls, clientId = 'kafka-troubleshooter' } = this.#settings;
    const {
      connectTimeoutMs = defaultConnectTimeoutMs,
      requestTimeoutMs = defaultRequestTimeoutMs,
      idleMs = defaultIdleMs,
    } = this.#settings;
    const route = new Route({
      address,
      clientId,
      connectTimeoutMs,
      firstAnswerTimeoutMs: connectTimeoutMs,
      requestTimeoutMs,
      idleMs,
      ...(tls === undefined ? {} : { tls: { settings: tls, serverName } }),
      ...(this.#credentials === undefined ? {} : { sasl: this.#credentials }),
      onRequest: line => {
        if (line.api !== connectLine) this.#requests++;
        this.#bytes += line.bytes;
        this.#onRequest?.(line);
      },
    });
    this.#routes.set(key, route);
    return route;
  }
}

/** The log's word for a token that was fetched; `broker` is where from. */
export const tokenLine = 'Token';

/** Where to dial, and whose certificate must be shown there. */
interface Way {
  readonly address: Address;
  readonly serverName: string;
}

type Lane = 'figures' | 'records';

/** Where one bootstrap server has not answered for so long, the next is tried beside it. */
const patienceMs = 3_000;
/** So many brokers that Metadata told are tried after the bootstrap servers: enough to outlive one that is down, and an end in sight. */
const mostKnown = 3;
const defaultConnectTimeoutMs = 10_000;
const defaultRequestTimeoutMs = 30_000;
/** Brokers close after ten minutes (connections.max.idle.ms); we need not keep them waiting. */
const defaultIdleMs = 60_000;
const removed: Failure = { kind: 'cancelled', code: 'CLUSTER_REMOVED' };

/** Another server would refuse the same login, and count it towards locking the account. */
const isFinal = (error: unknown): boolean => ['login-refused', 'cancelled'].includes(failureOf(error).kind);

/** Of several failures to connect the one that came furthest, beside the others: a refused login tells more than a name that does not resolve. */
function mostTelling(failures: readonly Failure[]): Failure {
  const furthestFirst = ['login-refused', 'cancelled', 'unsupported', 'kafka', 'unreadable', 'tls', 'not-kafka', 'silent', 'unreachable'];
  const rank = ({ kind }: Failure) => (furthestFirst.includes(kind) ? furthestFirst.indexOf(kind) : furthestFirst.length);
  const [first, ...others] = failures;
  if (first === undefined) return { kind: 'unreachable', code: 'NO_BOOTSTRAP_SERVER' };
  const told = others.reduce((best, other) => (rank(other) < rank(best) ? other : best), first);
  const rest = failures.flatMap(failure =>
    failure === told || !failure.broker ? [] : [`${failure.broker} ${failure.code ?? failure.kind}`],
  );
  return rest.length === 0 ? told : { ...told, others: rest };
}

/** Stops waiting at once; what was waited for goes on unheard. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, failure: Failure): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new FailureError(failure));
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
