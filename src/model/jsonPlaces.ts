/** Where in a JSON text something stands, as a path by RFC 9535. The text may be cut anywhere. */

/** `.orderId`, or `['order id']` where the short form does not take the name (RFC 9535, section 2.5.1). */
export function pathStep(name: string | number): string {
  if (typeof name === 'number') return `[${name}]`;
  if (/^[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*$/.test(name)) return `.${name}`;
  const escaped = name.replace(/['\\]/g, '\\$&').replace(/\p{Cc}/gu, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `['${escaped}']`;
}

/** The path of the member or entry whose name or scalar value stands at this index; undefined between them. */
export function jsonPathAt(text: string, at: number): string | undefined {
  const inside: { readonly isArray: boolean; step: string | number }[] = [];
  const here = () => `$${inside.map(({ step }) => pathStep(step)).join('')}`;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const top = inside.at(-1);
    const isName =
      token.startsWith('"') && top?.isArray === false && /^\s*:/.test(text.slice(index + token.length, index + token.length + 20));
    if (isName) top.step = nameIn(token);
    if (at < index) return undefined;
    if (at < index + token.length) return /^[{}[\],]/.test(token) ? undefined : here();
    if (token === '{' || token === '[') inside.push({ isArray: token === '[', step: token === '[' ? 0 : '' });
    else if (token === '}' || token === ']') inside.pop();
    else if (token === ',' && typeof top?.step === 'number') top.step++;
  }
  return undefined;
}

/** Strings (also one that is cut off), numbers and words, and the signs that open, close and part. */
const tokens = /"(?:[^"\\]|\\.)*"?|[-\w.+]+|[{}[\],]/gs;

function nameIn(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1);
  }
}
