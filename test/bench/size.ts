// How large the packaged extension is. Fails above the limit.
import { createVSIX } from '@vscode/vsce';
import { statSync } from 'node:fs';
import path from 'node:path';
import { ownedFolder } from '../lab/belongings.ts';
import { table } from '../support/table.ts';

const limit = 1.3 * 1024 * 1024;
const root = path.resolve(import.meta.dirname, '../..');

const folder = ownedFolder('vsix');
try {
  const packagePath = path.join(folder.path, 'extension.vsix');
  await createVSIX({ cwd: root, packagePath, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
  const { size } = statSync(packagePath);
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`;
  console.log(table(['packed', 'limit'], [[kilobytes(size), kilobytes(limit)]]));
  if (size > limit) {
    console.error('The package is larger than it may be.');
    process.exitCode = 1;
  }
} finally {
  folder.remove();
}
