import { isPlaceholder } from '../lint/placeholders.ts';
import { placeholderProblem, type Settings } from './clientSettings.ts';
import type { LoginSecrets } from './definition.ts';
import { type RegistryDefinition, type RegistryLogin, registryUrlProblem, splitUrls } from './registryDefinition.ts';
import type { TlsDefinition } from './tlsDefinition.ts';
import { tokenEndpointProblem } from './tokenDefinition.ts';

/** The schema registry that a client's file names, its secrets, and what of it cannot be used. */
export interface RegistryOfClient {
  readonly registry: RegistryDefinition;
  readonly secrets: LoginSecrets;
  readonly cannotUse: readonly string[];
}

/** Who the client is for its brokers, and with which password: it may be the same for the registry. */
export interface Inherited {
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/**
 * The schema registry of a client, as Confluent's serializers are told it (Java, Spring, Connect's converters; librdkafka's clients take
 * the same names with `schema.registry.` before them). undefined: the file names none.
 * https://docs.confluent.io/platform/current/schema-registry/sr-client-configs.html
 */
export function registryOfClient(settings: Settings, inherited: Inherited): RegistryOfClient | { readonly sentence: string } | undefined {
  const written = settings('schema.registry.url', 'value.converter.schema.registry.url', 'key.converter.schema.registry.url');
  if (written === undefined || written === '') return undefined;
  const setting: Settings = (...keys) =>
    settings(...keys.flatMap(key => [key, `schema.registry.${key}`, `value.converter.${key}`, `key.converter.${key}`]));
  const addresses = splitUrls(written).map(readAddress);
  const placeholder = placeholderProblem('The address of the schema registry', written);
  // Confluent's test registry lives in the memory of one program.
  if (addresses.every(({ url }) => url.startsWith('mock://'))) return undefined;
  const wrong = placeholder ?? addresses.map(({ url }) => registryUrlProblem(url)).find(problem => problem !== undefined);
  if (wrong !== undefined) return { sentence: wrong };

  const login = loginOf(setting, addresses.find(({ userInfo }) => userInfo !== undefined)?.userInfo, inherited);
  const { tls, secrets } = tlsOf(settings);
  return {
    registry: {
      urls: addresses.map(({ url }) => url),
      ...(login.login ? { login: login.login } : {}),
      ...(Object.keys(tls).length === 0 ? {} : { tls }),
    },
    secrets: { ...secrets, ...(login.password === undefined ? {} : { password: login.password }) },
    cannotUse: login.cannotUse,
  };
}

/** `https://user:password@host`, of which the address keeps neither. */
function readAddress(text: string): { readonly url: string; readonly userInfo: string | undefined } {
  if (!URL.canParse(text)) return { url: text, userInfo: undefined };
  const { username, password } = new URL(text);
  if (username + password === '') return { url: text, userInfo: undefined };
  return { url: text.replace(/\/\/[^/@]*@/, '//'), userInfo: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` };
}

interface LoginOfRegistry {
  readonly login?: RegistryLogin;
  readonly password?: string;
  readonly cannotUse: readonly string[];
}

function loginOf(setting: Settings, userInfo: string | undefined, inherited: Inherited): LoginOfRegistry {
  const source = setting('basic.auth.credentials.source')?.toUpperCase();
  if (source === 'SASL_INHERIT' && inherited.username !== undefined)
    return { login: { username: inherited.username }, ...secretOf(inherited.password, 'password of the schema registry') };
  const given = source === 'URL' ? userInfo : (setting('basic.auth.user.info') ?? userInfo);
  if (given !== undefined && given !== '') return byUserInfo(given);
  return byToken(setting);
}

/** `user:password`; where all of it is filled in at deployment, nobody knows the user. */
function byUserInfo(userInfo: string): LoginOfRegistry {
  const [, username = userInfo, password] = /^((?:\$\{[^}]*\}|[^:])*):(.*)$/s.exec(userInfo) ?? [];
  if (username === '' || isPlaceholder(username))
    return {
      cannotUse: ['The login of the schema registry is only filled in when the client is deployed; edit the cluster to name its user.'],
    };
  return { login: { username }, ...secretOf(password, 'password of the schema registry') };
}

function byToken(setting: Settings): LoginOfRegistry {
  const token = setting('bearer.auth.token');
  if (token !== undefined && token !== '') return { login: { bearerToken: true }, ...secretOf(token, 'token of the schema registry') };
  const tokenEndpoint = setting('bearer.auth.issuer.endpoint.url');
  const clientId = setting('bearer.auth.client.id');
  const source = setting('bearer.auth.credentials.source');
  if (tokenEndpoint === undefined && clientId === undefined)
    return source === undefined
      ? { cannotUse: [] }
      : {
          cannotUse: [`The schema registry takes its login from ${source}, which is not available here; edit the cluster to name another.`],
        };
  const problem =
    tokenEndpoint === undefined || clientId === undefined
      ? 'The login at the schema registry names no token endpoint (bearer.auth.issuer.endpoint.url) or no client id (bearer.auth.client.id).'
      : (placeholderProblem('The token endpoint of the schema registry', tokenEndpoint) ??
        placeholderProblem('The client id at the schema registry', clientId) ??
        tokenEndpointProblem(tokenEndpoint));
  if (problem !== undefined || tokenEndpoint === undefined || clientId === undefined) return { cannotUse: [problem ?? ''] };
  const scope = setting('bearer.auth.scope');
  const logicalCluster = setting('bearer.auth.logical.cluster');
  const identityPoolId = setting('bearer.auth.identity.pool.id');
  const extensions = {
    ...(logicalCluster === undefined ? {} : { logicalCluster }),
    ...(identityPoolId === undefined ? {} : { identityPoolId }),
  };
  return {
    login: {
      tokenEndpoint,
      clientId,
      ...(scope === undefined || scope === '' ? {} : { scope }),
      ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
    },
    ...secretOf(setting('bearer.auth.client.secret'), 'client secret of the schema registry'),
  };
}

/** A secret that only arrives at deployment is asked for. */
function secretOf(given: string | undefined, what: string): { readonly password?: string; readonly cannotUse: readonly string[] } {
  if (given === undefined || given === '') return { cannotUse: [] };
  if (!isPlaceholder(given)) return { password: given, cannotUse: [] };
  return { cannotUse: [`The ${what} is only filled in when the client is deployed, so it is asked for.`] };
}

function tlsOf(settings: Settings): { readonly tls: TlsDefinition; readonly secrets: LoginSecrets } {
  const tls: { -readonly [Key in keyof TlsDefinition]: TlsDefinition[Key] } = {};
  const secrets: { -readonly [Key in keyof LoginSecrets]: LoginSecrets[Key] } = {};
  const file = (...keys: readonly string[]): string | undefined => {
    const given = settings(...keys.map(key => `schema.registry.ssl.${key}`));
    return given === undefined || given === '' || isPlaceholder(given) ? undefined : given;
  };
  const caFile = file('truststore.location', 'ca.location');
  const keyStoreFile = file('keystore.location');
  const [certFile, keyFile] = [file('certificate.location'), file('key.location')];
  if (caFile !== undefined) tls.caFile = caFile;
  if (keyStoreFile !== undefined) tls.keyStoreFile = keyStoreFile;
  else if (certFile !== undefined && keyFile !== undefined) Object.assign(tls, { certFile, keyFile });
  if (settings('schema.registry.ssl.endpoint.identification.algorithm') === '') tls.verifyHostName = false;
  const passwords = {
    trustPassword: caFile && file('truststore.password'),
    storePassword: keyStoreFile && file('keystore.password'),
    passphrase: file('key.password'),
  };
  for (const name of ['trustPassword', 'storePassword', 'passphrase'] as const) {
    const given = passwords[name];
    if (given !== undefined) secrets[name] = given;
  }
  return { tls, secrets };
}
