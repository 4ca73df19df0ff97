/**
 * Every word of a page goes through `t`, with the English text as its key: the same keys and the same bundle as
 * vscode.l10n.t in the host, which puts the words of the editor's language into the page's body.
 */
const bundle: unknown = JSON.parse(document.body.dataset['words'] ?? '{}');

/** `t('{0} partitions', 24)`. Placeholders are {0}, {1}, …; a word without a translation stays English. */
export function t(english: string, ...values: readonly (string | number)[]): string {
  return translated(english).replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
}

/** "1 record", "24 records": `count` chooses, `figure` is what is shown as {0}. */
export function plural(count: number | bigint, one: string, many: string, figure: string | number = String(count)): string {
  return t(BigInt(count) === 1n ? one : many, figure);
}

function translated(english: string): string {
  if (typeof bundle !== 'object' || bundle === null) return english;
  const found: unknown = (bundle as Readonly<Record<string, unknown>>)[english];
  return typeof found === 'string' ? found : english;
}
