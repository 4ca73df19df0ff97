import { isProblem, isRecord, isTextMap, isTexts, type Problem, type Texts } from './readValue.ts';
import { readTlsFiles, type TlsDefinition } from './tlsDefinition.ts';
import { readTokenSource, type TokenSourceDefinition } from './tokenDefinition.ts';

/** The schema registry of a cluster as settings describe it: without any secret. */
export interface RegistryDefinition {
  /** Web addresses, each with the path that it has, such as `/apis/ccompat/v7` or `/contexts/.orders`. The next one is tried where one does not answer. */
  readonly urls: readonly string[];
  readonly login?: RegistryLogin;
  /** How https is spoken. Absent: with the authorities that the system trusts. */
  readonly tls?: TlsDefinition;
}

/** By user and password, by a token that the person enters, or by tokens from where they are made. */
export type RegistryLogin = { readonly username: string } | { readonly bearerToken: true } | RegistryTokens;

export type RegistryTokens = TokenSourceDefinition & {
  /** What Confluent Cloud wants beside a token: logicalCluster (lsrc-…) and identityPoolId (pool-…). */
  readonly extensions?: Texts;
};

/** Who logs in, as far as the definition knows; undefined: nobody, or whoever a token is for. */
export function userAtRegistry({ login }: RegistryDefinition): string | undefined {
  if (!login || 'bearerToken' in login) return undefined;
  return 'username' in login ? login.username : 'tokenCommand' in login ? login.tokenCommand[0] : login.clientId;
}

/** Whether a password, a token or a client secret belongs to the login. */
export const wantsRegistrySecret = ({ login }: RegistryDefinition): boolean => login !== undefined && !('tokenCommand' in login);

/** Everybody who gets the secret, or the token that it brings. */
export const registrySecretGoesTo = ({ urls, login }: RegistryDefinition): readonly string[] => [
  ...(login && 'tokenEndpoint' in login ? [login.tokenEndpoint] : []),
  ...urls,
];

/** What the secret is exposed to: an address says itself whether it is spoken to by TLS. */
export const registryIsExposedTo = (registry: RegistryDefinition): readonly string[] => [
  ...registrySecretGoesTo(registry),
  ...(registry.tls?.verifyHostName === false ? ['any host name'] : []),
];

export function readRegistryDefinition(raw: unknown): RegistryDefinition | Problem {
  if (!isRecord(raw)) return { sentence: 'schemaRegistry must be an object with urls, and login and tls where it wants them.' };
  const { urls: given, login: rawLogin, tls: rawTls } = raw;
  const secret = ['password', 'token', 'clientSecret', 'userInfo'].find(key => key in raw || (isRecord(rawLogin) && key in rawLogin));
  if (secret !== undefined)
    return { sentence: `schemaRegistry: ${secret} does not belong into settings: remove it, it is asked for and kept by the editor.` };
  const urls = typeof given === 'string' ? splitUrls(given) : given;
  if (!isTexts(urls) || urls.length === 0) return { sentence: 'schemaRegistry.urls must be a list with at least one web address.' };
  const wrong = urls.map(registryUrlProblem).find(problem => problem !== undefined);
  if (wrong !== undefined) return { sentence: wrong };
  const login = rawLogin === undefined ? undefined : readLogin(rawLogin);
  if (isProblem(login)) return login;
  if (rawTls !== undefined && !isRecord(rawTls))
    return { sentence: 'schemaRegistry.tls must be an object with caFile, keyStoreFile (or certFile and keyFile), verifyHostName.' };
  const tls = rawTls === undefined ? undefined : readTlsFiles(rawTls, 'schemaRegistry.tls');
  if (isProblem(tls)) return tls;
  return { urls, ...(login ? { login } : {}), ...(tls ? { tls } : {}) };
}

/** `http://a:8081,http://b:8081`, as clients write several. */
export const splitUrls = (text: string): readonly string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/** Why this is no registry's address, as a sentence; undefined: it may be one. */
export function registryUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return `${text}: a schema registry has a web address, as in https://registry.example.net:8081.`;
  const { username, password, search } = new URL(text);
  if (username + password !== '')
    return 'The address of a schema registry holds no user or password here: name the user in schemaRegistry.login, the password is asked for.';
  return search === '' ? undefined : `${text}: the address of a schema registry has no query (${search}).`;
}

function readLogin(raw: unknown): RegistryLogin | Problem {
  if (!isRecord(raw)) return { sentence: `schemaRegistry.login ${oneOf}.` };
  const { username, bearerToken, extensions } = raw;
  if (username !== undefined) {
    if (typeof username !== 'string' || username === '') return { sentence: 'schemaRegistry.login.username must be a text.' };
    // RFC 7617, 2: what stands behind the first colon would be the password.
    return username.includes(':') ? { sentence: 'schemaRegistry.login.username has no colon in it.' } : { username };
  }
  if (bearerToken !== undefined)
    return bearerToken === true
      ? { bearerToken }
      : { sentence: 'schemaRegistry.login.bearerToken can only be true: the token is asked for and kept by the editor.' };
  if (raw['tokenEndpoint'] === undefined && raw['tokenCommand'] === undefined) return { sentence: `schemaRegistry.login ${oneOf}.` };
  if (extensions !== undefined && !isTextMap(extensions)) return { sentence: 'schemaRegistry.login.extensions must map names to texts.' };
  const source = readTokenSource(raw, 'schemaRegistry.login');
  return isProblem(source) ? source : { ...source, ...(isTextMap(extensions) ? { extensions } : {}) };
}

const oneOf = 'must have a username, bearerToken: true, a tokenEndpoint with its clientId, or a tokenCommand';
