import type { RegistryLoginSettings, RegistrySettings } from '../kafka/connection/settings.ts';
import { FailureError } from '../model/failure.ts';
import { type Files, readTls, tokenSource } from './connectionSettings.ts';
import type { ClusterDefinition, LoginSecrets } from './definition.ts';
import { type RegistryDefinition, type RegistryLogin, wantsRegistrySecret } from './registryDefinition.ts';

/**
 * The schema registry of a definition, with its secrets and the files that it names, as its client wants them. Throws FailureError
 * where the secret is missing (REGISTRY_SECRET_NEEDED), or where a file cannot be read, as connectionSettings does.
 * `folder`: the workspace folder that relative paths start from.
 */
export async function registrySettings(
  { name }: Pick<ClusterDefinition, 'name'>,
  registry: RegistryDefinition,
  secrets: LoginSecrets = {},
  folder: string | undefined,
): Promise<RegistrySettings> {
  const { urls, login, tls } = registry;
  if (wantsRegistrySecret(registry) && secrets.password === undefined)
    throw new FailureError({ kind: 'login-refused', code: 'REGISTRY_SECRET_NEEDED', subject: name });
  const files: Files = { name: `the schema registry of ${name}`, folder, secrets };
  return {
    urls,
    ...(login ? { login: await readLogin(login, files) } : {}),
    ...(tls ? { tls: await readTls(tls, files) } : {}),
  };
}

async function readLogin(login: RegistryLogin, files: Files): Promise<RegistryLoginSettings> {
  const { password = '' } = files.secrets;
  if ('username' in login) return { kind: 'password', username: login.username, password };
  if ('bearerToken' in login) return { kind: 'token', token: password };
  const { logicalCluster, identityPoolId } = login.extensions ?? {};
  return {
    kind: 'tokens',
    source: await tokenSource(login, files),
    // Confluent's own clients put them there: bearer.auth.logical.cluster, bearer.auth.identity.pool.id.
    headers: {
      ...(logicalCluster === undefined ? {} : { 'target-sr-cluster': logicalCluster }),
      ...(identityPoolId === undefined ? {} : { 'confluent-identity-pool-id': identityPoolId }),
    },
  };
}
