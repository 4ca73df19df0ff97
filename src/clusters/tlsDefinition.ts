import { isProblem, isRecord, type Problem, readTexts } from './readValue.ts';

/** Files: absolute, `~/…`, or relative to the workspace folder that defines the cluster. */
export interface TlsDefinition {
  /** The only authorities to trust: PEM, PKCS12 or JKS. */
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

/** `where`: what the setting is called in sentences. */
export function readTlsFiles(tls: Readonly<Record<string, unknown>>, where: string): TlsDefinition | Problem {
  const { caFile, certFile, keyFile, keyStoreFile, ca, verifyHostName } = tls;
  const files = readTexts(where, { caFile, certFile, keyFile, keyStoreFile, ca });
  if (isProblem(files)) return files;
  if (verifyHostName !== undefined && typeof verifyHostName !== 'boolean')
    return { sentence: `${where}.verifyHostName must be true or false.` };
  if ((certFile === undefined) !== (keyFile === undefined)) return { sentence: `${where}.certFile and ${where}.keyFile belong together.` };
  if (keyStoreFile !== undefined && certFile !== undefined)
    return { sentence: `${where} has a keyStoreFile or a certFile with its keyFile, not both.` };
  return { ...files, ...(verifyHostName === undefined ? {} : { verifyHostName }) };
}

export function readTlsDefinition(tls: unknown): boolean | TlsDefinition | Problem | undefined {
  if (tls === undefined || typeof tls === 'boolean') return tls;
  if (isRecord(tls)) return readTlsFiles(tls, 'tls');
  return { sentence: 'tls must be true, false or an object with caFile, keyStoreFile (or certFile and keyFile), verifyHostName.' };
}
