import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { FailureError } from '../../model/failure.ts';
import type { ConnectionSettings, TlsSettings } from '../../kafka/connection/settings.ts';
import type { ClusterDefinition, TlsDefinition } from './definition.ts';
import type { ClusterSecrets } from './secrets.ts';

/**
 * A definition, its secrets and the files that it names, as the connection wants them. Throws FailureError where a
 * secret is missing (PASSWORD_NEEDED, PASSPHRASE_NEEDED) or a file cannot be read (CERTIFICATE_FILE_UNREADABLE).
 * `folder`: the workspace folder that relative paths start from.
 */
export async function connectionSettings(
  definition: ClusterDefinition,
  secrets: ClusterSecrets | undefined,
  folder: string | undefined,
): Promise<ConnectionSettings> {
  const { name, bootstrapServers, tls, sasl, addressMap } = definition;
  const tlsSettings = tls === undefined || tls === false ? undefined : tls === true ? {} : await readTls(name, tls, secrets, folder);
  if (sasl && secrets?.password === undefined) {
    throw new FailureError({ kind: 'login-refused', code: 'PASSWORD_NEEDED', subject: name });
  }
  return {
    bootstrapServers,
    clientId: 'kafka-troubleshooter',
    ...(tlsSettings ? { tls: tlsSettings } : {}),
    ...(sasl && secrets?.password !== undefined ? { sasl: { ...sasl, password: secrets.password } } : {}),
    ...(addressMap ? { addressMap } : {}),
  };
}

/** Where a path of a definition leads: `~` is the home folder, relative ones start at the workspace folder. */
export function resolveFile(file: string, folder: string | undefined): string {
  if (file === '~' || file.startsWith('~/') || file.startsWith('~\\')) return path.join(homedir(), file.slice(1));
  return path.resolve(folder ?? homedir(), file);
}

async function readTls(
  name: string,
  { caFile, certFile, keyFile, ca, verifyHostName }: TlsDefinition,
  secrets: ClusterSecrets | undefined,
  folder: string | undefined,
): Promise<TlsSettings> {
  const read = async (file: string | undefined): Promise<string | undefined> => {
    if (file === undefined) return undefined;
    const where = resolveFile(file, folder);
    try {
      return await readFile(where, 'utf8');
    } catch (error) {
      const why = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : String(error);
      throw new FailureError({ kind: 'tls', code: 'CERTIFICATE_FILE_UNREADABLE', subject: name, detail: `${where}: ${why}` });
    }
  };
  const [trusted, cert, key] = [ca ?? (await read(caFile)), await read(certFile), await read(keyFile)];
  if (key?.includes('ENCRYPTED') && secrets?.passphrase === undefined) {
    throw new FailureError({ kind: 'tls', code: 'PASSPHRASE_NEEDED', subject: name });
  }
  return {
    ...(trusted === undefined ? {} : { ca: trusted }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(secrets?.passphrase === undefined ? {} : { passphrase: secrets.passphrase }),
    ...(verifyHostName === undefined ? {} : { verifyHostName }),
  };
}
