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
  /** Advertised `host:port` → the one that is reachable from here (port-forward, tunnel, NAT). */
  readonly addressMap?: Readonly<Record<string, string>>;
}

export interface TlsDefinition {
  /** PEM files: absolute, `~/…`, or relative to the workspace folder that defines the cluster. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  /** PEM text of the trusted certificates, for a client's file that carries them itself. Certificates are no secret. */
  readonly ca?: string;
  /** false accepts a certificate that was issued for another host. Default true. */
  readonly verifyHostName?: boolean;
}

export interface SaslDefinition {
  readonly mechanism: Mechanism;
  readonly username: string;
}

export const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;
export type Mechanism = (typeof mechanisms)[number];

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
  if (addressMap !== undefined && !isAddressMap(addressMap)) return { sentence: 'addressMap must map host:port to host:port.' };
  return {
    name,
    bootstrapServers: servers,
    environment,
    ...(readTls === undefined ? {} : { tls: readTls }),
    ...(readSasl === undefined ? {} : { sasl: readSasl }),
    ...(addressMap === undefined ? {} : { addressMap }),
  };
}

function readTlsDefinition(tls: unknown): boolean | TlsDefinition | { readonly sentence: string } | undefined {
  if (tls === undefined || typeof tls === 'boolean') return tls;
  if (!isRecord(tls)) return { sentence: 'tls must be true, false or an object with caFile, certFile, keyFile, verifyHostName.' };
  const { caFile, certFile, keyFile, ca, verifyHostName } = tls;
  for (const [key, value] of Object.entries({ caFile, certFile, keyFile, ca }))
    if (value !== undefined && typeof value !== 'string') return { sentence: `tls.${key} must be a text.` };
  if (verifyHostName !== undefined && typeof verifyHostName !== 'boolean') return { sentence: 'tls.verifyHostName must be true or false.' };
  if ((certFile === undefined) !== (keyFile === undefined)) return { sentence: 'tls.certFile and tls.keyFile belong together.' };
  return {
    ...(typeof caFile === 'string' ? { caFile } : {}),
    ...(typeof certFile === 'string' ? { certFile } : {}),
    ...(typeof keyFile === 'string' ? { keyFile } : {}),
    ...(typeof ca === 'string' ? { ca } : {}),
    ...(verifyHostName === undefined ? {} : { verifyHostName }),
  };
}

function readSaslDefinition(sasl: unknown): SaslDefinition | { readonly sentence: string } | undefined {
  if (sasl === undefined) return undefined;
  if (!isRecord(sasl)) return { sentence: 'sasl must be an object with mechanism and username.' };
  if ('password' in sasl)
    return { sentence: 'sasl.password does not belong into settings: remove it, the password is asked for and kept by the editor.' };
  const { mechanism, username } = sasl;
  if (!isOneOf(mechanisms, mechanism)) return { sentence: `sasl.mechanism must be one of ${mechanisms.join(', ')}.` };
  if (typeof username !== 'string' || username === '') return { sentence: 'sasl.username is missing.' };
  return { mechanism, username };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(item => typeof item === 'string');
const isOneOf = <T extends string>(words: readonly T[], value: unknown): value is T => words.some(word => word === value);
const isProblem = (value: unknown): value is { readonly sentence: string } => isRecord(value) && 'sentence' in value;
const isAddressMap = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) &&
  Object.entries(value).every(
    ([from, to]) => serverProblem(from) === undefined && typeof to === 'string' && serverProblem(to) === undefined,
  );

/** Order of keys does not matter, order of servers does not either. */
function canonical(definition: ClusterDefinition): string {
  return JSON.stringify({ ...definition, bootstrapServers: [...definition.bootstrapServers].sort() }, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
