import { build } from 'esbuild';
import path from 'node:path';

/**
 * A program of this folder as one minified file, which is what people run: read from its sources, Node would spend the time and
 * memory of its TypeScript reader in the same process.
 */
export async function bundled(script: string): Promise<string> {
  const outfile = path.resolve(import.meta.dirname, '../../../node_modules/.cache/bench', script.replace(/\.ts$/, '.mjs'));
  await build({
    ...{ entryPoints: [path.join(import.meta.dirname, script)], outfile, bundle: true, minify: true, platform: 'node', format: 'esm' },
    // kafkajs is CommonJS and asks for Node's own modules by require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return outfile;
}
