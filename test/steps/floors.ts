// `node test/steps/floors.ts`: holds the floors of .dependency-cruiser.mjs, and holds the checker itself to having looked at every file.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  /** What to do instead. */
  readonly comment: string;
}

const root = path.resolve(import.meta.dirname, '../..');

/** Checks the project in `folder` by the .dependency-cruiser.mjs that lies there. `cruised` are the sources that the checker looked at. */
export function checkFloors(folder: string): { readonly cruised: string[]; readonly violations: Violation[] } {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rooms = ['src', 'webview'].filter(room => existsSync(path.join(folder, room)));
  const args = [program, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...rooms];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${stdout}${stderr}`);
  const { modules, summary } = JSON.parse(stdout) as CruiseResult;
  const comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  return {
    cruised: modules.map(({ source }) => source).filter(source => /^(src|webview)\//.test(source)),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to, comment: comments.get(rule.name) ?? '' })),
  };
}

/** The part of dependency-cruiser's JSON that we read. */
interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment?: string }[] };
  };
}

/** Our sources as git sees them: tracked or new, and not deleted. */
function ownSources(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', 'src/*.ts', 'webview/*.ts'];
  const { stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return stdout.split('\n').filter(file => file !== '' && existsSync(path.join(root, file)));
}

if (process.argv[1] === import.meta.filename) {
  const { cruised, violations } = checkFloors(root);
  const seen = new Set(cruised);
  const unseen = ownSources().filter(file => !seen.has(file));
  for (const { rule, from, to, comment } of violations) console.error(`${rule}: ${from} → ${to}\n  ${comment}`);
  if (unseen.length > 0) {
    console.error(`The checker did not look at ${unseen.length} files, so its silence means nothing: ${unseen.slice(0, 5).join(', ')} …`);
  }
  if (seen.size === 0) console.error('The checker looked at no file at all.');
  if (violations.length + unseen.length > 0 || seen.size === 0) process.exit(1);
  console.log(`The floors hold in ${seen.size} files.`);
}
