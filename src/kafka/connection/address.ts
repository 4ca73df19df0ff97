import { FailureError } from '../../model/failure.ts';

export interface Address {
  /** A name, an IPv4 or an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`, `[::1]:9092`, `SASL_SSL://host:port`, as Kafka's own clients do.
 * Throws FailureError with code INVALID_ADDRESS: a person may have typed it.
 */
export function parseAddress(text: string): Address {
  const match = /^(?:[\w+.-]+:\/\/)?(?:\[([\da-f:.]+(?:%[\w.-]+)?)\]|([^\s:/[\]]+)):(\d{1,5})$/i.exec(text.trim());
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new FailureError({ kind: 'unreachable', code: 'INVALID_ADDRESS', broker: text, detail: 'not host:port' });
  }
  return { host, port };
}

/** The other way: `[::1]:9092`. */
export const addressText = ({ host, port }: Address): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

/** The same address in the same words, for look-ups: names of hosts know no case. */
export const sameAddressText = (address: Address): string => addressText(address).toLowerCase();
