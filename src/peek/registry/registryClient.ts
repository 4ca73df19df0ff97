/** One schema registry, asked by GET alone: looking registers nothing. */
import http from 'node:http';
import https from 'node:https';
import type { RegistrySettings } from '../../kafka/connection/settings.ts';
import { Tokens } from '../../kafka/connection/tokens.ts';
import { type Failure, FailureError } from '../../model/failure.ts';
import { httpGet, TimedOut, TooLong, type Got } from './httpGet.ts';

/** How a request went, for the log: never a login. */
export interface RegistryLine {
  /** Below the registry's address: `/schemas/ids/12`. */
  readonly path: string;
  /** `https://registry.example.net:8081`, or where a token is from. */
  readonly registry: string;
  /** undefined: there was no answer. */
  readonly status?: number;
  readonly ms: number;
  readonly bytes: number;
  readonly error?: string;
}

export interface RegistryClientOptions {
  readonly onRequest?: (line: RegistryLine) => void;
}

/** The log's word for a token that was fetched. */
export const tokenPath = 'Token';

export class RegistryClient {
  readonly #settings: RegistrySettings;
  readonly #onRequest: (line: RegistryLine) => void;
  readonly #agents: { readonly http: http.Agent; readonly https: https.Agent };
  readonly #tls: https.RequestOptions;
  readonly #tokens: Tokens | undefined;
  readonly #ended = new AbortController();
  /** The address that answered last: it is asked first. */
  #best = 0;
  /** Requests that wait until others are done. */
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(settings: RegistrySettings, { onRequest = () => undefined }: RegistryClientOptions = {}) {
    this.#settings = settings;
    this.#onRequest = onRequest;
    const kept = { keepAlive: true, maxSockets: mostAtOnce, timeout: idleMs };
    this.#agents = { http: new http.Agent(kept), https: new https.Agent(kept) };
    const { ca, cert, key, passphrase, verifyHostName } = settings.tls ?? {};
    this.#tls = {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(verifyHostName === false ? { checkServerIdentity: () => undefined } : {}),
    };
    const { login } = settings;
    if (login?.kind === 'tokens')
      this.#tokens = new Tokens(login.source, this.#timeoutMs, ({ from, ms, error }) =>
        this.#onRequest({ path: tokenPath, registry: from, ms, bytes: 0, ...(error === undefined ? {} : { error }) }),
      );
  }

  /**
   * What stands at a path. Throws FailureError: `about` is what the failure is about ("schema id 12"), `broker` the address that
   * was asked. An address that does not answer as a registry does hands over to the next; a refusal is the registry's own word.
   */
  async get(path: string, about: string): Promise<unknown> {
    const { urls } = this.#settings;
    await this.#turn();
    try {
      const failures: Failure[] = [];
      for (let tried = 0; tried < urls.length; tried++) {
        const at = (this.#best + tried) % urls.length;
        const answer = await this.#ask(urls[at] ?? '', path, about);
        if ('value' in answer) {
          this.#best = at;
          return answer.value;
        }
        if (answer.isFinal) throw new FailureError(answer.failure);
        failures.push(answer.failure);
      }
      const [first, ...others] = failures;
      throw new FailureError({
        ...(first ?? { kind: 'unreachable', code: 'REGISTRY_UNREACHABLE' }),
        ...(others.length > 0 ? { others: others.map(({ broker = '', code = '' }) => `${broker} ${code}`) } : {}),
      });
    } finally {
      // Who waits takes this one's place; nobody gets between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  /** At once: requests under way fail as cancelled, and no socket is left. */
  close(): void {
    const failure: Failure = { kind: 'cancelled', code: 'CLUSTER_REMOVED' };
    this.#ended.abort(new FailureError(failure));
    this.#tokens?.close(failure);
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  get #timeoutMs(): number {
    return this.#settings.timeoutMs ?? defaultTimeoutMs;
  }

  async #turn(): Promise<void> {
    if (this.#running < mostAtOnce) this.#running++;
    else await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  async #ask(registry: string, path: string, about: string): Promise<Asked> {
    const shown = shownAddress(registry);
    const failed = (failure: Omit<Failure, 'broker' | 'subject' | 'request'>, isFinal: boolean): Asked => ({
      failure: { broker: shown, subject: about, request: `GET ${path}`, ...failure },
      isFinal,
    });
    const startedAt = performance.now();
    const line = (more: Pick<RegistryLine, 'status' | 'error'>, bytes = 0): void =>
      this.#onRequest({ path, registry: shown, ms: performance.now() - startedAt, bytes, ...more });
    let got: Got;
    try {
      got = await this.#withLogin(registry, path);
    } catch (error) {
      if (this.#ended.signal.aborted) throw this.#ended.signal.reason as Error;
      if (error instanceof FailureError) return { failure: { ...error.failure, broker: shown }, isFinal: true };
      const failure = whyUnanswered(error);
      line({ error: failure.detail ?? failure.code ?? failure.kind });
      return failed(failure, false);
    }
    const { status, location } = got;
    const body = this.#withoutSecret(got.body);
    const answer = readJson(body);
    const failure = whyRefused(got, answer, this.#settings.login === undefined);
    line({ status, ...(failure?.code === undefined ? {} : { error: failure.code }) }, body.length);
    if (!failure) return { value: answer };
    const leads = location === undefined ? {} : { detail: shownAddress(location.href) };
    const isFinal = failure.kind === 'login-refused' || failure.kind === 'forbidden' || failure.code === 'SCHEMA_NOT_FOUND';
    return failed({ ...failure, ...leads }, isFinal);
  }

  /** A token that is refused may have been taken back: another one is asked for, once. */
  async #withLogin(registry: string, path: string): Promise<Got> {
    const token = await this.#tokens?.current();
    const got = await this.#follow(registry, path, this.#headers(token));
    if (got.status !== 401 || token === undefined) return got;
    this.#tokens?.forget(token);
    return this.#follow(registry, path, this.#headers(await this.#tokens?.current()));
  }

  /** Follows redirects within the registry's own server. Elsewhere the login must not go, and whoever is there is not what was named. */
  async #follow(registry: string, path: string, headers: Readonly<Record<string, string>>): Promise<Got> {
    let url = new URL(`${registry.replace(/\/+$/, '')}${path}`);
    for (let hops = 0; ; hops++) {
      const agent = url.protocol === 'https:' ? this.#agents.https : this.#agents.http;
      const got = await httpGet(url, { agent, headers, timeoutMs: this.#timeoutMs, signal: this.#ended.signal, tls: this.#tls });
      if (got.location === undefined || got.location.origin !== url.origin || hops === mostRedirects) return got;
      url = got.location;
    }
  }

  /** A registry has no reason to repeat a secret. If it does, nobody else shall read it. */
  #withoutSecret(words: string): string {
    const { login } = this.#settings;
    const secret = login?.kind === 'password' ? login.password : login?.kind === 'token' ? login.token : '';
    return secret === '' ? words : words.replaceAll(secret, '•••');
  }

  #headers(token: string | undefined): Readonly<Record<string, string>> {
    const { login } = this.#settings;
    const headers = { accept: 'application/vnd.schemaregistry.v1+json, application/json', 'user-agent': 'kafka-troubleshooter' };
    if (login === undefined) return headers;
    if (login.kind === 'tokens') return { ...headers, ...login.headers, authorization: `Bearer ${token ?? ''}` };
    if (login.kind === 'token') return { ...headers, authorization: `Bearer ${login.token}` };
    const userInfo = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    return { ...headers, authorization: `Basic ${userInfo}` };
  }
}

/** `isFinal`: another address of the same registry would say the same. */
type Asked = { readonly value: unknown } | { readonly failure: Failure; readonly isFinal: boolean };

/** What may be shown of a registry's address: neither a query nor a login in it. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
}

function whyUnanswered(error: unknown): Omit<Failure, 'broker'> {
  if (error instanceof TimedOut) return { kind: 'silent', code: 'REGISTRY_SILENT' };
  if (error instanceof TooLong) return { kind: 'unreadable', code: 'REGISTRY_BROKEN_ANSWER', detail: 'its answer has no end' };
  const { code = '', message = String(error) } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const detail = code === '' ? message : code;
  const aboutTls = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|^ERR_(SSL|TLS|OSSL)|^EPROTO/.test(code);
  if (aboutTls) return { kind: 'tls', code: 'REGISTRY_NOT_TRUSTED', detail };
  if (/^HPE_/.test(code)) return { kind: 'unreadable', code: 'REGISTRY_BROKEN_ANSWER', detail: 'no HTTP' };
  return { kind: code === 'ENOTFOUND' ? 'name-not-found' : 'unreachable', code: 'REGISTRY_UNREACHABLE', detail };
}

function whyRefused(
  { status, location }: Got,
  answer: unknown,
  withoutLogin: boolean,
): Omit<Failure, 'broker' | 'subject' | 'request'> | undefined {
  const said = messageIn(answer);
  const detail = said === undefined ? {} : { detail: said };
  if (location !== undefined) return { kind: 'unreadable', code: 'REGISTRY_ELSEWHERE' };
  if (status === 401) return { kind: 'login-refused', code: withoutLogin ? 'REGISTRY_WANTS_LOGIN' : 'REGISTRY_LOGIN_REFUSED', ...detail };
  if (status === 403) return { kind: 'forbidden', code: 'REGISTRY_FORBIDDEN', ...detail };
  if (status === 404 && namesWhatIsMissing(answer)) return { kind: 'not-found', code: 'SCHEMA_NOT_FOUND' };
  if (status === 404 || status === 405) return { kind: 'not-found', code: 'REGISTRY_PATH_NOT_FOUND', detail: `HTTP ${status}` };
  if (status < 200 || status > 299)
    return { kind: 'unreadable', code: 'REGISTRY_FAILED', detail: said === undefined ? `HTTP ${status}` : `HTTP ${status}, ${said}` };
  return answer === undefined ? { kind: 'unreadable', code: 'REGISTRY_BROKEN_ANSWER', detail: 'not JSON' } : undefined;
}

/** Confluent's error codes begin with the HTTP status: 40401 is a subject, 40402 a version, 40403 a schema; 404 alone a path that leads nowhere. */
const namesWhatIsMissing = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'error_code' in answer && /^404\d\d$/.test(String(answer.error_code));

function messageIn(answer: unknown): string | undefined {
  const message = typeof answer === 'object' && answer !== null && 'message' in answer ? answer.message : undefined;
  return typeof message === 'string' && message !== '' ? message.slice(0, 200) : undefined;
}

/** undefined: it is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** As browsers do for one host. */
const mostAtOnce = 6;
const mostRedirects = 3;
const defaultTimeoutMs = 5_000;
/** How long a connection is kept for the next schema. */
const idleMs = 15_000;
