import { FailureError, failureOf, type Failure } from '../../model/failure.ts';
import type { TokenSource } from './settings.ts';
import { shownUrl, type Token } from './token.ts';
import { tokenFromCommand } from './tokenCommand.ts';
import { tokenFromEndpoint } from './tokenEndpoint.ts';

/** How a token was come by, for the log: never the token itself. */
export interface TokenLine {
  readonly from: string;
  readonly ms: number;
  readonly error?: string;
}

/** The tokens of one cluster: all its connections log in with the same one, and at most one is being fetched. */
export class Tokens {
  readonly #source: TokenSource;
  readonly #timeoutMs: number;
  readonly #onFetched: (line: TokenLine) => void;
  readonly #now: () => number;
  readonly #ended = new AbortController();
  #kept: (Token & { readonly freshUntil: number }) | undefined;
  #fetching: Promise<string> | undefined;

  constructor(source: TokenSource, timeoutMs: number, onFetched: (line: TokenLine) => void, now: () => number = Date.now) {
    this.#source = source;
    this.#timeoutMs = timeoutMs;
    this.#onFetched = onFetched;
    this.#now = now;
  }

  /** A token with enough of its life left for a session. Throws FailureError 'login-refused' that names the source. */
  current(): Promise<string> {
    if (this.#kept && this.#now() < this.#kept.freshUntil) return Promise.resolve(this.#kept.value);
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  /** The broker refused it: the next login brings another one. */
  forget(value: string): void {
    if (this.#kept?.value === value) this.#kept = undefined;
  }

  /** At once: whoever waits for a token gets the failure, and no socket, process or timer is left. */
  close(failure: Failure): void {
    this.#ended.abort(new FailureError(failure));
  }

  async #fetch(): Promise<string> {
    const source = this.#source;
    const startedAt = this.#now();
    const line = { from: source.kind === 'endpoint' ? shownUrl(source.url) : source.command[0] };
    const patience = { timeoutMs: this.#timeoutMs, signal: this.#ended.signal };
    try {
      const token = await (source.kind === 'endpoint' ? tokenFromEndpoint(source, patience) : tokenFromCommand(source, patience));
      const now = this.#now();
      const lifetimeMs = token.expiresAt === undefined ? unknownLifetimeMs : token.expiresAt - now;
      this.#kept = { ...token, freshUntil: now + freshShare * lifetimeMs };
      this.#onFetched({ ...line, ms: now - startedAt });
      return token.value;
    } catch (error) {
      const failure = this.#ended.signal.aborted ? failureOf(this.#ended.signal.reason) : failureOf(error);
      this.#onFetched({ ...line, ms: this.#now() - startedAt, error: failure.code ?? failure.kind });
      // A source that is away for a moment is no trouble while the old token holds.
      if (failure.kind !== 'cancelled' && this.#now() < (this.#kept?.expiresAt ?? 0)) return this.#kept?.value ?? '';
      throw new FailureError(failure);
    }
  }
}

/**
 * A connection is renewed when three quarters of its session have passed, and a broker ends sessions with their token:
 * a little before, a token counts as used up, so that the new session gets a new one.
 */
const freshShare = 0.7;
/** A token of unknown age is asked for again after this time. */
const unknownLifetimeMs = 60_000;
