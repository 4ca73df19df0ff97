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
  const file = (name: string) => path.join(folder, name);
  const keytool = async (...args: string[]) => {
    const { code, stdout, stderr } = await runJava({ main: 'keytool', args, artifact: 'kafka_2.13', version, folder });
    if (code !== 0) throw new Error(`keytool ${args[0] ?? ''} failed: ${stdout}${stderr}`);
  };
  const store = (name: string) => ['-keystore', file(name), '-storetype', 'PKCS12', '-storepass', storePassword];
  const key = ['-keyalg', 'EC', '-groupname', 'secp256r1'];

  const validity = ['-startdate', `${daysOld > 0 ? '-' : '+'}${Math.abs(daysOld)}d`, '-validity', String(daysValid)];
  const authority = async () => {
    await keytool(
      '-genkeypair',
      '-alias',
      'ca',
      ...key,
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
      ...key,
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
    await keytool('-gencert', '-alias', 'ca', '-ext', `san=${names.join(',')}`, ...validity, ...signed, ...store('ca.p12'));
    await keytool('-importcert', '-noprompt', '-alias', 'ca', '-file', file('ca.pem'), ...store('server.p12'));
    await keytool('-importcert', '-noprompt', '-alias', 'server', '-file', file('server.pem'), ...store('server.p12'));
  };
  await Promise.all([trust(), sign()]);
  return {
    ca: await readFile(file('ca.pem'), 'utf8'),
    caFile: file('ca.pem'),
    keyStore: file('server.p12'),
    trustStore: file('trust.p12'),
  };
}
