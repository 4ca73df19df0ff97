// The entry point that VS Code calls in its extension host, on a desktop and in the web build alike.
import { suites } from 'extension-tests';
import Mocha from 'mocha';
import { renameSync, writeFileSync } from 'node:fs';
import { type Results, testContext } from './context.ts';

/** Runs the suite that the context names and writes its totals. Rejects when a test failed, as VS Code expects. */
export async function run(): Promise<void> {
  const { suite, grep, resultsFile } = testContext();
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, reporter: Silent, ...(grep === undefined ? {} : { grep }) });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  const lines: string[] = [];
  const totals = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const load of suites[suite]) await load();
    await new Promise<void>(resolve => {
      mocha
        .run(() => resolve())
        .on('pass', test => {
          totals.passed++;
          lines.push(`✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
        })
        .on('fail', (test, error: Error) => {
          totals.failed++;
          lines.push(`✗ ${test.fullTitle()}`, ...(error.stack ?? error.message).split('\n').map(line => `    ${line}`));
        })
        .on('pending', test => {
          totals.skipped++;
          lines.push(`- skipped: ${test.fullTitle()}`);
        });
    });
  } catch (error) {
    totals.failed++;
    lines.push(`✗ The tests could not be loaded: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  write(resultsFile, { ...totals, lines });
  if (totals.failed > 0) throw new Error(`${totals.failed} tests failed`);
}

/** The runner outside prints what there is to say. */
class Silent extends Mocha.reporters.Base {}

/** In one step, for the runner reads the file as soon as it is there. */
function write(file: string, results: Results): void {
  writeFileSync(`${file}.part`, JSON.stringify(results));
  renameSync(`${file}.part`, file);
}
