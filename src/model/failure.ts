/**
 * Why something could not be had. Failures are plain values: they sit beside the data that did arrive, cross into
 * snapshots and webviews, and are put into words in one place, src/report/failureWords.ts.
 */
export interface Failure {
  readonly kind: FailureKind;
  /** Kafka's error name (GROUP_AUTHORIZATION_FAILED), Node's (ECONNREFUSED) or our own (ANSWERS_HTTP). */
  readonly code?: string;
  /** The Kafka API that was asked, as Kafka spells it: OffsetFetch. */
  readonly request?: string;
  /** `host:port` of the broker or bootstrap server that was asked; of a schema registry its address. */
  readonly broker?: string;
  /** What it was about: a group, a topic, `topic-partition`. */
  readonly subject?: string;
  /** The other side's own words, shortened, never a secret. */
  readonly detail?: string;
  /** Where several servers were tried in vain and this one tells most: the others, as `host:port CODE`. */
  readonly others?: readonly string[];
}

export type FailureKind =
  /** The host name does not resolve. */
  | 'name-not-found'
  /** TCP: refused, reset, no route, or closed before an answer. */
  | 'unreachable'
  /** Connected, yet no answer in time. */
  | 'silent'
  /** The other side is not a Kafka broker, or speaks another protocol on this port. */
  | 'not-kafka'
  /** The TLS handshake failed: certificate, trust, host name, protocol. */
  | 'tls'
  /** The broker refused the login, or does not offer the mechanism. */
  | 'login-refused'
  /** An authorization is missing; `code` says which, `subject` on what. */
  | 'forbidden'
  /** The group, topic or partition does not exist (for this login). */
  | 'not-found'
  /** The partition has no leader at the moment. */
  | 'no-leader'
  /** The group's coordinator is not available, loading or moving. */
  | 'no-coordinator'
  /** The broker is too old or too new for what was asked. */
  | 'unsupported'
  /** The answer could not be understood: a broken frame, or bytes that do not fit the schema. */
  | 'unreadable'
  /** The person, or a newer question, cancelled it. */
  | 'cancelled'
  /** Kafka answered with another error; `code` is its name. */
  | 'kafka';

/** Something that may be known, or not, with the reason. */
export type Answer<T> = { readonly value: T; readonly failure?: never } | { readonly failure: Failure; readonly value?: never };

export const known = <T>(value: T): Answer<T> => ({ value });
export const unknown = (failure: Failure): { readonly failure: Failure } => ({ failure });

/** A Failure on its way up the stack. Only thrown where a whole question fails; a failing item carries its Failure instead. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super([failure.request, failure.code ?? failure.kind, failure.subject, failure.broker, failure.detail].filter(Boolean).join(' · '));
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** The Failure behind whatever was thrown; what we did not foresee keeps its own words. */
export function failureOf(thrown: unknown): Failure {
  if (isFailureError(thrown)) return thrown.failure;
  if (thrown instanceof Error && thrown.name === 'AbortError') return { kind: 'cancelled' };
  return { kind: 'kafka', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** By name, not by class: each bundle has a copy of the class of its own, and what one throws another catches. */
const isFailureError = (thrown: unknown): thrown is FailureError =>
  thrown instanceof Error && thrown.name === 'FailureError' && 'failure' in thrown;
