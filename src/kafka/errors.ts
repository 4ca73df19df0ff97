import type { Failure, FailureKind } from '../model/failure.ts';
import { errorName } from './protocol/errorCodes.ts';

/** Where an error came from: the API that was asked, what it was about, and the broker's own words if it gave any. */
export interface Source {
  readonly request: string;
  readonly subject?: string;
  /** The broker's node id, as it is named where its address is not known: `broker 2`. */
  readonly detail?: string | null | undefined;
}

/** The Failure that an error code of an answer means; undefined for 0, which is no error. */
export function failureFromCode(code: number, from: Source): Failure | undefined {
  if (code === 0) return undefined;
  const { detail, ...source } = from;
  const name = errorName(code);
  return { kind: kinds[name] ?? kindByEnding(name), code: name, ...source, ...(detail ? { detail: detail.slice(0, longestDetail) } : {}) };
}

/** Error messages are a sentence or two; one that is longer carries something that nobody reads in a notice. */
const longestDetail = 300;

const kinds: Readonly<Record<string, FailureKind>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'not-found',
  UNKNOWN_TOPIC_ID: 'not-found',
  GROUP_ID_NOT_FOUND: 'not-found',
  LEADER_NOT_AVAILABLE: 'no-leader',
  NOT_LEADER_OR_FOLLOWER: 'no-leader',
  FENCED_LEADER_EPOCH: 'no-leader',
  UNKNOWN_LEADER_EPOCH: 'no-leader',
  LISTENER_NOT_FOUND: 'no-leader',
  COORDINATOR_LOAD_IN_PROGRESS: 'no-coordinator',
  COORDINATOR_NOT_AVAILABLE: 'no-coordinator',
  NOT_COORDINATOR: 'no-coordinator',
  UNSUPPORTED_VERSION: 'unsupported',
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 'unsupported',
  UNSUPPORTED_COMPRESSION_TYPE: 'unsupported',
  SASL_AUTHENTICATION_FAILED: 'login-refused',
  UNSUPPORTED_SASL_MECHANISM: 'login-refused',
  ILLEGAL_SASL_STATE: 'login-refused',
};

const kindByEnding = (name: string): FailureKind => (name.endsWith('_AUTHORIZATION_FAILED') ? 'forbidden' : 'kafka');

/** A broker that left out what it was asked about. */
export const missingInAnswer = (source: Omit<Source, 'detail'>): Failure => ({ kind: 'unreadable', code: 'MISSING_IN_ANSWER', ...source });
