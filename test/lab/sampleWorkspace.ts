import { cp, glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type OwnedFolder, ownedFolder } from './belongings.ts';

/** The address that stands in the sample's files. */
const written = '127.0.0.1:9092';

/**
 * A copy of the sample workspace in a temporary folder, with a broker's address in its client files and its cluster definition.
 * @param settings more workspace settings.
 */
export async function sampleWorkspace(bootstrap: string, settings: Readonly<Record<string, unknown>> = {}): Promise<OwnedFolder> {
  const owned = ownedFolder('workspace');
  const folder = path.join(owned.path, 'shop'); // the name that the editor shows
  await cp(path.join(import.meta.dirname, 'workspace'), folder, { recursive: true });
  for await (const name of glob('**/*.properties', { cwd: folder })) {
    const file = path.join(folder, name);
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll(written, bootstrap));
  }
  const file = path.join(folder, '.vscode/settings.json');
  const own = JSON.parse((await readFile(file, 'utf8')).replaceAll(written, bootstrap)) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...own, ...settings }, undefined, 2));
  return { path: folder, remove: () => owned.remove() };
}
