import { EventEmitter } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { FailureError, type Failure } from '../../model/failure.ts';
import { type Address, addressText } from './address.ts';
import { foreignAnswer } from './foreignAnswer.ts';
import { reasonOf, tlsFailure, tlsOptions, type TlsTarget, whyNotTrusted, whyUnreadable } from './tls.ts';

export interface GuardOptions {
  readonly address: Address;
  readonly tls?: TlsTarget;
  /** Name look-up, TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** From the first request to the first answer: a port that takes the connection and says nothing is no broker. */
  readonly firstAnswerTimeoutMs: number;
  /** TCP is up, TLS is up and trusted: from here on bytes may go out. */
  readonly onConnect: () => void;
  /** Exactly once, whatever ended the connection. */
  readonly onClosed: (failure: Failure) => void;
}

/**
 * All that kafkajs sees of a socket: whole, plausible frames in the order of the requests, and at the end one error.
 * Whatever else the other side does ends the connection at once, with a Failure that names it.
 */
export class GuardedSocket extends EventEmitter {
  readonly #options: GuardOptions;
  readonly #socket: net.Socket | undefined;
  /** Correlation ids of requests without an answer yet; Kafka answers a connection's requests in order. */
  readonly #due: number[] = [];
  #answered = false;
  #closed = false;
  #phase: Phase = 'look-up';
  #timer: NodeJS.Timeout;
  #chunks: Buffer[] = [];
  /** A large frame that is coming in, and how much of it is there. */
  #large: { readonly frame: Buffer; filled: number } | undefined;
  #have = 0;
  #need = lengthBytes;

  constructor(options: GuardOptions) {
    super();
    this.#options = options;
    this.#timer = setTimeout(() => this.#connectTimedOut(), options.connectTimeoutMs);
    try {
      this.#socket = this.#open();
    } catch (error) {
      // Only a key, certificate or passphrase that does not fit throws here. kafkajs listens when this constructor is done.
      const failure: Failure =
        error instanceof FailureError ? error.failure : { kind: 'tls', code: 'CLIENT_CERTIFICATE_UNREADABLE', detail: reasonOf(error) };
      process.nextTick(() => this.close(failure));
    }
  }

  /** kafkajs writes one whole request at a time: length, API key, version, correlation id, … */
  write(request: Buffer): boolean {
    if (this.#closed) return false;
    this.#due.push(request.readInt32BE(8));
    if (!this.#answered && this.#due.length === 1) {
      this.#timer = setTimeout(() => this.close({ kind: 'silent', code: 'SILENT' }), this.#options.firstAnswerTimeoutMs);
    }
    return this.#socket?.write(request) ?? false;
  }

  /** Ends it at once; whoever waits for an answer on it learns the failure. */
  close(failure: Failure): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#chunks = [];
    this.#have = 0;
    this.#socket?.destroy();
    const told: Failure = { broker: addressText(this.#options.address), ...failure };
    this.#options.onClosed(told);
    this.emit('error', new FailureError(told));
  }

  /** kafkajs hangs up after an error, which is when we have. */
  end(): void {
    this.close({ kind: 'cancelled' });
  }

  unref(): void {
    this.#socket?.unref();
  }

  #open(): net.Socket {
    const { address, tls: target } = this.#options;
    const unreadable = target && whyUnreadable(target.settings);
    if (unreadable) throw new FailureError(unreadable);
    // Node gives each of several addresses 250 ms and then gives up on it: too short for a cluster across an ocean.
    const where = { host: address.host, port: address.port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2500 };
    const socket = target === undefined ? net.connect(where) : tls.connect({ ...where, ...tlsOptions(target) });
    if (net.isIP(address.host) !== 0) this.#phase = 'tcp';
    socket.on('lookup', (error: Error | null) => {
      if (!error) this.#phase = 'tcp';
    });
    socket.once('connect', () => {
      this.#phase = 'tls';
      socket.setKeepAlive(true, keepAliveMs);
      socket.setNoDelay(true);
      if (target === undefined) this.#connected();
    });
    if (socket instanceof tls.TLSSocket && target !== undefined) {
      socket.once('secureConnect', () => {
        const failure = whyNotTrusted(socket, target);
        if (failure) this.close(failure);
        else this.#connected();
      });
    }
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#failed(error));
    socket.on('close', () => this.#hungUp());
    socket.on('end', () => this.#hungUp());
    return socket;
  }

  #connected(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#phase = 'up';
    this.#options.onConnect();
  }

  #connectTimedOut(): void {
    const failures: Readonly<Record<Phase, Failure>> = {
      'look-up': { kind: 'name-not-found', code: 'LOOKUP_TIMED_OUT' },
      tcp: { kind: 'unreachable', code: 'ETIMEDOUT' },
      tls: { kind: 'silent', code: 'SILENT_IN_TLS_HANDSHAKE' },
      up: { kind: 'silent', code: 'SILENT' },
    };
    this.close(failures[this.#phase]);
  }

  #failed(error: NodeJS.ErrnoException): void {
    const { tls: target } = this.#options;
    const wasTls = target !== undefined && (this.#phase === 'tls' || this.#phase === 'up');
    const progress = this.#phase !== 'up' ? 'handshake' : this.#answered ? 'answered' : 'connected';
    this.close((wasTls ? tlsFailure(error, target, progress) : undefined) ?? socketFailure(error));
  }

  #hungUp(): void {
    if (this.#closed) return;
    const rest = Buffer.concat(this.#chunks);
    if (!this.#answered && rest.length > 0 && !this.#isPlausibleStart(rest)) this.close(foreignAnswer(rest, 'it hung up within a frame'));
    else if (this.#options.tls !== undefined && this.#phase === 'tls') this.close({ kind: 'tls', code: 'CLOSED_IN_TLS_HANDSHAKE' });
    else this.close({ kind: 'unreachable', code: this.#answered ? 'CONNECTION_CLOSED' : 'CLOSED_WITHOUT_ANSWER' });
  }

  #receive(received: Buffer): void {
    if (this.#closed) return;
    const bytes = this.#large ? this.#fill(this.#large, received) : received;
    if (bytes.length === 0) return;
    this.#chunks.push(bytes);
    this.#have += bytes.length;
    while (this.#have >= this.#need) {
      const [first = bytes] = this.#chunks;
      const buffer = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
      const size = buffer.readInt32BE(0);
      const problem = this.#implausible(buffer, size);
      if (problem !== undefined) {
        this.close(this.#answered ? { kind: 'unreadable', code: 'BROKEN_FRAME', detail: problem } : foreignAnswer(buffer, problem));
        return;
      }
      this.#chunks = [buffer];
      this.#need = buffer.length < headerBytes ? headerBytes : lengthBytes + size;
      if (buffer.length < this.#need) {
        if (this.#need >= ownedFrameBytes && buffer.length >= headerBytes) this.#beginLarge(buffer);
        return;
      }
      const frame = buffer.subarray(0, this.#need);
      // A large frame has its memory to itself, so that who gets it may hand it to another thread.
      const behind = buffer.subarray(this.#need);
      const rest = frame.length >= ownedFrameBytes ? Buffer.from(behind) : behind;
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#have = rest.length;
      this.#need = lengthBytes;
      this.#deliver(frame);
    }
  }

  /** Putting a frame of 50 MB together at its end would hold the editor up: it is put together as it comes. */
  #beginLarge(begin: Buffer): void {
    const frame = Buffer.allocUnsafeSlow(this.#need);
    this.#large = { frame, filled: begin.copy(frame) };
    this.#chunks = [];
    this.#have = 0;
    this.#need = lengthBytes;
  }

  /** Answers what came behind the frame. */
  #fill(large: { readonly frame: Buffer; filled: number }, bytes: Buffer): Buffer {
    const taken = bytes.copy(large.frame, large.filled);
    large.filled += taken;
    if (large.filled === large.frame.length) {
      this.#large = undefined;
      this.#deliver(large.frame);
    }
    return bytes.subarray(taken);
  }

  #deliver(frame: Buffer): void {
    clearTimeout(this.#timer);
    this.#answered = true;
    this.#due.shift();
    try {
      this.emit('data', frame);
    } catch (error) {
      this.close({ kind: 'unreadable', code: 'BROKEN_FRAME', detail: String(error) });
    }
  }

  /** Why no Kafka broker would send this; undefined when it might. The length is judged at once, the correlation id when it is there. */
  #implausible(buffer: Buffer, size: number): string | undefined {
    if (size < correlationIdBytes || size > maxFrameBytes) return `a frame of ${size} bytes`;
    if (buffer.length < headerBytes) return undefined;
    const [due] = this.#due;
    const id = buffer.readInt32BE(lengthBytes);
    if (due === undefined) return 'an answer before a question';
    return id === due ? undefined : `an answer to request ${id} where ${due} was due`;
  }

  #isPlausibleStart(rest: Buffer): boolean {
    return rest.length >= headerBytes && this.#implausible(rest, rest.readInt32BE(0)) === undefined;
  }
}

/** What an error of Node's net or dns means. */
function socketFailure(error: NodeJS.ErrnoException): Failure {
  const { code = 'UNKNOWN_SOCKET_ERROR' } = error;
  const kind = code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA' ? 'name-not-found' : 'unreachable';
  return { kind, code };
}

/** How far a connection attempt has come. */
type Phase = 'look-up' | 'tcp' | 'tls' | 'up';

const lengthBytes = 4;
const correlationIdBytes = 4;
const headerBytes = lengthBytes + correlationIdBytes;
/** A broker's largest answer is one batch beyond fetch.max.bytes (55 MB). Four ASCII letters read as a length are 538 MB and more. */
const maxFrameBytes = 256 * 1024 * 1024;
/** From so many bytes on, nothing of the next frame shares a frame's memory. */
export const ownedFrameBytes = 1024 * 1024;
/** Notices dead peers (a laptop that slept, a NAT that forgot) between requests. */
const keepAliveMs = 30_000;
