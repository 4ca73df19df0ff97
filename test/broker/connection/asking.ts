import { Cluster, type RequestLine } from '../../../src/kafka/connection/cluster.ts';
import type { ConnectionSettings } from '../../../src/kafka/connection/settings.ts';
import { metadata } from '../../../src/kafka/protocol/apis/metadata.ts';
import type { BrokerOptions } from '../../lab/broker.ts';
import { type Failure, FailureError } from '../../../src/model/failure.ts';

/** One broker with all that a client may find, for several files. */
export const everyListener: BrokerOptions = {
  listeners: ['PLAINTEXT', 'SSL', 'MTLS', 'SASL_PLAINTEXT', 'SASL_SSL'],
  mechanisms: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'],
  // Else sessions outlive their tokens.
  properties: { 'listener.name.sasl_plaintext.oauthbearer.connections.max.reauth.ms': '3600000' },
};

/** Clusters that end after each test of a `describe`, with the lines of their log. */
export function clusters(): (settings: ConnectionSettings) => { readonly cluster: Cluster; readonly lines: readonly RequestLine[] } {
  const made: Cluster[] = [];
  afterEach(() => {
    for (const cluster of made.splice(0)) cluster.disconnect();
  });
  return settings => {
    const lines: RequestLine[] = [];
    const cluster = new Cluster(settings, { onRequest: line => lines.push(line) });
    made.push(cluster);
    return { cluster, lines };
  };
}

/** A small question that only those may ask who are let in: the cluster's id and brokers. */
export const askWho = (cluster: Cluster, options?: { readonly broker?: number; readonly timeoutMs?: number }) =>
  cluster.ask(metadata, { topics: [], allowAutoTopicCreation: false }, options);

/** What `asking` fails with; an error when it does not, or with something else. */
export async function failureOfAsking(asking: Promise<unknown>): Promise<Failure> {
  const outcome = await asking.then(
    () => new Error('It was answered.'),
    (error: unknown) => error,
  );
  if (outcome instanceof FailureError) return outcome.failure;
  throw outcome as Error;
}
