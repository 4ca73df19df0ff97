import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import tls from 'node:tls';
import type { Failure } from '../../model/failure.ts';
import type { TlsSettings } from './settings.ts';

export interface TlsTarget {
  readonly settings: TlsSettings;
  /** The name that the certificate must carry: the advertised host, even where the address map dials another. */
  readonly serverName: string;
}

/**
 * What tls.connect needs. Node must not judge the certificate itself (rejectUnauthorized): it throws it away with the
 * verdict, and a person needs to see whose certificate it was. So whoever connects with these options must ask
 * whyNotTrusted before the first byte goes out.
 */
export function tlsOptions({ settings, serverName }: TlsTarget): tls.ConnectionOptions {
  const { ca, cert, key, passphrase } = settings;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  };
}

/** The verdict on the server's certificate; undefined: trusted, and issued for this host. */
export function whyNotTrusted(socket: tls.TLSSocket, { settings, serverName }: TlsTarget): Failure | undefined {
  const certificate = socket.getPeerCertificate();
  if (!socket.authorized) {
    // Typed as an Error, yet a code in words: DEPTH_ZERO_SELF_SIGNED_CERT.
    return { kind: 'tls', code: String(socket.authorizationError), detail: certificateFacts(certificate) };
  }
  if (settings.verifyHostName === false) return undefined;
  const mismatch = tls.checkServerIdentity(serverName, certificate);
  if (mismatch === undefined) return undefined;
  return { kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID', subject: serverName, detail: certificateFacts(certificate) };
}

/** Node takes a `ca` without any certificate in it without a word and then trusts nobody: say it before. */
export function whyUnreadable({ ca }: TlsSettings): Failure | undefined {
  if (ca === undefined) return undefined;
  const blocks = ca.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g) ?? [];
  try {
    for (const block of blocks) new X509Certificate(block);
  } catch (error) {
    return { kind: 'tls', code: 'CA_UNREADABLE', detail: reasonOf(error) };
  }
  return blocks.length > 0 ? undefined : { kind: 'tls', code: 'CA_UNREADABLE', detail: 'no PEM certificate in it' };
}

/** How far a connection had come when its socket failed. */
export type TlsProgress = 'handshake' | 'connected' | 'answered';

/** What a socket's error means for TLS; undefined where it is none of TLS's. */
export function tlsFailure(error: NodeJS.ErrnoException, { settings }: TlsTarget, progress: TlsProgress): Failure | undefined {
  const { code = '', message } = error;
  const handshakeDone = progress !== 'handshake';
  const alert = Number(/alert number (\d+)/i.exec(message)?.[1]);
  // In TLS 1.3 a client is connected before its certificate is judged. Kafka 2.8 then sends its alert unencrypted.
  const brokenAlert = progress === 'connected' && /BAD_RECORD_MAC/i.test(code);
  if (aboutClientCertificate.has(alert) || brokenAlert) {
    const given = settings.cert !== undefined;
    return { kind: 'tls', code: given ? 'CLIENT_CERTIFICATE_REFUSED' : 'CLIENT_CERTIFICATE_WANTED', detail: reasonOf(error) };
  }
  if (alert === 70) return { kind: 'tls', code: 'TLS_VERSION_REFUSED', detail: reasonOf(error) };
  // Mostly 40, handshake_failure: no cipher in common, or, up to TLS 1.2, no client certificate.
  if (!Number.isNaN(alert)) return { kind: 'tls', code: 'TLS_REFUSED', detail: reasonOf(error) };
  if (!handshakeDone && /wrong.version.number|packet.length.too.long|http.request/i.test(`${code} ${message}`)) {
    return { kind: 'tls', code: 'ANSWERS_PLAINTEXT', detail: reasonOf(error) };
  }
  // A plaintext Kafka listener takes a TLS greeting for a request of 369 MB and hangs up.
  if (!handshakeDone && code === 'ECONNRESET') return { kind: 'tls', code: 'CLOSED_IN_TLS_HANDSHAKE' };
  if (/^ERR_(SSL|TLS|OSSL)|^EPROTO$/.test(code)) return { kind: 'tls', code, detail: reasonOf(error) };
  return undefined;
}

/** bad_certificate, unsupported, revoked, expired, unknown, unknown_ca and certificate_required of RFC 8446, 6.2. */
const aboutClientCertificate = new Set([42, 43, 44, 45, 46, 48, 116]);

/** `issued to broker.example (names: broker.example, 10.0.0.1) by Lab CA, valid 2025-11-20 to 2026-11-20`. */
function certificateFacts(certificate: tls.PeerCertificate): string {
  const { subject, issuer, subjectaltname, valid_from: from, valid_to: to } = certificate as Partial<tls.PeerCertificate>;
  if (subject === undefined) return 'the server showed no certificate';
  const names = subjectaltname?.replaceAll(/(?:DNS|IP Address):/g, '') ?? 'none';
  return `issued to ${nameOf(subject)} (names: ${shortened(names)}) by ${nameOf(issuer)}, valid ${day(from)} to ${day(to)}`;
}

const nameOf = (holder: tls.Certificate | undefined): string => shortened([holder?.CN ?? holder?.O ?? 'nobody'].flat().join(', '));
const day = (time: string | undefined): string => {
  const date = new Date(time ?? NaN);
  return Number.isNaN(date.getTime()) ? 'unknown' : date.toISOString().slice(0, 10);
};
const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

/** OpenSSL's reason without its source lines: "wrong version number". */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'reason' in error && typeof error.reason === 'string') return error.reason;
  return error instanceof Error ? shortened(error.message.trim()) : String(error);
}
