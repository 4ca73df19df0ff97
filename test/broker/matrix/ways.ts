import { readFile } from 'node:fs/promises';
import { readKeyStore, readTrustStore } from '../../../src/kafka/connection/keyStores.ts';
import type { ConnectionSettings, SaslSettings, TlsSettings } from '../../../src/kafka/connection/settings.ts';
import type { Broker, ListenerKind, SaslMechanism } from '../../lab/broker.ts';
import { issueClientStore, storePassword } from '../../lab/certificates.ts';
import type { TokenServer } from '../../lab/tokenEndpoint.ts';

/** A way into a broker: a listener, and how to log in there. */
export interface Way {
  readonly listener: ListenerKind;
  readonly mechanism?: SaslMechanism;
  readonly name: string;
  /** The code with which somebody is refused who comes with a wrong secret, or without the certificate; undefined: all may come. */
  readonly refusal?: string;
}

const mechanisms: readonly SaslMechanism[] = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'];

export const ways: readonly Way[] = [
  { listener: 'PLAINTEXT', name: 'PLAINTEXT' },
  { listener: 'SSL', name: 'SSL', refusal: 'SELF_SIGNED_CERT_IN_CHAIN' },
  { listener: 'MTLS', name: 'mTLS', refusal: 'CLIENT_CERTIFICATE_WANTED' },
  ...(['SASL_PLAINTEXT', 'SASL_SSL'] as const).flatMap(listener =>
    mechanisms.map(mechanism => ({
      ...{ listener, mechanism, name: `${listener} ${mechanism}` },
      refusal: mechanism === 'OAUTHBEARER' ? 'TOKEN_ENDPOINT_REFUSED' : 'SASL_AUTHENTICATION_FAILED',
    })),
  ),
];

/** What comes from Java's stores, as people have them: the truststore, and a client's key. */
export interface Stores {
  readonly trusted: TlsSettings;
  readonly client: TlsSettings;
}

export async function storesOf({ certificates }: Broker): Promise<Stores> {
  if (certificates === undefined) throw new Error('The broker has no TLS listener.');
  const password = storePassword;
  const trusted = { ca: readTrustStore(await readFile(certificates.trustStore), { password }) };
  const store = await issueClientStore(certificates, { name: 'matrix.jks', type: 'JKS' });
  return { trusted, client: { ...trusted, ...readKeyStore(await readFile(store), { password }) } };
}

/** The settings with which somebody comes this way; `uninvited`: with a wrong secret, or without the certificate that is needed. */
export function settingsOf(
  { listener, mechanism }: Way,
  broker: Broker,
  { trusted, client }: Stores,
  tokens: TokenServer,
  uninvited = false,
): ConnectionSettings {
  const secret = uninvited ? 'guessed-wrong' : undefined;
  const tls =
    listener === 'MTLS'
      ? uninvited
        ? trusted
        : client
      : listener === 'SSL' && uninvited
        ? {}
        : listener.endsWith('SSL')
          ? trusted
          : undefined;
  const sasl: SaslSettings | undefined =
    mechanism === undefined
      ? undefined
      : mechanism === 'OAUTHBEARER'
        ? { mechanism, source: { kind: 'endpoint', url: tokens.url, ...oauthClient, ...(secret && { clientSecret: secret }) } }
        : { mechanism, username: 'alice', password: secret ?? 'alice-secret' };
  return { bootstrapServers: [broker.addresses[listener] ?? ''], ...(tls && { tls }), ...(sasl && { sasl }) };
}

export const oauthClient = { clientId: 'reader', clientSecret: 'reader-s3cret' };
