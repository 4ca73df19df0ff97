import ignore from 'ignore';

/** Whether a path (relative, with forward slashes) matches a pattern as .gitignore has them: `config/**`, `*.json`. */
export const matchesPath = (pattern: string, path: string): boolean => ignore.isPathValid(path) && ignore().add(pattern).ignores(path);

/** What the text of a .gitignore leaves out. */
export function ignoredBy(text: string): (path: string) => boolean {
  const rules = ignore().add(text);
  return path => ignore.isPathValid(path) && rules.ignores(path);
}
