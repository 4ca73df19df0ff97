import { whyNoMapping } from '../kafka/connection/addressMap.ts';

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
}

export interface TlsDefinition {
  /** Files: absolute, `~/…`, or relative to the workspace folder that defines the cluster. This one is PEM, PKCS12 or JKS. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  /** Certificate and key in one file: PKCS12, JKS or PEM. Instead of certFile and keyFile. */
  readonly keyStoreFile?: string;
  /** PEM text of the trusted certificates, for a client's file that carries them itself. Certificates are no secret. */
  readonly ca?: string;
  /** false accepts a certificate that was issued for another host. Default true. */
  readonly verifyHostName?: boolean;
}

/** What may be secret about a cluster: the editor keeps it in its SecretStorage, the command line nowhere. */
export interface ClusterSecrets {
  /** Of the SASL user, or of the OAuth client. */
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
} & (TokenEndpointDefinition | { readonly tokenCommand: readonly [program: string, ...args: string[]] });

export interface TokenEndpointDefinition {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly scope?: string;
  /** More fields of the request: audience, resource. */
  readonly tokenParameters?: Texts;
  /** Certificates to trust at the endpoint: PEM, PKCS12 or JKS. */
  readonly tokenCaFile?: string;
}

type Texts = Readonly<Record<string, string>>;

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

function readDefinition(entry: unknown): ClusterDefinition | { readonly sentence: string } {
  if (!isRecord(entry)) return { sentence: 'A cluster is an object with at least a name and bootstrapServers.' };
  const { name, bootstrapServers, environment = 'other', tls, sasl, addressMap } = entry;
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
  return {
    name,
    bootstrapServers: servers,
    environment,
    ...(readTls === undefined ? {} : { tls: readTls }),
    ...(readSasl === undefined ? {} : { sasl: readSasl }),
    ...(isTextMap(addressMap) ? { addressMap } : {}),
  };
}

function readTlsDefinition(tls: unknown): boolean | TlsDefinition | { readonly sentence: string } | undefined {
  if (tls === undefined || typeof tls === 'boolean') return tls;
  if (!isRecord(tls))
    return { sentence: 'tls must be true, false or an object with caFile, keyStoreFile (or certFile and keyFile), verifyHostName.' };
  const { caFile, certFile, keyFile, keyStoreFile, ca, verifyHostName } = tls;
  const files = readTexts('tls', { caFile, certFile, keyFile, keyStoreFile, ca });
  if (isProblem(files)) return files;
  if (verifyHostName !== undefined && typeof verifyHostName !== 'boolean') return { sentence: 'tls.verifyHostName must be true or false.' };
  if ((certFile === undefined) !== (keyFile === undefined)) return { sentence: 'tls.certFile and tls.keyFile belong together.' };
  if (keyStoreFile !== undefined && certFile !== undefined)
    return { sentence: 'tls has a keyStoreFile or a certFile with its keyFile, not both.' };
  return { ...files, ...(verifyHostName === undefined ? {} : { verifyHostName }) };
}

function readSaslDefinition(sasl: unknown): SaslDefinition | { readonly sentence: string } | undefined {
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

function readTokenDefinition(sasl: Readonly<Record<string, unknown>>): TokenDefinition | { readonly sentence: string } {
  const { tokenEndpoint, clientId, scope, tokenCaFile, tokenParameters, tokenCommand, extensions } = sasl;
  if (
    extensions !== undefined &&
    (!isTextMap(extensions) || Object.keys(extensions).some(name => !/^[A-Za-z]+$/.test(name) || name === 'auth'))
  )
    return { sentence: 'sasl.extensions must map names of letters to texts.' };
  const common = { mechanism: 'OAUTHBEARER', ...(isTextMap(extensions) ? { extensions } : {}) } as const;
  if (tokenCommand !== undefined) {
    if (tokenEndpoint !== undefined) return { sentence: 'sasl has a tokenEndpoint or a tokenCommand, not both.' };
    const [program, ...args] = isTexts(tokenCommand) ? tokenCommand : [];
    return program
      ? { ...common, tokenCommand: [program, ...args] }
      : { sentence: 'sasl.tokenCommand must be a list: the program and its arguments, each a text.' };
  }
  if (typeof tokenEndpoint !== 'string' || tokenEndpointProblem(tokenEndpoint) !== undefined)
    return {
      sentence:
        typeof tokenEndpoint === 'string'
          ? (tokenEndpointProblem(tokenEndpoint) ?? '')
          : 'sasl needs a tokenEndpoint with a clientId, or a tokenCommand.',
    };
  if (typeof clientId !== 'string' || clientId === '') return { sentence: 'sasl.clientId is missing.' };
  if (tokenParameters !== undefined && !isTextMap(tokenParameters)) return { sentence: 'sasl.tokenParameters must map names to texts.' };
  const texts = readTexts('sasl', { scope, tokenCaFile });
  if (isProblem(texts)) return texts;
  return { ...common, tokenEndpoint, clientId, ...texts, ...(tokenParameters ? { tokenParameters } : {}) };
}

/** Why this is no token endpoint's address, as a sentence; undefined: it may be one. */
export function tokenEndpointProblem(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return `${text}: a token endpoint is a web address, as in https://login.example.net/oauth/token.`;
  const { username, password } = new URL(text);
  return username + password === ''
    ? undefined
    : 'The address of a token endpoint holds no user or password: the client secret is asked for.';
}

function addressMapProblem(map: unknown): string | undefined {
  if (!isTextMap(map)) return 'addressMap must map host:port to host:port.';
  const problems = Object.entries(map).map(([from, to]) => whyNoMapping(from, to));
  const problem = problems.find(why => why !== undefined);
  return problem === undefined ? undefined : `addressMap must map host:port to host:port: ${problem}.`;
}

/** Optional texts of an object, without those that are not there. */
function readTexts<Key extends string>(
  where: string,
  values: Readonly<Record<Key, unknown>>,
): Partial<Readonly<Record<Key, string>>> | { readonly sentence: string } {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const wrong = given.find(([, value]) => typeof value !== 'string');
  return wrong ? { sentence: `${where}.${wrong[0]} must be a text.` } : (Object.fromEntries(given) as Partial<Record<Key, string>>);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(item => typeof item === 'string');
const isOneOf = <T extends string>(words: readonly T[], value: unknown): value is T => words.some(word => word === value);
const isProblem = (value: unknown): value is { readonly sentence: string } => isRecord(value) && 'sentence' in value;
const isTextMap = (value: unknown): value is Texts => isRecord(value) && isTexts(Object.values(value));

/** Order of keys does not matter, order of servers does not either. */
function canonical(definition: ClusterDefinition): string {
  return JSON.stringify({ ...definition, bootstrapServers: [...definition.bootstrapServers].sort() }, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
