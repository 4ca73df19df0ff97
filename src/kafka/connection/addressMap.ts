import { type Address, addressText, parseAddress } from './address.ts';
import type { ConnectionSettings } from './settings.ts';

type AddressMap = NonNullable<ConnectionSettings['addressMap']>;

/** Where to dial a broker that advertises this address; undefined: there. Addresses that are written out come before patterns. */
export function reachableAddress(map: AddressMap, advertised: Address): Address | undefined {
  return translated(Object.entries(map), advertised);
}

/** The other way: what a broker that is reached here advertises, whose name its certificate has. undefined: nobody knows. */
export function advertisedAddress(map: AddressMap, reachable: Address): Address | undefined {
  // A pattern leads back only where what its star stands for can be seen on both sides.
  const back = Object.entries(map).filter(([from, to]) => from.includes('*') === to.includes('*'));
  return translated(
    back.map(([from, to]) => [to, from]),
    reachable,
  );
}

/** Why this is no pair of a map, as a clause; undefined: it is one. */
export function whyNoMapping(from: string, to: string): string | undefined {
  if (from.split('*').length > 2 || to.split('*').length > 2) return 'there may be one * on each side';
  if (to.includes('*') && !from.includes('*')) return `nothing on the left says what the * of ${to} stands for`;
  for (const side of [from, to]) {
    try {
      parseAddress(side.replace('*', '1'));
    } catch {
      return `${side} is not host:port`;
    }
  }
  return undefined;
}

function translated(pairs: readonly (readonly [from: string, to: string])[], address: Address): Address | undefined {
  const text = addressText(address).toLowerCase();
  const exactFirst = [...pairs.filter(([from]) => !from.includes('*')), ...pairs.filter(([from]) => from.includes('*'))];
  for (const [from, to] of exactFirst) {
    const [before = '', after] = from.toLowerCase().split('*');
    if (after === undefined) {
      if (addressText(parseAddress(from)).toLowerCase() === text) return parseAddress(to);
    } else if (text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after)) {
      return parseAddress(to.replace('*', text.slice(before.length, text.length - after.length)));
    }
  }
  return undefined;
}
