import Connection from 'kafkajs/src/network/connection.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import { FailureError, type Failure } from '../../model/failure.ts';
import { type Address, addressText } from './address.ts';
import { GuardedSocket } from './guardedSocket.ts';
import type { TlsTarget } from './tls.ts';

export interface CarrierOptions {
  readonly address: Address;
  readonly tls?: TlsTarget;
  readonly clientId: string;
  readonly connectTimeoutMs: number;
  readonly firstAnswerTimeoutMs: number;
}

/** A request as bytes; the body carries all that follows the client id in the header. */
export interface RawRequest {
  readonly key: number;
  readonly version: number;
  readonly name: string;
  readonly body: Uint8Array;
}

/**
 * One socket to one broker, carried by kafkajs's Connection: it frames requests and matches answers. Deadlines, cancelling
 * and the end of the connection are ours, and hold at once: kafkajs waits for requests in flight, and can only lengthen a deadline.
 */
export class Carrier {
  readonly broker: string;
  /** Resolves when requests may be sent; rejects with a FailureError. */
  readonly connected: Promise<void>;
  readonly #connection: Connection;
  #socket: GuardedSocket | undefined;
  #closedBy: Failure | undefined;
  /** Sent and not yet answered, oldest first. A broker answers in this order. */
  readonly #unanswered = new Set<Unanswered>();

  /** Starts to connect; `connected` tells how it went. Thus it can be closed before. */
  constructor(options: CarrierOptions) {
    this.broker = addressText(options.address);
    this.#connection = new Connection({
      host: options.address.host,
      port: options.address.port,
      clientId: options.clientId,
      logger: silence,
      socketFactory: ({ onConnect }) => {
        const socket = new GuardedSocket({ ...options, onConnect, onClosed: failure => this.#close(failure) });
        // It gets whole frames, yet keeps an empty rest of each and would join it to the next: a second copy of all records.
        socket.on('data', () => (this.#connection.chunks = []));
        return (this.#socket = socket);
      },
      // The guard's deadlines come first.
      connectionTimeout: 2 ** 31 - 1,
      requestTimeout: 2 ** 31 - 1,
      enforceRequestTimeout: false,
    });
    // Only throttled requests ever wait in its queue, and we tell it of none. Its timer for them would be set for a time
    // before 1970 after each answer (TimeoutNegativeWarning).
    this.#connection.requestQueue.scheduleCheckPendingRequests = () => undefined;
    // The guard closes before kafkajs rejects, so why is known.
    this.connected = this.#connection.connect().then(
      () => undefined,
      () => Promise.reject(new FailureError(this.#closedBy ?? closed)),
    );
  }

  /** Why it is closed; undefined while it is open. */
  get closedBy(): Failure | undefined {
    return this.#closedBy;
  }

  /** Requests without an answer yet, those that nobody waits for any more included. */
  get inFlight(): number {
    return this.#unanswered.size;
  }

  /**
   * The bytes of the answer after the correlation id. Throws FailureError: 'cancelled' by the signal, 'silent' after
   * `timeoutMs`, or what ended the connection.
   */
  send(request: RawRequest, { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const fail = (failure: Failure) => {
        reject(new FailureError({ broker: this.broker, ...failure, request: request.name }));
      };
      if (this.#closedBy) return fail(this.#closedBy);
      if (signal?.aborted === true) return fail(cancelled);

      const cancel = () => fail(cancelled);
      signal?.addEventListener('abort', cancel, { once: true });
      const timer = setTimeout(() => {
        fail(overdue);
        // Others in flight may have more patience: only the one whose turn it is proves that the broker is silent.
        if (this.#unanswered.values().next().value === waiting) this.close(overdue);
        else timer.refresh();
      }, timeoutMs);
      const settled = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
        this.#unanswered.delete(waiting);
      };
      const waiting: Unanswered = { fail, settled };
      this.#unanswered.add(waiting);
      void this.#exchange(request)
        .then(resolve, () => fail(this.#closedBy ?? closed))
        .finally(settled);
    });
  }

  /** Ends it at once: whoever waits on it gets the failure. */
  close(failure: Failure): void {
    this.#socket?.close(failure);
  }

  #exchange({ key, version, name, body }: RawRequest): Promise<Buffer> {
    return this.#connection.send({
      request: {
        apiKey: key,
        apiVersion: version,
        apiName: name,
        encode: () => {
          const encoder = new Encoder(body.length + 1);
          encoder.writeBufferInternal(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
          return Promise.resolve(encoder);
        },
      },
      response: {
        decode: answer => Promise.resolve({ clientSideThrottleTime: 0, answer }),
        parse: ({ answer }) => Promise.resolve(answer),
      },
    });
  }

  #close(failure: Failure): void {
    this.#closedBy = failure;
    for (const { fail, settled } of this.#unanswered) {
      fail(failure);
      settled();
    }
  }
}

interface Unanswered {
  readonly fail: (failure: Failure) => void;
  readonly settled: () => void;
}

const cancelled: Failure = { kind: 'cancelled' };
const closed: Failure = { kind: 'unreachable', code: 'CONNECTION_CLOSED' };
const overdue: Failure = { kind: 'silent', code: 'NO_ANSWER_IN_TIME' };

const nothing = () => undefined;
/** What kafkajs logs, we know: each request has its line in our own log. */
const silence = { namespace: () => silence, debug: nothing, info: nothing, warn: nothing, error: nothing };
