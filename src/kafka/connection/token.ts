/** An access token as it was given. */
export interface Token {
  readonly value: string;
  /** Milliseconds since 1970; undefined: nobody said. */
  readonly expiresAt: number | undefined;
}

export interface TokenPatience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What may be shown of a token endpoint: neither a query nor a login in it. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/**
 * What a source gave, as a token. `expiresIn`: seconds from now, as RFC 6749 counts; a JSON web token says it itself.
 */
export function tokenOf(value: string, expiresIn: unknown): Token {
  const seconds = Number(expiresIn);
  const told = expiresIn !== undefined && Number.isFinite(seconds) ? Date.now() + seconds * 1000 : Infinity;
  const expiresAt = Math.min(told, expiryOf(value) ?? Infinity);
  return { value, expiresAt: Number.isFinite(expiresAt) ? expiresAt : undefined };
}

/** RFC 6750, 2.1: what may stand behind `Bearer`. Anything else would end the message to the broker early. */
export const looksLikeToken = (text: string): boolean => /^[\w.~+/-]+=*$/.test(text);

/** `exp` of a JSON web token, in milliseconds; undefined for any other kind of token. */
function expiryOf(token: string): number | undefined {
  const [, claims] = token.split('.');
  if (claims === undefined) return undefined;
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
