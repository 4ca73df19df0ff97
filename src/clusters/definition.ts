import { whyNoMapping } from '../kafka/connection/addressMap.ts';
import { isOneOf, isProblem, isRecord, isTextMap, isTexts, type Problem, type Texts } from './readValue.ts';
import { readRegistryDefinition, type RegistryDefinition } from './registryDefinition.ts';
import { readTlsDefinition, type TlsDefinition } from './tlsDefinition.ts';
import { readTokenSource, type TokenSourceDefinition } from './tokenDefinition.ts';

export type { TlsDefinition } from './tlsDefinition.ts';
export { tokenEndpointProblem } from './tokenDefinition.ts';

/**
 * A cluster as settings describe it: shareable, so without any secret. Settings are written by hand too, therefore
 * nothing is believed: what does not fit becomes a problem with a sentence, and the rest goes on working.
 */
export interface ClusterDefinition {
  /** Unique; what the person calls it. */
  readonly name: string;
  /** `host:port`, IPv6 as `[::1]:9092`; at least one. */
  readonly bootstrapServers: readonly string[];
  readonly environment: Environment;
  /** true: TLS with the certificates that the system trusts. */
  readonly tls?: boolean | TlsDefinition;
  readonly sasl?: SaslDefinition;
  /** Advertised `host:port` → the one that is reachable from here (port-forward, tunnel, NAT). One `*` on each side stands for the same. */
  readonly addressMap?: Readonly<Record<string, string>>;
  /** Where the schemas of this cluster's records are. */
  readonly schemaRegistry?: RegistryDefinition;
}

/** What may be secret about a cluster: the editor keeps it in its SecretStorage, the command line nowhere. */
export interface ClusterSecrets extends LoginSecrets {
  /** Those of its schema registry. */
  readonly registry?: LoginSecrets;
}

/** What opens a way in, to brokers or to a schema registry. */
export interface LoginSecrets {
  /** Of the user, or of the OAuth client; at a registry also a token that was given. */
  readonly password?: string;
  /** Of the TLS client key, where it is not its store's. */
  readonly passphrase?: string;
  /** Of the key store. */
  readonly storePassword?: string;
  /** Of the truststore. */
  readonly trustPassword?: string;
}

export type SaslDefinition = PasswordDefinition | TokenDefinition;

export interface PasswordDefinition {
  readonly mechanism: PasswordMechanism;
  readonly username: string;
}

/** Tokens come from an endpoint, for client credentials, or from a command that prints one. */
export type TokenDefinition = {
  readonly mechanism: 'OAUTHBEARER';
  /** SASL extensions: logicalCluster, identityPoolId. */
  readonly extensions?: Texts;
} & TokenSourceDefinition;

export const passwordMechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;
export type PasswordMechanism = (typeof passwordMechanisms)[number];
export const mechanisms = [...passwordMechanisms, 'OAUTHBEARER'] as const;
export type Mechanism = (typeof mechanisms)[number];

/** Who logs in, as far as the definition knows: a user, a client id, or the program that prints the token. */
export const userOf = (sasl: SaslDefinition): string =>
  'username' in sasl ? sasl.username : 'tokenCommand' in sasl ? sasl.tokenCommand[0] : sasl.clientId;

/** Whether a password or a client secret belongs to the login. */
export const wantsPassword = (sasl: SaslDefinition): boolean => !('tokenCommand' in sasl);

/** Everybody who gets the password of a cluster, or the token that a client secret brings. */
export const secretGoesTo = ({ bootstrapServers, sasl }: ClusterDefinition): readonly string[] =>
  sasl && 'tokenEndpoint' in sasl ? [sasl.tokenEndpoint, ...bootstrapServers] : bootstrapServers;

/**
 * What a secret is exposed to, by which it is kept: its receivers, where the address map leads to, and a connection without
 * TLS or without a check of host names. A definition with more of it than was agreed to does not get the secret.
 */
export function secretIsExposedTo(definition: ClusterDefinition): readonly string[] {
  const { tls, addressMap = {} } = definition;
  return [
    ...secretGoesTo(definition),
    ...Object.values(addressMap),
    ...(tls === undefined || tls === false ? ['without TLS'] : []),
    ...(typeof tls === 'object' && tls.verifyHostName === false ? ['any host name'] : []),
  ];
}

/** Why there is no login by this mechanism, as a sentence. */
export function mechanismProblem(mechanism: string): string {
  const ours = `The tree can log in with ${mechanisms.join(', ')}.`;
  if (/^(GSSAPI|Kerberos)$/i.test(mechanism))
    return `GSSAPI (Kerberos) needs the tickets and libraries of an operating system, which are not available here. ${ours}`;
  if (/^AWS_MSK_IAM$|IAM/i.test(mechanism))
    return `${mechanism} signs logins with AWS credentials, which is not available here; MSK takes SCRAM-SHA-512 users as well. ${ours}`;
  const similar = mechanisms.find(name => name === mechanism.toUpperCase().replaceAll('_', '-'));
  return similar && similar !== mechanism ? `${mechanism} is written ${similar}.` : `There is no login by ${mechanism} here. ${ours}`;
}

export const environments = ['development', 'staging', 'production', 'other'] as const;
export type Environment = (typeof environments)[number];

export interface DefinitionProblem {
  /** The cluster's name where it has one, else its place: "cluster 2". */
  readonly cluster: string;
  /** A sentence that says what to write instead. */
  readonly sentence: string;
}

/** Reads the value of the setting. Sound definitions are kept, each other one is a problem. */
export function readDefinitions(raw: unknown): {
  readonly definitions: readonly ClusterDefinition[];
  readonly problems: readonly DefinitionProblem[];
} {
  if (raw === undefined || raw === null) return { definitions: [], problems: [] };
  if (!Array.isArray(raw))
    return { definitions: [], problems: [{ cluster: 'clusters', sentence: 'The setting must be a list of clusters.' }] };
  const definitions: ClusterDefinition[] = [];
  const problems: DefinitionProblem[] = [];
  raw.forEach((entry: unknown, index) => {
    const read = readDefinition(entry);
    if ('sentence' in read) {
      const name = isRecord(entry) && typeof entry['name'] === 'string' && entry['name'] !== '' ? entry['name'] : `cluster ${index + 1}`;
      problems.push({ cluster: name, sentence: read.sentence });
    } else if (definitions.some(({ name }) => name === read.name)) {
      problems.push({ cluster: read.name, sentence: 'Two clusters have this name; the first one is used.' });
    } else definitions.push(read);
  });
  return { definitions, problems };
}

/** Why this is not a server address, as a sentence; undefined when it is one. */
export function serverProblem(server: string): string | undefined {
  if (/^[a-z][a-z+_]*:\/\//i.test(server))
    return `${server}: leave out the ${server.slice(0, server.indexOf('//') + 2)}, a server is host:port.`;
  const match = /^(?:\[([0-9a-f:.]+(?:%[\w.-]+)?)\]|([^\s:,/[\]]+)):(\d+)$/i.exec(server);
  if (!match) {
    if (/^[^\s:,/[\]]+$/.test(server)) return `${server}: the port is missing, as in ${server}:9092.`;
    if (/^[0-9a-f]*:[0-9a-f:]*:[0-9a-f:]*$/i.test(server)) return `${server}: write an IPv6 address in brackets, as in [::1]:9092.`;
    return `${server}: a server is host:port, as in kafka.example.net:9092.`;
  }
  const port = Number(match[3]);
  return port >= 1 && port <= 65_535 ? undefined : `${server}: a port is between 1 and 65535.`;
}

/** `a:9092, b:9092` as one list; blanks and empty places fall away, as in Kafka's own clients. */
export const splitServers = (text: string): readonly string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/** What settings store: the definition without what says nothing. */
export const sameDefinition = (a: ClusterDefinition, b: ClusterDefinition): boolean => canonical(a) === canonical(b);

function readDefinition(entry: unknown): ClusterDefinition | Problem {
  if (!isRecord(entry)) return { sentence: 'A cluster is an object with at least a name and bootstrapServers.' };
  const { name, bootstrapServers, environment = 'other', tls, sasl, addressMap, schemaRegistry } = entry;
  if (typeof name !== 'string' || name.trim() === '') return { sentence: 'A cluster needs a name.' };
  const servers = typeof bootstrapServers === 'string' ? splitServers(bootstrapServers) : bootstrapServers;
  if (!isTexts(servers) || servers.length === 0) return { sentence: 'bootstrapServers must be a list with at least one host:port.' };
  const wrong = servers.map(serverProblem).find(problem => problem !== undefined);
  if (wrong !== undefined) return { sentence: wrong };
  if (!isOneOf(environments, environment)) return { sentence: `environment must be one of ${environments.join(', ')}.` };
  const readTls = readTlsDefinition(tls);
  if (isProblem(readTls)) return readTls;
  const readSasl = readSaslDefinition(sasl);
  if (isProblem(readSasl)) return readSasl;
  const wrongMap = addressMap === undefined ? undefined : addressMapProblem(addressMap);
  if (wrongMap !== undefined) return { sentence: wrongMap };
  const readRegistry = schemaRegistry === undefined ? undefined : readRegistryDefinition(schemaRegistry);
  if (isProblem(readRegistry)) return readRegistry;
  return {
    name,
    bootstrapServers: servers,
    environment,
    ...(readTls === undefined ? {} : { tls: readTls }),
    ...(readSasl === undefined ? {} : { sasl: readSasl }),
    ...(isTextMap(addressMap) ? { addressMap } : {}),
    ...(readRegistry ? { schemaRegistry: readRegistry } : {}),
  };
}

function readSaslDefinition(sasl: unknown): SaslDefinition | Problem | undefined {
  if (sasl === undefined) return undefined;
  if (!isRecord(sasl)) return { sentence: 'sasl must be an object with mechanism and username.' };
  const secret = ['password', 'clientSecret', 'token'].find(key => key in sasl);
  if (secret !== undefined)
    return { sentence: `sasl.${secret} does not belong into settings: remove it, it is asked for and kept by the editor.` };
  const { mechanism, username } = sasl;
  if (!isOneOf(mechanisms, mechanism))
    return {
      sentence:
        typeof mechanism === 'string'
          ? `sasl.mechanism: ${mechanismProblem(mechanism)}`
          : `sasl.mechanism must be one of ${mechanisms.join(', ')}.`,
    };
  if (mechanism === 'OAUTHBEARER') return readTokenDefinition(sasl);
  if (typeof username !== 'string' || username === '') return { sentence: 'sasl.username is missing.' };
  return { mechanism, username };
}

function readTokenDefinition(sasl: Readonly<Record<string, unknown>>): TokenDefinition | Problem {
  const { extensions } = sasl;
  if (
    extensions !== undefined &&
    (!isTextMap(extensions) || Object.keys(extensions).some(name => !/^[A-Za-z]+$/.test(name) || name === 'auth'))
  )
    return { sentence: 'sasl.extensions must map names of letters to texts.' };
  const source = readTokenSource(sasl, 'sasl');
  return isProblem(source) ? source : { mechanism: 'OAUTHBEARER', ...(isTextMap(extensions) ? { extensions } : {}), ...source };
}

function addressMapProblem(map: unknown): string | undefined {
  if (!isTextMap(map)) return 'addressMap must map host:port to host:port.';
  const problems = Object.entries(map).map(([from, to]) => whyNoMapping(from, to));
  const problem = problems.find(why => why !== undefined);
  return problem === undefined ? undefined : `addressMap must map host:port to host:port: ${problem}.`;
}

/** Order of keys does not matter, order of servers does not either. */
function canonical(definition: ClusterDefinition): string {
  return JSON.stringify({ ...definition, bootstrapServers: [...definition.bootstrapServers].sort() }, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
