import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { FailureError, failureOf } from '../model/failure.ts';
import type { ClientIdentity } from '../kafka/connection/keyStores.ts';
import type { ConnectionSettings, SaslSettings, TlsSettings, TokenSource } from '../kafka/connection/settings.ts';
import {
  type ClusterDefinition,
  type ClusterSecrets,
  type LoginSecrets,
  type SaslDefinition,
  type TlsDefinition,
  wantsPassword,
} from './definition.ts';
import { identityOf, trustedOf } from './readStore.ts';
import type { TokenSourceDefinition } from './tokenDefinition.ts';

/**
 * A definition, its secrets and the files that it names, as the connection wants them. Throws FailureError where a
 * secret is missing (PASSWORD_NEEDED, PASSPHRASE_NEEDED, TRUSTSTORE_PASSWORD_NEEDED, KEYSTORE_PASSWORD_NEEDED), where a file
 * cannot be read (CERTIFICATE_FILE_UNREADABLE) or is no such store (STORE_…).
 * `folder`: the workspace folder that relative paths start from.
 */
export async function connectionSettings(
  definition: ClusterDefinition,
  secrets: ClusterSecrets = {},
  folder: string | undefined,
): Promise<ConnectionSettings> {
  const { name, bootstrapServers, tls, sasl, addressMap } = definition;
  const files: Files = { name, folder, secrets };
  const tlsSettings = tls === undefined || tls === false ? undefined : tls === true ? {} : await readTls(tls, files);
  return {
    bootstrapServers,
    clientId: 'kafka-troubleshooter',
    ...(tlsSettings ? { tls: tlsSettings } : {}),
    ...(sasl ? { sasl: await readSasl(sasl, files) } : {}),
    ...(addressMap ? { addressMap } : {}),
  };
}

/** Which secret of a cluster a failure asks for; undefined: none. */
export const secretWanted = (code: string | undefined): keyof LoginSecrets | undefined => secretByCode[code ?? ''];

/** Where a path of a definition leads: `~` is the home folder, relative ones start at the workspace folder. */
export function resolveFile(file: string, folder: string | undefined): string {
  if (file === '~' || file.startsWith('~/') || file.startsWith('~\\')) return path.join(homedir(), file.slice(1));
  return path.resolve(folder ?? homedir(), file);
}

/** Whether a file is a store with a password, as far as its name tells. */
export const looksLikeStore = (file: string): boolean => /\.(jks|p12|pfx|pkcs12|keystore|truststore)$/i.test(file);

const secretByCode: Readonly<Record<string, keyof LoginSecrets>> = {
  PASSWORD_NEEDED: 'password',
  REGISTRY_SECRET_NEEDED: 'password',
  PASSPHRASE_NEEDED: 'passphrase',
  KEYSTORE_KEY_PASSWORD_WRONG: 'passphrase',
  KEYSTORE_PASSWORD_NEEDED: 'storePassword',
  KEYSTORE_PASSWORD_WRONG: 'storePassword',
  TRUSTSTORE_PASSWORD_NEEDED: 'trustPassword',
  TRUSTSTORE_PASSWORD_WRONG: 'trustPassword',
};

/** Whose files they are, and what opens them. */
export interface Files {
  readonly name: string;
  readonly folder: string | undefined;
  readonly secrets: LoginSecrets;
}

/** Where tokens come from. `secrets.password` is the client's secret. */
export async function tokenSource(source: TokenSourceDefinition, files: Files): Promise<TokenSource> {
  const { folder, secrets } = files;
  if ('tokenCommand' in source) return { kind: 'command', command: source.tokenCommand, ...(folder === undefined ? {} : { folder }) };
  const { tokenEndpoint: url, clientId, scope, tokenParameters: parameters, tokenCaFile } = source;
  const ca = tokenCaFile === undefined ? undefined : await readTrusted(tokenCaFile, files);
  return {
    ...{ kind: 'endpoint', url, clientId, clientSecret: secrets.password ?? '' },
    ...(scope === undefined ? {} : { scope }),
    ...(parameters ? { parameters } : {}),
    ...(ca === undefined ? {} : { ca }),
  };
}

/** Certificates and keys that a definition names, read. Throws as connectionSettings does. */
export async function readTls(
  { caFile, certFile, keyFile, keyStoreFile, ca, verifyHostName }: TlsDefinition,
  files: Files,
): Promise<TlsSettings> {
  const { name, secrets } = files;
  const trusted = ca ?? (caFile === undefined ? undefined : await readTrusted(caFile, files));
  const identity =
    keyStoreFile !== undefined
      ? await readIdentity(keyStoreFile, files)
      : certFile !== undefined && keyFile !== undefined
        ? { cert: (await readBytes(certFile, files)).toString(), key: (await readBytes(keyFile, files)).toString() }
        : undefined;
  if (identity?.key.includes('ENCRYPTED') === true && secrets.passphrase === undefined) {
    throw new FailureError({ kind: 'tls', code: 'PASSPHRASE_NEEDED', subject: name });
  }
  return {
    ...(trusted === undefined ? {} : { ca: trusted }),
    ...identity,
    ...(secrets.passphrase === undefined ? {} : { passphrase: secrets.passphrase }),
    ...(verifyHostName === undefined ? {} : { verifyHostName }),
  };
}

async function readSasl(sasl: SaslDefinition, files: Files): Promise<SaslSettings> {
  const { name, secrets } = files;
  const { password } = secrets;
  if (wantsPassword(sasl) && password === undefined)
    throw new FailureError({ kind: 'login-refused', code: 'PASSWORD_NEEDED', subject: name });
  if ('username' in sasl) return { ...sasl, password: password ?? '' };
  const { mechanism, extensions } = sasl;
  return { mechanism, ...(extensions ? { extensions } : {}), source: await tokenSource(sasl, files) };
}

async function readTrusted(file: string, files: Files): Promise<string> {
  const bytes = await readBytes(file, files);
  if (isPem(bytes)) return bytes.toString();
  const certificate = bareCertificate(bytes);
  if (certificate !== undefined) return certificate;
  const password = passwordFor(file, 'TRUSTSTORE_PASSWORD_NEEDED', files.secrets.trustPassword, files);
  return naming(file, files, trustedOf(bytes, { password }));
}

async function readIdentity(file: string, files: Files): Promise<ClientIdentity> {
  const bytes = await readBytes(file, files);
  if (isPem(bytes)) return { cert: bytes.toString(), key: bytes.toString() };
  const { storePassword, passphrase: keyPassword } = files.secrets;
  const password = passwordFor(file, 'KEYSTORE_PASSWORD_NEEDED', storePassword, files);
  return naming(file, files, identityOf(bytes, { password, ...(keyPassword === undefined ? {} : { keyPassword }) }));
}

function passwordFor(file: string, needed: string, password: string | undefined, { name, folder }: Files): string {
  if (password !== undefined) return password;
  throw new FailureError({ kind: 'tls', code: needed, subject: name, detail: resolveFile(file, folder) });
}

/** What goes wrong with a store names its file. */
async function naming<T>(file: string, { name, folder }: Files, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const where = resolveFile(file, folder);
    const failure = failureOf(error);
    throw new FailureError({ ...failure, subject: name, detail: failure.detail === undefined ? where : `${where}: ${failure.detail}` });
  }
}

const isPem = (bytes: Buffer): boolean => bytes.includes('-----BEGIN ');

/** One certificate without PEM around it (.der, .cer), as PEM text; undefined: the bytes are none. */
function bareCertificate(bytes: Buffer): string | undefined {
  try {
    return new X509Certificate(bytes).toString();
  } catch {
    return undefined;
  }
}

async function readBytes(file: string, { name, folder }: Files): Promise<Buffer> {
  const where = resolveFile(file, folder);
  try {
    return await readFile(where);
  } catch (error) {
    const why = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : String(error);
    throw new FailureError({ kind: 'tls', code: 'CERTIFICATE_FILE_UNREADABLE', subject: name, detail: `${where}: ${why}` });
  }
}
