import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundled } from './bundled.ts';
import type { Stretch } from './hostThread.ts';
import { plainMessages } from './plainMessages.ts';

const root = path.resolve(import.meta.dirname, '../../..');

export interface MeasuredExtension {
  /** Ours, as it is packaged, beside something that watches the thread of its host. */
  readonly folder: string;
  /** What the host did between two moments (milliseconds since 1970), the longest stretch first. */
  stretches(from: number, to: number): readonly Stretch[];
}

/** Made in a folder of the caller's. */
export async function measuredExtension(folder: string): Promise<MeasuredExtension> {
  mkdirSync(folder);
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { contributes: { commands: object[] } };
  manifest.contributes.commands.push(plainMessages);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, type: 'commonjs', main: './measured.cjs' }));
  // Copied, not linked: the host knows an extension by the folder of its files, and what it does not know gets its messages as JSON alone.
  for (const part of ['dist', 'media']) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  const written = path.join(folder, 'stretches.jsonl');
  const [watching, telling] = [await bundled('hostThread.ts'), await bundled('plainMessages.ts')];
  writeFileSync(
    path.join(folder, 'measured.cjs'),
    `void import(${JSON.stringify(watching)}).then(({ writeDownStretches }) => writeDownStretches(${JSON.stringify(written)}));
    void import(${JSON.stringify(telling)}).then(({ offerPlainMessages }) => offerPlainMessages(require('vscode'), ${JSON.stringify(folder)}));
    module.exports = require('./dist/extension.cjs');`,
  );
  return {
    folder,
    stretches: (from, to) => {
      const lines = existsSync(written) ? readFileSync(written, 'utf8').trim().split('\n') : [];
      return lines
        .filter(Boolean)
        .map(line => JSON.parse(line) as Stretch)
        .filter(({ at }) => at >= from && at <= to)
        .sort((a, b) => b.cpuMs - a.cpuMs);
    },
  };
}
