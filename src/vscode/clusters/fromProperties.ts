import { readJaas } from '../../lint/jaas.ts';
import { isPlaceholder } from '../../lint/placeholders.ts';
import { mechanisms, serverProblem, splitServers, type ClusterDefinition, type Mechanism, type TlsDefinition } from './definition.ts';

/** What a client's file tells about its cluster: enough to connect, or sentences that say what is missing or cannot be used. */
export interface FileCluster {
  /** Without a name: the person gives it. */
  readonly definition: Omit<ClusterDefinition, 'name'>;
  readonly password?: string;
  readonly passphrase?: string;
  /** What the file says and we cannot use, each a sentence; connecting may fail because of it. */
  readonly cannotUse: readonly string[];
}

export interface Entry {
  readonly key: string;
  readonly value: string;
}

/** The cluster of a Kafka client's .properties file, or the sentence that says why the file names none. */
export function clusterOfFile(entries: readonly Entry[]): FileCluster | { readonly sentence: string } {
  // As java.util.Properties: the last of equal keys wins.
  const file = new Map(entries.map(({ key, value }) => [key, value.trim()]));
  const listed = file.get('bootstrap.servers');
  if (listed === undefined) return { sentence: 'This file has no bootstrap.servers, so it names no cluster.' };
  const servers = splitServers(listed).map(withoutScheme);
  if (servers.length === 0) return { sentence: 'bootstrap.servers is empty in this file.' };
  const wrong = servers.map(server => placeholderProblem('A server in bootstrap.servers', server) ?? serverProblem(server)).find(Boolean);
  if (wrong !== undefined) return { sentence: wrong };

  // Java's client takes any case here.
  const protocol = (file.get('security.protocol') ?? 'PLAINTEXT').toUpperCase();
  if (!['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'].includes(protocol)) {
    return { sentence: `security.protocol is ${protocol}, which is none of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL.` };
  }
  const tls = protocol.endsWith('SSL') ? readTls(file) : undefined;
  const login = protocol.startsWith('SASL_') ? readLogin(file) : undefined;
  if (login && 'sentence' in login) return login;
  return {
    definition: {
      bootstrapServers: servers,
      environment: 'development',
      ...(tls ? { tls: tls.tls } : {}),
      ...(login ? { sasl: { mechanism: login.mechanism, username: login.username } } : {}),
    },
    ...(login?.password === undefined ? {} : { password: login.password }),
    ...(tls?.passphrase === undefined ? {} : { passphrase: tls.passphrase }),
    cannotUse: [...(tls?.cannotUse ?? []), ...(login?.cannotUse ?? [])],
  };
}

/** `SASL_SSL://host:9093`: the Java client ignores what stands before the host. */
const withoutScheme = (server: string): string => server.replace(/^[A-Za-z_]+:\/\//, '');

const placeholderProblem = (what: string, value: string): string | undefined =>
  isPlaceholder(value) ? `${what} is ${value}, which is only filled in when the client is deployed.` : undefined;

type File = ReadonlyMap<string, string>;

function readTls(file: File): {
  readonly tls: boolean | TlsDefinition;
  readonly passphrase?: string;
  readonly cannotUse: readonly string[];
} {
  const cannotUse: string[] = [];
  const tls: { caFile?: string; ca?: string; certFile?: string; keyFile?: string; verifyHostName?: boolean } = {};

  const trusted = file.get('ssl.truststore.certificates');
  const truststore = file.get('ssl.truststore.location');
  const trustType = storeType(file.get('ssl.truststore.type'), truststore);
  if (trusted !== undefined) tls.ca = pem(trusted);
  else if (truststore !== undefined) {
    if (trustType === 'PEM') tls.caFile = truststore;
    else
      cannotUse.push(
        `The truststore ${truststore} is ${trustType}; only PEM can be used, so the authorities that this computer trusts are used instead.`,
      );
  }

  const keystore = file.get('ssl.keystore.location');
  if (file.has('ssl.keystore.key')) {
    cannotUse.push(
      'The private key in ssl.keystore.key stays in the file; put it into a PEM file and name that in tls.certFile and tls.keyFile.',
    );
  } else if (keystore !== undefined) {
    const keyType = storeType(file.get('ssl.keystore.type'), keystore);
    if (keyType === 'PEM') tls.certFile = tls.keyFile = keystore;
    else cannotUse.push(`The keystore ${keystore} is ${keyType}; only PEM can be used, so no client certificate is shown to the broker.`);
  }

  // Kafka's default is https; an empty value switches the check off.
  if (file.get('ssl.endpoint.identification.algorithm') === '') tls.verifyHostName = false;
  const passphrase = tls.keyFile === undefined ? undefined : file.get('ssl.key.password');
  return {
    tls: Object.keys(tls).length === 0 ? true : tls,
    ...(passphrase === undefined || passphrase === '' ? {} : { passphrase }),
    cannotUse,
  };
}

/** Kafka's default type is JKS, whatever the file is called; a .pem without a type would not load there, but what is meant is plain. */
function storeType(type: string | undefined, location: string | undefined): string {
  if (type !== undefined && type !== '') return type.toUpperCase();
  return location !== undefined && /\.(pem|crt|cer)$/i.test(location) ? 'PEM' : 'JKS';
}

/** Certificates in a .properties value: continued lines may have lost their line ends, which PEM readers want back. */
const pem = (text: string): string =>
  text.replace(/-----BEGIN ([A-Z ]+)-----\s*([\s\S]*?)\s*-----END \1-----/g, (_, label: string, body: string) => {
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  });

function readLogin(
  file: File,
):
  | { readonly mechanism: Mechanism; readonly username: string; readonly password?: string; readonly cannotUse: readonly string[] }
  | { readonly sentence: string } {
  const written = file.get('sasl.mechanism') ?? 'GSSAPI';
  const mechanism = mechanisms.find(name => name === written);
  if (mechanism === undefined) {
    const why = file.has('sasl.mechanism') ? `sasl.mechanism is ${written}` : 'sasl.mechanism is not set, which means GSSAPI (Kerberos)';
    return { sentence: `${why}; the tree can log in with ${mechanisms.join(', ')}.` };
  }
  // The values of a JAAS line have escapes of their own, inside those of the file.
  const { options } = readJaas(file.get('sasl.jaas.config') ?? '');
  const jaas = new Map(options.map(({ name, value }) => [name, value.replaceAll(/\\(.)/g, '$1')]));
  const username = jaas.get('username');
  if (username === undefined || username === '') {
    return { sentence: 'sasl.jaas.config names no user: it needs username="…" and password="…".' };
  }
  const placeholder = placeholderProblem('The user name', username);
  if (placeholder !== undefined) return { sentence: placeholder };
  const password = jaas.get('password');
  const filledInLater = password !== undefined && isPlaceholder(password);
  return {
    mechanism,
    username,
    ...(password === undefined || filledInLater ? {} : { password }),
    cannotUse: filledInLater ? ['The password is only filled in when the client is deployed, so it is asked for.'] : [],
  };
}
