import type { Failure, FailureKind } from './failure.ts';
import type { Snapshot } from './snapshot.ts';

const connectionFailures: ReadonlySet<FailureKind> = new Set([
  'name-not-found',
  'unreachable',
  'silent',
  'not-kafka',
  'tls',
  'login-refused',
]);

/** The connection gave no answer about the group, or was lost before the last look: trouble, and nothing to judge by. */
export function connectionFailureIn({ groupId, parts: { group, topics, samples } }: Snapshot): Failure | undefined {
  // A first look may be the sampler's last good one: then what was asked anew, the topics, tells of the connection.
  const whole = [group, topics].flatMap(({ items, missing }) => (items.length === 0 ? missing : []));
  const missing = [...whole, ...samples.missing.filter(({ subject }) => subject === groupId)];
  const failures = missing.flatMap(({ reason }) => (reason.kind === 'failure' ? [reason.failure] : []));
  return failures.find(({ kind }) => connectionFailures.has(kind));
}
