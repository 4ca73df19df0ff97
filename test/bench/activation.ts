// How long activate() takes in the real extension host, beside an extension that does nothing. `npm run bench -- activation [runs]`
// Each run is a window of its own, so each activation is a first one; the two extensions take turns.
import { mkdirSync, readFileSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownedFolder } from '../lab/belongings.ts';
import { type CodeServer, startCodeServer } from '../support/editor/codeServer.ts';
import { closeBrowser, openWindow } from '../support/editor/window.ts';
import { median, table } from '../support/table.ts';

const root = path.resolve(import.meta.dirname, '../..');
const runs = Number(process.argv[2] ?? 7);
/** What the product promises. */
const limitMs = 40;

const folder = ownedFolder('activation');
const workspace = path.join(folder.path, 'empty');
mkdirSync(workspace, { recursive: true });
const empty = path.join(folder.path, 'nothing');
mkdirSync(empty);
writeFileSync(
  path.join(empty, 'package.json'),
  JSON.stringify({ name: 'nothing', publisher: 'lab', version: '1.0.0', engines: { vscode: '^1.101.0' }, main: './main.js' }),
);
writeFileSync(path.join(empty, 'main.js'), 'exports.activate = () => undefined;');
/** Ours, but woken by nobody before it is measured. */
const ours = path.join(folder.path, 'ours');
mkdirSync(ours);
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as object;
writeFileSync(path.join(ours, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
for (const part of ['dist', 'media']) symlinkSync(path.join(root, part), path.join(ours, part));

const server = await startCodeServer();
try {
  const figures: Record<'empty' | 'ours', { load: number; activate: number }[]> = { empty: [], ours: [] };
  // The first window of a fresh server is slow for reasons of its own; it is opened and not counted.
  await activationTimes(server, empty, 'lab.nothing');
  for (let run = 0; run < runs; run++) {
    figures.empty.push(await activationTimes(server, empty, 'lab.nothing'));
    figures.ours.push(await activationTimes(server, ours, 'kafka-troubleshooter.kafka-troubleshooter'));
  }
  const row = (name: string, all: readonly { load: number; activate: number }[]) => {
    const activate = all.map(one => one.activate);
    const range = `${Math.min(...activate).toFixed(1)}–${Math.max(...activate).toFixed(1)}`;
    return [name, median(all.map(({ load }) => load)).toFixed(1), median(activate).toFixed(1), range];
  };
  console.log(
    table(
      [`median of ${runs}, in ms`, 'load the code', 'activate()', 'activate() from–to'],
      [row('an extension that does nothing', figures.empty), row('Kafka Troubleshooter', figures.ours)],
    ),
  );
  const taken = median(figures.ours.map(({ activate }) => activate));
  if (!(taken <= limitMs)) {
    console.error(`activate() takes more than the ${limitMs} ms that were promised.`);
    process.exitCode = 1;
  }
} finally {
  await closeBrowser();
  await server.stop();
  folder.remove();
}

/** Milliseconds to load the extension's code and to activate it, measured in the extension host. */
async function activationTimes(at: CodeServer, extension: string, id: string): Promise<{ load: number; activate: number }> {
  const result = path.join(folder.path, 'result.json');
  const tests = path.join(folder.path, 'measure.cjs');
  writeFileSync(
    tests,
    `const vscode = require('vscode');
    const measure = async () => {
      const extension = vscode.extensions.getExtension(${JSON.stringify(id)});
      if (extension.isActive) throw new Error('It was active before it was measured.');
      const file = require('node:path').join(extension.extensionPath, extension.packageJSON.main);
      const before = performance.now();
      const code = require(file);
      const loaded = performance.now();
      // The host loads the same module, and finds in its place one whose activate() is timed: waiting for the host is not ours.
      let activate;
      require.cache[require.resolve(file)].exports = { ...code, activate: async context => {
        const start = performance.now();
        const result = await code.activate(context);
        activate = performance.now() - start;
        return result;
      } };
      await extension.activate();
      return { load: loaded - before, activate };
    };
    exports.run = () => measure()
      .catch(error => ({ failed: error.message }))
      .then(measured => require('node:fs').writeFileSync(${JSON.stringify(result)}, JSON.stringify(measured)));`,
  );
  const written = new Promise<void>(resolve => {
    const watcher = watch(folder.path, (_, name) => {
      if (name !== 'result.json' || readFileSync(result, 'utf8') === '') return;
      watcher.close();
      resolve();
    });
  });
  const window = await openWindow(at, { folder: workspace, extension, tests });
  await written;
  await window.close();
  const measured = JSON.parse(readFileSync(result, 'utf8')) as { load: number; activate: number } | { failed: string };
  if ('failed' in measured) throw new Error(measured.failed);
  return measured;
}
