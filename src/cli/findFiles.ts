import ignore, { type Ignore } from 'ignore';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { foreignFolders, isCandidate } from '../lint/candidates.ts';

/** What the .gitignore of a folder says about everything below it. */
interface Ignored {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * The files below a folder that may hold a client's configuration, sorted. Folders of tools are left out, and what a
 * .gitignore leaves out: of the folder itself, of those below, and of those above up to the root of the repository.
 */
export function findFiles(folder: string, unreadable: (folder: string, error: unknown) => void): readonly string[] {
  const found: string[] = [];
  walk(path.resolve(folder), ignoredAbove(path.resolve(folder)));
  return found.sort();

  function walk(at: string, above: readonly Ignored[]): void {
    let entries;
    try {
      entries = readdirSync(at, { withFileTypes: true });
    } catch (error) {
      unreadable(at, error);
      return;
    }
    const own = entries.some(({ name }) => name === '.gitignore') ? readIgnored(at) : undefined;
    const ignored = own ? [...above, own] : above;
    for (const entry of entries) {
      const full = path.join(at, entry.name);
      // Links are not followed: what they lead to is looked at where it stands, or lies outside.
      if (entry.isDirectory()) {
        if (!foreignFolders.has(entry.name) && !isIgnored(`${full}/`, ignored)) walk(full, ignored);
      } else if (entry.isFile() && isCandidate(entry.name) && !isIgnored(full, ignored)) found.push(full);
    }
  }
}

function ignoredAbove(folder: string): readonly Ignored[] {
  const above: Ignored[] = [];
  for (let at = folder; !existsSync(path.join(at, '.git'));) {
    const parent = path.dirname(at);
    if (parent === at) return []; // no repository, so nobody above has a say
    at = parent;
    const own = existsSync(path.join(at, '.gitignore')) ? readIgnored(at) : undefined;
    if (own) above.unshift(own);
  }
  return above;
}

function readIgnored(folder: string): Ignored | undefined {
  try {
    return { folder, rules: ignore().add(readFileSync(path.join(folder, '.gitignore'), 'utf8')) };
  } catch {
    return undefined; // git does without one that it cannot read, too
  }
}

/** The nearest .gitignore that says something decides. A folder's path ends in a slash. */
function isIgnored(file: string, ignored: readonly Ignored[]): boolean {
  for (const { folder, rules } of ignored.toReversed()) {
    const relative = path.relative(folder, file).replaceAll(path.sep, '/') + (file.endsWith('/') ? '/' : '');
    const said = rules.test(relative);
    if (said.ignored || said.unignored) return said.ignored;
  }
  return false;
}
