/**
 * A value that something else, or the reader of an example, fills in before a client sees it: `${BOOTSTRAP}`, `{{ host }}`,
 * `@host@`, `%HOST%`, `$HOST`, `<host>:9092`, `__HOST__`, `:HOST:`, `[host]:[port]`, `(address)`, `xxx`. What it will be is unknown, so nothing is said of it.
 */
export const isPlaceholder = (value: string): boolean =>
  /\$\{|\$\(|\{\{|#\{|<%|< ?[A-Za-z][\w .:-]*>|(?<![a-z0-9])x{3,}(?![a-z0-9])/i.test(value) ||
  /^(?:\[[A-Za-z][\w ]*\][:,]?)+$|^\([A-Za-z][\w ]*\)$/.test(value) ||
  /^(@[\w.-]+@|%[\w.]+%|\$[A-Za-z_]\w*|<[^<>]*>|__\w+__|:[A-Z_]+:)$/.test(value);

/** A secret that is none: empty, a placeholder, masked, encrypted, or words that ask the reader to put his own in. `key`: the name it is given under. */
export const isNoRealSecret = (value: string, key: string): boolean =>
  value === '' ||
  isPlaceholder(value) ||
  /^[x*.•_-]+$/i.test(value) ||
  /^(changeit|changeme|null|none|todo|tbd|redacted|placeholder|example)$/i.test(value) ||
  /\b(your|my|change|replace|insert|enter|fill) (me|it|this|here|own|password|secret|key|api|token|in)\b/i.test(
    value.replaceAll(/[_-]/g, ' '),
  ) ||
  /^\[.*\]$|^\{.*\}$|^\{cipher\}|^ENC\(/.test(value) ||
  /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) ||
  (/[_.-]/.test(value) && letters(key).endsWith(letters(value)));

/** `truststore_password` under ssl.truststore.password is the name of a secret where the secret would stand. */
const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
