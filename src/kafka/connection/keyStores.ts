import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { decrypt, parseJks } from 'jks-js';
import forge from 'node-forge';
import { FailureError } from '../../model/failure.ts';

/** What TLS needs of a key store, as PEM texts: the certificate with its chain, and its key, no longer encrypted. */
export interface ClientIdentity {
  readonly cert: string;
  readonly key: string;
}

export interface StorePasswords {
  readonly password: string;
  /** Of the key, where it is not the store's. */
  readonly keyPassword?: string;
}

export type StoreKind = 'PEM' | 'JKS' | 'PKCS12';

/**
 * What a file is by its first bytes; its name and ssl.truststore.type often lie. Throws FailureError STORE_KIND_UNKNOWN for
 * stores that need a JVM (JCEKS, BKS), STORE_UNREADABLE for what is no store.
 */
export function storeKind(bytes: Buffer): StoreKind {
  const magic = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
  if (magic === 0xfeedfeed) return 'JKS';
  if (magic === 0xcececece) throw failed('STORE_KIND_UNKNOWN', 'JCEKS');
  if (magic === 1 || magic === 2) throw failed('STORE_KIND_UNKNOWN', 'BKS');
  if (bytes.includes('-----BEGIN ')) return 'PEM';
  if (bytes[0] === 0x30) return 'PKCS12';
  throw failed('STORE_UNREADABLE', bytes.length === 0 ? 'it is empty' : 'its first bytes are those of no store');
}

/** The certificates that a PKCS12 or JKS truststore trusts, as PEM text. Throws FailureError with a code STORE_… or the like. */
export function readTrustStore(bytes: Buffer, { password }: StorePasswords): string {
  const entries = readEntries(bytes, { password }, 'certificates');
  // A key's own certificate is trusted as well: so do Java's trust managers.
  const trusted = entries.flatMap(({ certificates }) => certificates.slice(0, 1));
  if (trusted.length === 0) throw failed('STORE_WITHOUT_CERTIFICATE');
  return trusted.map(pemOf).join('');
}

/** The first key of a PKCS12 or JKS key store with its certificates. Throws FailureError with a code STORE_… or the like. */
export function readKeyStore(bytes: Buffer, passwords: StorePasswords): ClientIdentity {
  const entry = readEntries(bytes, passwords, 'key').find(({ key }) => key !== undefined);
  if (entry?.key === undefined) throw failed('STORE_WITHOUT_KEY');
  return { key: entry.key, cert: entry.certificates.map(pemOf).join('') };
}

/** A key with its chain, its own certificate first; or one trusted certificate. */
interface Entry {
  readonly key?: string;
  readonly certificates: readonly Buffer[];
}

function readEntries(bytes: Buffer, passwords: StorePasswords, wanted: 'key' | 'certificates'): readonly Entry[] {
  try {
    return storeKind(bytes) === 'JKS' ? readJks(bytes, passwords, wanted) : readPkcs12(bytes, passwords);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    // Both libraries tell a wrong password by words alone.
    const words = error instanceof Error ? error.message : String(error);
    if (/password verification failed|MAC could not be verified|Invalid password/i.test(words))
      throw failed(wanted === 'key' ? 'KEYSTORE_PASSWORD_WRONG' : 'TRUSTSTORE_PASSWORD_WRONG');
    if (/cannot recover key/i.test(words)) throw failed('KEYSTORE_KEY_PASSWORD_WRONG');
    throw failed('STORE_UNREADABLE', words.slice(0, 160));
  }
}

function readJks(bytes: Buffer, { password, keyPassword = password }: StorePasswords, wanted: 'key' | 'certificates'): readonly Entry[] {
  return parseJks(bytes, password).map(entry =>
    'cert' in entry
      ? { certificates: [entry.cert.value] }
      : {
          certificates: entry.chain.map(({ value }) => value),
          ...(wanted === 'key' ? { key: decrypt(entry.protectedPrivateKey, keyPassword) } : {}),
        },
  );
}

function readPkcs12(bytes: Buffer, { password, keyPassword = password }: StorePasswords): readonly Entry[] {
  const asn1 = forge.asn1.fromDer(bytes.toString('latin1'));
  const bags = openPkcs12(asn1, password, keyPassword).safeContents.flatMap(({ safeBags }) => safeBags);
  const { pki, pem } = forge;
  const certificates = bags.flatMap(({ type, cert, asn1: unread }) => {
    if (type !== pki.oids['certBag']) return [];
    // forge reads RSA alone and leaves the others as they are.
    const der = cert ? pki.certificateToAsn1(cert) : unread;
    return [Buffer.from(forge.asn1.toDer(der).getBytes(), 'latin1')];
  });
  const keys = bags.flatMap(({ type, key, asn1: unread }) => {
    if (type !== pki.oids['keyBag'] && type !== pki.oids['pkcs8ShroudedKeyBag']) return [];
    const info = key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key)) : unread;
    return [pem.encode({ type: 'PRIVATE KEY', body: forge.asn1.toDer(info).getBytes() }).replaceAll('\r\n', '\n')];
  });
  const [key] = keys;
  if (key === undefined) return certificates.map(certificate => ({ certificates: [certificate] }));
  return [{ key, certificates: chainOf(createPrivateKey(key), certificates) }];
}

/** The key's certificate, whoever issued it, whoever issued that, and so on: a store may hold more, in any order. */
function chainOf(key: KeyObject, certificates: readonly Buffer[]): readonly Buffer[] {
  const known = certificates.map(der => ({ der, certificate: new X509Certificate(der) }));
  const chain: (typeof known)[number][] = [];
  for (let next = known.find(({ certificate }) => certificate.checkPrivateKey(key)); next && !chain.includes(next);) {
    chain.push(next);
    const { certificate: last } = next;
    next = known.find(({ certificate }) => last.fingerprint256 !== certificate.fingerprint256 && last.checkIssued(certificate));
  }
  return chain.map(({ der }) => der);
}

/** Java's tools give store and key one password; OpenSSL's and others' may not, and then forge opens the bags with the key's. */
function openPkcs12(asn1: forge.asn1.Asn1, password: string, keyPassword: string): forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, password);
  } catch (error) {
    if (keyPassword === password) throw error;
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, keyPassword);
  }
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const failed = (code: string, detail?: string): FailureError =>
  new FailureError({ kind: 'tls', code, ...(detail === undefined ? {} : { detail }) });
