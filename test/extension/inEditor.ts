// `node test/extension/inEditor.ts [grep]`: runs the extension's tests inside a real VS Code, against the lab.
// The desktop build runs them by @vscode/test-electron where it can be downloaded, else code-server's web build does.
import { mkdirSync, watch, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { storePassword } from '../lab/certificates.ts';
import { createTopic, openLab } from '../lab/scenario.ts';
import { scenarios } from '../lab/scenarios/index.ts';
import { startCodeServer } from '../support/editor/codeServer.ts';
import { canRunDesktop, runDesktop } from '../support/editor/desktop.ts';
import { type EditorLab, startEditorLab } from '../support/editor/editorLab.ts';
import { closeBrowser, openWindow } from '../support/editor/window.ts';
import { contextVariable, type Results, type TestContext } from './context.ts';

const root = path.resolve(import.meta.dirname, '../..');
const tests = path.join(root, 'out/extension-tests.cjs');

const grep = process.argv[2];
const lab = await startEditorLab(scenarios);
const kafka = await openLab(lab.broker);
await createTopic(kafka, 'payments-dlt', 1);
await kafka.close();
const totals = { passed: 0, failed: 0, skipped: 0 };
try {
  for (const suite of ['trusted', 'untrusted'] as const) {
    const results = await runSuite(suite, lab);
    for (const line of results.lines) if (!line.startsWith('✓')) console.log(`    ${line}`);
    totals.passed += results.passed;
    totals.failed += results.failed;
    totals.skipped += results.skipped;
  }
} finally {
  await closeBrowser();
  await lab.stop();
}
const { RESULTS_FILE } = process.env;
if (RESULTS_FILE !== undefined) {
  mkdirSync(path.dirname(RESULTS_FILE), { recursive: true });
  writeFileSync(RESULTS_FILE, JSON.stringify(totals));
}
process.exitCode = totals.failed > 0 ? 1 : 0;

async function runSuite(suite: TestContext['suite'], { broker, guarded, workspace }: EditorLab): Promise<Results> {
  const folder = path.join(root, 'out/extension', suite);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const contextFile = path.join(folder, 'context.json');
  const resultsFile = path.join(folder, 'results.json');
  const context: TestContext = {
    ...{ suite, grep, resultsFile, bootstrap: broker.bootstrap },
    scenarios: scenarios.map(({ groupId, says }) => ({ groupId, says })),
    guarded: {
      saslPlaintext: guarded.addresses.SASL_PLAINTEXT ?? '',
      saslSsl: guarded.addresses.SASL_SSL ?? '',
      caFile: guarded.caFile ?? '',
      ...{ trustStore: guarded.certificates?.trustStore ?? '', trustPassword: storePassword },
      users: guarded.users,
    },
  };
  await writeFile(contextFile, JSON.stringify(context));
  const env = { [contextVariable]: contextFile };
  const done = untilWritten(folder, resultsFile);
  if (await canRunDesktop()) await runDesktop({ workspace, extension: root, tests, env, workspaceTrust: suite === 'untrusted' });
  else await runInPage(suite, workspace, env, done);
  return JSON.parse(await readFile(resultsFile, 'utf8')) as Results;
}

async function runInPage(suite: TestContext['suite'], workspace: string, env: Record<string, string>, done: Promise<void>): Promise<void> {
  const server = await startCodeServer({ env, workspaceTrust: suite === 'untrusted' });
  try {
    const window = await openWindow(server, { folder: workspace, tests });
    const late = new Promise<never>((_, reject) => {
      const said = () => `The page said: ${window.console.slice(-20).join('\n')}\nThe server said: ${server.output().slice(-2_000)}`;
      setTimeout(() => reject(new Error(`The tests did not end within 10 minutes. ${said()}`)), 600_000).unref();
    });
    await Promise.race([done, late]);
    await window.close();
  } finally {
    await server.stop();
  }
}

/** Resolves when the suite inside the editor has written its results. */
function untilWritten(folder: string, file: string): Promise<void> {
  return new Promise(resolve => {
    const watcher = watch(folder, (_, name) => {
      if (name !== path.basename(file)) return;
      watcher.close();
      resolve();
    });
    watcher.unref();
  });
}
