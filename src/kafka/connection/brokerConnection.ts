import { FailureError, failureOf, type Failure } from '../../model/failure.ts';
import { letOthersRun } from '../letOthersRun.ts';
import type { Api } from '../protocol/api.ts';
import { apiVersions } from '../protocol/apis/apiVersions.ts';
import { errorName } from '../protocol/errorCodes.ts';
import { Carrier, type CarrierOptions } from './carrier.ts';
import { type Credentials, endless, login, offeredMechanisms, type Exchange, type Session } from './login.ts';

export interface BrokerTarget extends CarrierOptions {
  readonly sasl?: Credentials;
  readonly requestTimeoutMs: number;
  /** An unused connection is closed after so many milliseconds. */
  readonly idleMs: number;
  readonly onRequest: (line: RequestLine) => void;
  /** Asked when the broker hangs up on the first question of a client that did not log in; undefined: nobody knows. */
  readonly whyHungUp: () => Promise<Failure | undefined>;
}

/**
 * One request in the log: which API was asked in which version, of whom, how long the answer took and how many bytes it had.
 * A connection that could not be set up is a line of its own, with the API `Connect`, which Kafka does not have.
 */
export interface RequestLine {
  readonly api: string;
  readonly version: number;
  /** `host:port` as it was dialled. */
  readonly broker: string;
  readonly ms: number;
  readonly bytes: number;
  /** Code or kind of the failure; absent when an answer came (which may itself carry error codes). */
  readonly error?: string;
}

export interface Patience {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A connection on which Kafka is spoken: it knows the broker's versions, is logged in, and writes the headers. */
export class BrokerConnection {
  /** Resolves when it may be asked; rejects with a FailureError, and is closed then. */
  readonly ready: Promise<void>;
  readonly #target: BrokerTarget;
  readonly #carrier: Carrier;
  #ranges: ReadonlyMap<number, VersionRange> = new Map();
  #session: Session = endless;
  #idle: NodeJS.Timeout;
  #usedAt = Date.now();
  /** It has answered something that only those may ask who are let in. */
  #letIn = false;

  constructor(target: BrokerTarget) {
    this.#target = target;
    this.#carrier = new Carrier(target);
    this.#idle = this.#closeAfter(target.idleMs);
    this.ready = this.#open();
  }

  get open(): boolean {
    return this.#carrier.closedBy === undefined;
  }

  /** Open, and its session has enough time left for a request to arrive in it. */
  get usable(): boolean {
    const now = Date.now();
    // Timers stand still while a laptop sleeps, brokers do not: an idle connection may be dead without a word.
    const awake = this.inFlight > 0 || now - this.#usedAt < 2 * this.#target.idleMs;
    return this.open && awake && now < this.#session.endsAt - 0.1 * this.#session.lifetimeMs;
  }

  /** Three quarters of the session have passed: time to log in anew, on another connection, while this one still serves. */
  get renewalDue(): boolean {
    return Date.now() > this.#session.endsAt - 0.25 * this.#session.lifetimeMs;
  }

  get inFlight(): number {
    return this.#carrier.inFlight;
  }

  /** Asks in the highest version that both sides know. Throws FailureError: 'unsupported' when there is none. */
  async ask<Request, Response>(
    api: Api<Request, Response>,
    request: Request | ((version: number) => Request),
    patience: Patience,
  ): Promise<Response> {
    const version = this.#commonVersion(api);
    const body = typeof request === 'function' ? (request as (version: number) => Request)(version) : request;
    this.#usedAt = Date.now();
    this.#idle.refresh();
    try {
      const answer = await this.#exchange(api, version, body, patience);
      this.#letIn = true;
      return answer;
    } catch (error) {
      const hungUp = failureOf(error).kind === 'unreachable' && !this.#letIn && this.#target.sasl === undefined;
      const why = hungUp ? await this.#target.whyHungUp() : undefined;
      throw why ? new FailureError({ broker: this.#carrier.broker, ...why, request: api.name }) : error;
    }
  }

  /** The mechanisms that the listener offers, asked without logging in; undefined where it takes no logins. */
  offeredMechanisms(): Promise<readonly string[] | undefined> {
    return offeredMechanisms(this.#exchangeNow);
  }

  close(failure: Failure): void {
    clearTimeout(this.#idle);
    this.#carrier.close(failure);
  }

  /** Another connection has taken over: closes as soon as nothing is in flight. */
  retire(): void {
    clearTimeout(this.#idle);
    this.#idle = this.#closeAfter(retireMs);
  }

  #closeAfter(ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      if (this.#carrier.inFlight > 0) timer.refresh();
      else this.close({ kind: 'cancelled', code: 'IDLE' });
    }, ms);
    return timer.unref();
  }

  async #open(): Promise<void> {
    const { broker } = this.#carrier;
    const startedAt = performance.now();
    try {
      await this.#carrier.connected;
      this.#ranges = await this.#askVersions();
      const { sasl } = this.#target;
      if (sasl) this.#session = await login(this.#exchangeNow, sasl);
    } catch (error) {
      const failure: Failure = { broker, ...failureOf(error) };
      this.close(failure);
      if (failure.request === undefined) {
        const ms = performance.now() - startedAt;
        this.#target.onRequest({ api: connectLine, version: 0, broker, ms, bytes: 0, error: failure.code ?? failure.kind });
      }
      throw new FailureError(failure);
    }
  }

  /** Version 3 tells the broker who asks; one that does not know it answers in version 0, and is asked again in that. */
  async #askVersions(): Promise<ReadonlyMap<number, VersionRange>> {
    const patience = { timeoutMs: this.#target.requestTimeoutMs };
    let answer = await this.#exchange(apiVersions, 3, clientSoftware, patience);
    if (errorName(answer.errorCode) === 'UNSUPPORTED_VERSION') answer = await this.#exchange(apiVersions, 0, {}, patience);
    if (answer.errorCode !== 0) throw new FailureError({ kind: 'kafka', code: errorName(answer.errorCode), request: apiVersions.name });
    return new Map(answer.apiKeys.map(({ apiKey, minVersion, maxVersion }) => [apiKey, { oldest: minVersion, newest: maxVersion }]));
  }

  #exchangeNow: Exchange = (api, request) =>
    this.#exchange(api, this.#commonVersion(api), request, { timeoutMs: this.#target.requestTimeoutMs });

  #commonVersion({ key, name, versions: [oldest, newest] }: Pick<Api<never, unknown>, 'key' | 'name' | 'versions'>): number {
    const range = this.#ranges.get(key);
    const version = Math.min(newest, range?.newest ?? -1);
    if (range !== undefined && version >= Math.max(oldest, range.oldest)) return version;
    throw new FailureError({
      kind: 'unsupported',
      code: 'UNSUPPORTED_VERSION',
      request: name,
      broker: this.#carrier.broker,
      detail:
        range === undefined
          ? 'the broker does not know it'
          : `the broker speaks ${range.oldest} to ${range.newest}, we ${oldest} to ${newest}`,
    });
  }

  async #exchange<Request, Response>(
    api: Api<Request, Response>,
    version: number,
    request: Request,
    patience: Patience,
  ): Promise<Response> {
    const { key, name, flexibleFrom } = api;
    const { broker } = this.#carrier;
    const flexible = version >= flexibleFrom;
    const body = api.encode(version, request);
    const line = { api: name, version, broker };
    const sentAt = performance.now();
    let bytes = 0;
    try {
      // Request header v2 is v1, which kafkajs writes, and a list of tagged fields, which is empty.
      const answer = await this.#carrier.send({ key, version, name, body: flexible ? Buffer.concat([noTags, body]) : body }, patience);
      bytes = answer.length + answerHeaderBytes;
      const decoded = await decode(api, version, answer, flexible);
      this.#target.onRequest({ ...line, ms: performance.now() - sentAt, bytes });
      return decoded;
    } catch (error) {
      const failure: Failure = { request: name, broker, ...failureOf(error) };
      this.#target.onRequest({ ...line, ms: performance.now() - sentAt, bytes, error: failure.code ?? failure.kind });
      throw new FailureError(failure);
    }
  }
}

async function decode<Response>(api: Api<never, Response>, version: number, answer: Buffer, flexible: boolean): Promise<Response> {
  if (api.key === apiVersions.key) {
    // Its response header never has tagged fields, and a broker that is too old answers in version 0 whatever was asked.
    const tooOld = answer.length >= 2 && errorName(answer.readInt16BE(0)) === 'UNSUPPORTED_VERSION';
    return api.decode(tooOld ? 0 : version, answer);
  }
  const body = flexible ? withoutTags(api.name, answer) : answer;
  if (answer.length < largeAnswer || !api.decodeInTurns) return api.decode(version, body);
  return api.decodeInTurns(version, body, letOthersRun);
}

/** Response header v1 is v0 and a list of tagged fields: skips them, known as they are to nobody. */
function withoutTags(request: string, answer: Buffer): Buffer {
  let at = 0;
  const number = (): number => {
    for (let value = 0, shift = 0; shift < 35; shift += 7) {
      const byte = answer[at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new FailureError({ kind: 'unreadable', code: 'BROKEN_HEADER', request });
  };
  for (let tags = number(); tags > 0; tags--) {
    number();
    at += number();
  }
  return answer.subarray(at);
}

interface VersionRange {
  readonly oldest: number;
  readonly newest: number;
}

/** The log's word for setting up a connection. */
export const connectLine = 'Connect';

const noTags = Buffer.from([0]);
/** Length and correlation id. */
const answerHeaderBytes = 8;
/** Takes a millisecond to read: so many may come together that others should get their turn in between. */
const largeAnswer = 16 * 1024;
const retireMs = 1_000;
/** What a broker's metrics count us as (KIP-511). */
export const clientSoftware = { clientSoftwareName: 'kafka-troubleshooter', clientSoftwareVersion: '0.1.0' };
