import type { ClientConfiguration } from '../lint/configuration.ts';
import { isPlaceholder } from '../lint/placeholders.ts';
import {
  serverProblem,
  splitServers,
  type ClusterDefinition,
  type ClusterSecrets,
  type LoginSecrets,
  type TlsDefinition,
} from './definition.ts';
import { placeholderProblem, type Settings, settingsOf } from './clientSettings.ts';
import { loginOfClient } from './loginFromClient.ts';
import { registryOfClient } from './registryFromClient.ts';

/** What a client's file tells about its cluster: enough to connect, or sentences that say what is missing or cannot be used. */
export interface FileCluster {
  /** Without a name: the person gives it. */
  readonly definition: Omit<ClusterDefinition, 'name'>;
  readonly secrets: ClusterSecrets;
  /** What the file says and we cannot use, each a sentence; connecting may fail because of it. */
  readonly cannotUse: readonly string[];
  /** The same of its schema registry, for whoever reads records. */
  readonly registryCannotUse?: readonly string[];
}

/**
 * The cluster of the clients that a file configures, or the sentence that says why it names none. Where the clients name
 * several, the first consumer's counts: what people ask about is consumers. `bootstrapServers`: the person named them, so the
 * file only says how to log in.
 */
export function clusterOfClients(
  clients: readonly Pick<ClientConfiguration, 'library' | 'role' | 'entry'>[],
  bootstrapServers?: readonly string[],
): FileCluster | { readonly sentence: string } {
  const withServers = bootstrapServers ? clients : clients.filter(client => settingsOf(client)(...serverKeys) !== undefined);
  const client = withServers.find(({ role }) => role === 'consumer') ?? withServers[0];
  if (!client) {
    return {
      sentence:
        clients.length === 0
          ? 'This file configures no Kafka client that is known here, so it names no cluster.'
          : 'This file has no bootstrap servers, so it names no cluster.',
    };
  }
  const settings = settingsOf(client);
  const servers = (bootstrapServers ?? splitServers(settings(...serverKeys) ?? '')).map(withoutScheme);
  if (servers.length === 0) return { sentence: 'bootstrap.servers is empty in this file.' };
  const wrong = servers.map(server => placeholderProblem('A server in bootstrap.servers', server) ?? serverProblem(server)).find(Boolean);
  if (wrong !== undefined) return { sentence: wrong };

  // Both libraries take any case here.
  const protocol = (settings('security.protocol') ?? 'PLAINTEXT').toUpperCase();
  if (isPlaceholder(protocol)) return { sentence: placeholderProblem('security.protocol', protocol) ?? '' };
  if (!['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'].includes(protocol)) {
    return { sentence: `security.protocol is ${protocol}, which is none of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL.` };
  }
  const tls = protocol.endsWith('SSL') ? tlsOfClient(settings, client.library) : undefined;
  const login = protocol.startsWith('SASL_') ? loginOfClient(settings) : undefined;
  if (login && 'sentence' in login) return login;
  const inherited = { username: login && 'username' in login.sasl ? login.sasl.username : undefined, password: login?.password };
  const registry = registryOfClient(settings, inherited);
  const found = registry && 'registry' in registry ? registry : undefined;
  const registryCannotUse = registry && 'sentence' in registry ? [registry.sentence] : (found?.cannotUse ?? []);
  return {
    definition: {
      bootstrapServers: servers,
      environment: 'development',
      ...(tls ? { tls: tls.tls } : {}),
      ...(login ? { sasl: login.sasl } : {}),
      ...(found ? { schemaRegistry: found.registry } : {}),
    },
    secrets: {
      ...tls?.secrets,
      ...(login?.password === undefined ? {} : { password: login.password }),
      ...(found && Object.keys(found.secrets).length > 0 ? { registry: found.secrets } : {}),
    },
    cannotUse: [...(tls?.cannotUse ?? []), ...(login?.cannotUse ?? [])],
    ...(registryCannotUse.length > 0 ? { registryCannotUse } : {}),
  };
}

const serverKeys = ['bootstrap.servers', 'metadata.broker.list'];

/** `SASL_SSL://host:9093`: clients ignore what stands before the host. */
const withoutScheme = (server: string): string => server.replace(/^[A-Za-z_]+:\/\//, '');

interface TlsOfClient {
  readonly tls: boolean | TlsDefinition;
  readonly secrets: ClusterSecrets;
  readonly cannotUse: readonly string[];
}

function tlsOfClient(settings: Settings, library: ClientConfiguration['library']): TlsOfClient {
  const cannotUse: string[] = [];
  const tls: { -readonly [Key in keyof TlsDefinition]: TlsDefinition[Key] } = {};
  const secrets: { -readonly [Key in keyof LoginSecrets]: LoginSecrets[Key] } = {};
  const file = (what: string, ...keys: readonly string[]): string | undefined => {
    const given = settings(...keys);
    if (given === undefined || given === '') return undefined;
    const problem = placeholderProblem(what, given);
    if (problem === undefined) return given;
    cannotUse.push(problem);
    return undefined;
  };
  const secret = (name: keyof LoginSecrets, ...keys: readonly string[]): void => {
    const given = settings(...keys);
    if (given !== undefined && given !== '' && !isPlaceholder(given)) secrets[name] = given;
  };

  const trusted = settings('ssl.truststore.certificates', 'ssl.ca.pem');
  if (trusted !== undefined && trusted !== '') tls.ca = pem(trusted);
  else {
    const store = file('The file of the certificates to trust', 'ssl.truststore.location', 'ssl.ca.location');
    // librdkafka's word for the authorities of this computer.
    if (store !== undefined && store !== 'probe') tls.caFile = store;
    if (tls.caFile !== undefined) secret('trustPassword', 'ssl.truststore.password');
  }

  if (settings('ssl.keystore.key', 'ssl.key.pem') !== undefined) {
    cannotUse.push('The private key in the file stays there; put it into a PEM file and name that in tls.certFile and tls.keyFile.');
  } else {
    const keyStore = file('The key store', 'ssl.keystore.location');
    const certificate = file('The certificate file', 'ssl.certificate.location');
    const key = file('The key file', 'ssl.key.location');
    if (keyStore !== undefined) tls.keyStoreFile = keyStore;
    else if (certificate !== undefined && key !== undefined) Object.assign(tls, { certFile: certificate, keyFile: key });
    if (keyStore !== undefined) secret('storePassword', 'ssl.keystore.password');
    if (keyStore !== undefined || key !== undefined) secret('passphrase', 'ssl.key.password');
  }

  if (verifiesNoHostName(settings('ssl.endpoint.identification.algorithm'), library)) tls.verifyHostName = false;
  if (settings('enable.ssl.certificate.verification')?.toLowerCase() === 'false') {
    cannotUse.push(
      'The file switches the check of certificates off; here they are checked, so name the authority’s certificate in tls.caFile.',
    );
  }
  return { tls: Object.keys(tls).length === 0 ? true : tls, secrets, cannotUse };
}

/** Java's default is https, and an empty value switches the check off; librdkafka's default is https since 2.0, and "none" is off. */
const verifiesNoHostName = (algorithm: string | undefined, library: ClientConfiguration['library']): boolean =>
  algorithm !== undefined && (library === 'librdkafka' ? algorithm.toLowerCase() === 'none' : algorithm === '');

/** Certificates in a value: continued lines may have lost their line ends, which PEM readers want back. */
const pem = (text: string): string =>
  text.replaceAll('\\n', '\n').replace(/-----BEGIN ([A-Z ]+)-----\s*([\s\S]*?)\s*-----END \1-----/g, (_, label: string, body: string) => {
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  });
