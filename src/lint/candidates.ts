/**
 * Which files may hold a Kafka client's configuration, told cheaply: by name when folders are walked, by a look at the text
 * before a reader parses it. Both only rule out; what is left is recognised by its content.
 */

/** Endings of configuration files that a reader knows; a client's settings in other files are not looked for in folders. */
export const endings: readonly string[] = [
  ...['properties', 'conf', 'cfg', 'cnf', 'config', 'ini'],
  ...['yml', 'yaml', 'json', 'jsonc', 'json5', 'env'],
];

/** Lock files and the like: large, machine-made, and never a client's. */
const neverAClient = /^(package(-lock)?|composer|tsconfig.*|angular|renovate|lerna|nx|jsconfig|manifest)\.json$|^pnpm-lock\.yaml$/;

/** Larger files are data. 1 MiB: ten times the largest client configuration that anybody would write. */
export const largestBytes = 1024 * 1024;

export function isCandidate(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  // .env, .env.production, client.properties.example
  if (/^\.env(\.|$)/.test(name)) return true;
  const bare = name.replace(/\.(example|sample|template|tmpl|dist)$/, '');
  return endings.includes(bare.slice(bare.lastIndexOf('.') + 1)) && bare.includes('.') && !neverAClient.test(bare);
}

/** Folders that hold what tools made or fetched. */
export const foreignFolders: ReadonlySet<string> = new Set([
  ...['node_modules', '.git', '.hg', '.svn', '.idea', '.gradle', '.mvn', '.terraform', '.tox', '.venv', 'venv', '__pycache__'],
  ...['target', 'build', 'dist', 'out', 'bin', 'obj', 'vendor'],
]);

/** Without one of these words in it no text configures a Kafka client. */
const words =
  /kafka|bootstrap.?servers?|broker.?list|group.?(id|instance|protocol)|auto.?offset|auto.?commit|max.?poll|serializer|serde\b|heartbeat.?interval|session.?timeout|idempotence|in.?flight|isolation.?level|fetch.?(min|max)|\backs\b|linger|zookeeper|(trust|key)store|jaas|sasl|application\.id|connector\.class|\.converter|offset\.storage/i;

export const mayConfigureAClient = (text: string): boolean => words.test(text);
