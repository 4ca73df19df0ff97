import http from 'node:http';
import https from 'node:https';
import { type Failure, FailureError } from '../../model/failure.ts';
import type { TokenEndpoint } from './settings.ts';
import { looksLikeToken, shownUrl, type Token, tokenOf, type TokenPatience } from './token.ts';

/**
 * Asks an OAuth 2 server for a token by client credentials (RFC 6749, 4.4). Throws FailureError 'login-refused' with a code
 * TOKEN_ENDPOINT_…; `subject` is its address, `detail` what it said, without the secret.
 */
export async function tokenFromEndpoint(endpoint: TokenEndpoint, patience: TokenPatience): Promise<Token> {
  const { clientSecret } = endpoint;
  const failed = (code: string, detail: string): FailureError => {
    const words = (clientSecret === '' ? detail : detail.replaceAll(clientSecret, '•••')).slice(0, 300);
    return new FailureError({ kind: 'login-refused', code, subject: shownUrl(endpoint.url), ...(words && { detail: words }) });
  };
  const { status, body } = await post(endpoint, patience).catch((error: unknown) => {
    throw patience.signal.aborted ? error : failed(...whyUnanswered(error));
  });
  const answer = readJson(body);
  if (status < 200 || status > 299) {
    const said = [answer?.['error'], answer?.['error_description'] ?? answer?.['message']].filter(part => typeof part === 'string');
    throw failed('TOKEN_ENDPOINT_REFUSED', `HTTP ${status}${said.length > 0 ? `, ${said.join(': ')}` : ''}`);
  }
  const token = answer?.['access_token'];
  if (typeof token !== 'string' || !looksLikeToken(token)) {
    throw failed('TOKEN_ENDPOINT_BROKEN_ANSWER', answer === undefined ? 'not JSON' : 'no access_token in it');
  }
  return tokenOf(token, answer?.['expires_in']);
}

interface Answered {
  readonly status: number;
  readonly body: string;
}

function post({ url, clientId, clientSecret, scope, parameters, ca }: TokenEndpoint, patience: TokenPatience): Promise<Answered> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope === undefined ? {} : { scope }),
    ...parameters,
  }).toString();
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = {
      method: 'POST',
      agent: false, // one question an hour: no connection is kept for the next one
      signal: patience.signal,
      // As Kafka's own clients write it: not URL-encoded, whatever RFC 6749, 2.3.1 says.
      auth: `${clientId}:${clientSecret}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        'content-length': Buffer.byteLength(form),
      },
      ...(ca === undefined ? {} : { ca }),
    };
    const answered = (response: http.IncomingMessage): void => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if ((length += chunk.length) > mostBytes) request.destroy(new Error('its answer has no end'));
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      response.once('error', reject);
    };
    const request = url.startsWith('https:') ? https.request(url, options, answered) : http.request(url, options, answered);
    const timer = setTimeout(() => request.destroy(new TimedOut()), patience.timeoutMs);
    request.once('error', reject);
    request.once('close', () => clearTimeout(timer));
    request.end(form);
  });
}

class TimedOut extends Error {}

function whyUnanswered(error: unknown): [code: NonNullable<Failure['code']>, detail: string] {
  if (error instanceof TimedOut) return ['TOKEN_ENDPOINT_SILENT', ''];
  const { code = '', message = String(error) } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const aboutTrust = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|^ERR_(SSL|TLS|OSSL)|^EPROTO/.test(code);
  return [aboutTrust ? 'TOKEN_ENDPOINT_NOT_TRUSTED' : 'TOKEN_ENDPOINT_UNREACHABLE', code === '' ? message : code];
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** Tokens have some kilobytes; a page that never ends must not fill the memory. */
const mostBytes = 1_000_000;
