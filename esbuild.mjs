// Bundles the extension and the command line. `node esbuild.mjs [--watch] [--tests] [--cli]`; --cli makes the command line alone.
// dist/extension.cjs only registers; everything that a dynamic import() names becomes a bundle of its own, loaded on first use.
import { build, context } from 'esbuild';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const minify = !watch && !tests;

/**
 * Files that are loaded when first needed: `await import('./onFirstConnection.ts')` becomes `require('./onFirstConnection.cjs')`;
 * a worker is started from its file.
 */
const lazy = [
  'src/vscode/onFirstConnection.ts',
  'src/vscode/onFirstConfigFile.ts',
  'src/clusters/keyStoreWorker.ts',
  'src/decoding/schemaDecoders.ts',
  'src/peek/worker.ts',
  'src/lint/readers/yaml.ts',
].filter(file => existsSync(file));

const bundleName = file => path.basename(file, '.ts');

const lazyBundles = {
  name: 'lazy-bundles',
  setup(it) {
    it.onResolve({ filter: /\.ts$/ }, ({ kind, path: wanted, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = path.relative(process.cwd(), path.resolve(resolveDir, wanted)).replaceAll(path.sep, '/');
      if (!lazy.includes(file)) return { errors: [{ text: `${file} is imported dynamically, so it must be listed in esbuild.mjs` }] };
      return { path: `./${bundleName(file)}.cjs`, external: true };
    });
  },
};

/** The tests that run inside the editor, as one module: mocha wants each loaded after it has set up its words. */
const extensionTests = {
  name: 'extension-tests',
  setup(it) {
    const tests = folder =>
      readdirSync(folder)
        .filter(file => file.endsWith('.test.ts'))
        .map(file => `() => import('./${folder}/${file}')`);
    it.onResolve({ filter: /^extension-tests$/ }, () => ({ path: 'extension-tests', namespace: 'made' }));
    it.onLoad({ filter: /.*/, namespace: 'made' }, () => ({
      contents: `export const suites = { trusted: [${tests('test/extension')}], untrusted: [${tests('test/extension/untrusted')}] };`,
      resolveDir: process.cwd(),
    }));
  },
};

/** Stands before all else, the directive included, which would be none behind it. */
const ownUrl = `"use strict"; const importMetaUrl = require('node:url').pathToFileURL(__filename).href;`;

const host = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
  // By require(): Node looks a CommonJS file through for its exports' names before it is imported, 0.1 s for the largest, at a stretch.
  supported: { 'dynamic-import': false },
  loader: { '.md': 'text' },
  // Its main file asks for its parts in a way that no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  // A worker is found beside the file that starts it; CommonJS has no import.meta.
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: ownUrl },
  sourcemap: tests || watch,
  minify,
  logLevel: 'warning',
  plugins: [lazyBundles],
};

/** The command line is one file: what the editor loads when it is first needed is in it from the start. */
const cli = {
  ...host,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.cjs',
  external: [],
  banner: { js: `#!/usr/bin/env node\n${ownUrl}` },
  sourcemap: false,
  plugins: [],
};

const panels = existsSync('webview')
  ? readdirSync('webview', { withFileTypes: true })
      .filter(entry => entry.isDirectory() && existsSync(`webview/${entry.name}/main.ts`))
      .map(entry => entry.name)
  : [];

/** A bundle a page, and one for the form controls that they all use: 280 KB that no page carries itself. */
const pages = { ...Object.fromEntries(panels.map(panel => [panel, `webview/${panel}/main.ts`])), toolkit: 'webview/shared/toolkit.ts' };

const everything = [
  cli,
  ...['src/extension.ts', ...lazy]
    .filter(file => existsSync(file))
    .map(file => ({ ...host, entryPoints: [file], outfile: `dist/${bundleName(file)}.cjs` })),
  ...Object.entries(pages).map(([page, entry]) => ({
    entryPoints: { [page]: entry },
    outdir: 'dist/webview',
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    sourcemap: watch ? 'inline' : false,
    minify,
    logLevel: 'warning',
  })),
  ...(tests
    ? [
        {
          ...host,
          entryPoints: ['test/extension/run.ts'],
          outfile: 'out/extension-tests.cjs',
          external: ['vscode', 'mocha'],
          plugins: [extensionTests],
        },
      ]
    : []),
];

/** What the command line starts from a file of its own. */
const cliWorker = { ...host, entryPoints: ['src/clusters/keyStoreWorker.ts'], outfile: 'dist/keyStoreWorker.cjs' };

const builds = process.argv.includes('--cli') ? [cli, cliWorker] : everything;

if (watch) {
  for (const options of builds) await (await context(options)).watch();
} else {
  // What is packaged holds nothing of an earlier build; a build for tests may replace files under a running editor.
  if (!tests && builds === everything) rmSync('dist', { recursive: true, force: true });
  const built = await Promise.all(builds.map(options => build({ ...options, metafile: true })));
  if (!tests) writeFileSync('dist/licences.txt', licencesOf(built.flatMap(({ metafile }) => Object.keys(metafile.inputs))));
}

/** The licences of the libraries that are in the bundles, which want to be handed on with them. */
function licencesOf(files) {
  const libraries = new Set(files.flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...libraries]
    .sort()
    .map(folder => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const texts = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file));
      return [`${name} ${version} (${license})`, ...texts.map(file => readFileSync(`${folder}/${file}`, 'utf8').trim())].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}
