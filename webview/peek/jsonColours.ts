/** JSON in the colours that the debugger uses for it. Works on text that is cut anywhere; everything becomes text nodes. */
export function colouredJson(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  if (text.length > mostColoured) {
    fragment.append(text);
    return fragment;
  }
  let at = 0;
  for (const found of text.matchAll(token)) {
    if (found.index > at) fragment.append(text.slice(at, found.index));
    at = found.index + found[0].length;
    const span = document.createElement('span');
    span.className = classOf(found[0], text, at);
    span.textContent = found[0];
    fragment.append(span);
  }
  if (at < text.length) fragment.append(text.slice(at));
  return fragment;
}

/** A span a token: beyond that the page would feel it. */
const mostColoured = 50_000;

/** Strings (also one that is cut off), numbers, words. */
const token = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|true|false|null/gs;

function classOf(written: string, text: string, end: number): string {
  if (written.startsWith('"')) return /^\s*:/.test(text.slice(end, end + 4)) ? 'json-key' : 'json-string';
  return /^[tfn]/.test(written) ? 'json-word' : 'json-number';
}
