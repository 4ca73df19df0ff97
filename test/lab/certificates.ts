// A certificate authority of the lab's own and certificates signed by it, made with the JDK's keytool.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runJava } from './java.ts';

/** The password of every store that the lab makes. */
export const storePassword = 'lab-store-password';

/** What the server's certificate says. The default is one that every client should accept. */
export interface CertificateOptions {
  /** Subject alternative names, as keytool spells them. */
  readonly names?: readonly string[];
  /** Validity starts so many days ago (may be negative: not valid yet) … */
  readonly daysOld?: number;
  /** … and lasts so many days. `{ daysOld: 2, daysValid: 1 }` expired yesterday. */
  readonly daysValid?: number;
}

export interface Certificates {
  /** Where they are, with what made them. */
  readonly folder: string;
  readonly version: string;
  /** The authority's certificate as PEM text, which a client has to trust. */
  readonly ca: string;
  readonly caFile: string;
  /** PKCS12 stores of the server: its key, and whom it trusts. */
  readonly keyStore: string;
  readonly trustStore: string;
}

/** Makes an authority and a server certificate in `folder`. About 3 s, for keytool is a JVM each time. */
export async function makeCertificates(folder: string, version: string, options: CertificateOptions = {}): Promise<Certificates> {
  const { names = ['ip:127.0.0.1', 'dns:localhost'], daysOld = 1, daysValid = 365 } = options;
  await mkdir(folder, { recursive: true });
  const { file, keytool, store } = workbench(folder, version);
  const authority = async () => {
    await keytool(
      '-genkeypair',
      '-alias',
      'ca',
      ...ecKey,
      '-dname',
      'CN=Kafka lab CA',
      '-ext',
      'bc:c',
      '-validity',
      '3650',
      ...store('ca.p12'),
    );
    await keytool('-exportcert', '-rfc', '-alias', 'ca', '-file', file('ca.pem'), ...store('ca.p12'));
  };
  const request = async () => {
    await keytool(
      '-genkeypair',
      '-alias',
      'server',
      ...ecKey,
      '-dname',
      'CN=localhost',
      '-validity',
      String(daysValid),
      ...store('server.p12'),
    );
    await keytool('-certreq', '-alias', 'server', '-file', file('server.csr'), ...store('server.p12'));
  };
  await Promise.all([authority(), request()]);
  const trust = () => keytool('-importcert', '-noprompt', '-alias', 'ca', '-file', file('ca.pem'), ...store('trust.p12'));
  const sign = async () => {
    const signed = ['-infile', file('server.csr'), '-outfile', file('server.pem'), '-rfc'];
    await keytool(
      '-gencert',
      '-alias',
      'ca',
      '-ext',
      `san=${names.join(',')}`,
      ...validity(daysOld, daysValid),
      ...signed,
      ...store('ca.p12'),
    );
    await keytool('-importcert', '-noprompt', '-alias', 'ca', '-file', file('ca.pem'), ...store('server.p12'));
    await keytool('-importcert', '-noprompt', '-alias', 'server', '-file', file('server.pem'), ...store('server.p12'));
  };
  await Promise.all([trust(), sign()]);
  return {
    folder,
    version,
    ca: await readFile(file('ca.pem'), 'utf8'),
    caFile: file('ca.pem'),
    keyStore: file('server.p12'),
    trustStore: file('trust.p12'),
  };
}

export interface ClientStoreOptions {
  /** The store's file, in the folder of the certificates. Unique. */
  readonly name: string;
  readonly type?: 'PKCS12' | 'JKS';
  /** false: it signed itself, and no broker trusts it. */
  readonly trusted?: boolean;
  readonly daysOld?: number;
  readonly daysValid?: number;
}

/** Makes a key store with a client's key and certificate (`CN=client`), under `storePassword`. About 3 s. */
export async function issueClientStore(certificates: Certificates, options: ClientStoreOptions): Promise<string> {
  const { name, type = 'PKCS12', trusted = true, daysOld = 1, daysValid = 365 } = options;
  const { file, keytool, store } = workbench(certificates.folder, certificates.version);
  const own = ['-keystore', file(name), '-storetype', type, '-storepass', storePassword];
  const about = ['-alias', 'client', '-dname', 'CN=client', ...validity(daysOld, daysValid)];
  await keytool('-genkeypair', ...ecKey, ...about, ...own);
  if (!trusted) return file(name);
  await keytool('-certreq', '-alias', 'client', '-file', file(`${name}.csr`), ...own);
  const signed = ['-infile', file(`${name}.csr`), '-outfile', file(`${name}.pem`), '-rfc'];
  await keytool('-gencert', '-alias', 'ca', ...validity(daysOld, daysValid), ...signed, ...store('ca.p12'));
  await keytool('-importcert', '-noprompt', '-alias', 'ca', '-file', certificates.caFile, ...own);
  await keytool('-importcert', '-noprompt', '-alias', 'client', '-file', file(`${name}.pem`), ...own);
  return file(name);
}

const ecKey = ['-keyalg', 'EC', '-groupname', 'secp256r1'];
const validity = (daysOld: number, daysValid: number) => [
  ...['-startdate', `${daysOld > 0 ? '-' : '+'}${Math.abs(daysOld)}d`],
  ...['-validity', String(daysValid)],
];

function workbench(folder: string, version: string) {
  const file = (name: string) => path.join(folder, name);
  return {
    file,
    store: (name: string) => ['-keystore', file(name), '-storetype', 'PKCS12', '-storepass', storePassword],
    keytool: async (...args: string[]) => {
      const { code, stdout, stderr } = await runJava({ main: 'keytool', args, artifact: 'kafka_2.13', version, folder });
      if (code !== 0) throw new Error(`keytool ${args[0] ?? ''} failed: ${stdout}${stderr}`);
    },
  };
}
