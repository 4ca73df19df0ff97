/** JSON that keeps bigint (as {"$bigint":"12"}) and bytes (as {"$bytes":"base64"}), for snapshots on disk and messages to webviews. */
export function toExactJson(value: unknown, space?: number): string {
  return JSON.stringify(value, replacer, space);
}

/** The other way. Throws SyntaxError on what is not JSON. */
export function fromExactJson(text: string): unknown {
  return JSON.parse(text, reviver) as unknown;
}

/** Reads the original through `this`: a Buffer has turned itself into an array of numbers by the time `value` is passed. */
function replacer(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Readonly<Record<string, unknown>>)[key];
  if (typeof original === 'bigint') return { $bigint: original.toString() };
  if (original instanceof Uint8Array) return { $bytes: btoa(Array.from(original, byte => String.fromCharCode(byte)).join('')) };
  return value;
}

function reviver(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$bigint' in value && typeof value.$bigint === 'string') return BigInt(value.$bigint);
  if ('$bytes' in value && typeof value.$bytes === 'string') return Uint8Array.from(atob(value.$bytes), char => char.charCodeAt(0));
  return value;
}
