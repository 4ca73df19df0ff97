// `npm test [-- level …] [-- --grep text]`: installs, builds, checks and runs every level of tests, or those that are named.
// Starts on Node 20 or newer and needs nothing installed; its last line is "N passed, N failed".
import { parseArgs } from 'node:util';
import { runChecks } from './steps/checks.mjs';
import { installPackages, prepareMachine } from './steps/install.mjs';
import { levels, runLevel } from './steps/levels.mjs';
import { projectNode, run } from './steps/shell.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const known = ['static', ...Object.keys(levels)];
const unknown = positionals.filter(name => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no level ${unknown.join(', ')}. Levels are ${known.join(', ')}.`);
  process.exit(2);
}
const wanted = positionals.length === 0 ? known.filter(name => !levels[name]?.onlyByName) : positionals;
const chosen = Object.keys(levels).filter(name => wanted.includes(name));

const total = { passed: 0, failed: 0 };
const add = ({ passed, failed }) => {
  total.passed += passed;
  total.failed += failed;
};

try {
  const needs = [...new Set(chosen.flatMap(name => levels[name].needs))];
  await both(installPackages(), prepareMachine(needs));
  // What comes over the network comes beside what needs none. A level that does not find it fetches it itself, and says why it cannot.
  const ahead = needs.length > 0 && wanted.some(name => name === 'static' || levels[name].needs.length === 0);
  const downloads = ahead ? run(projectNode, ['test/steps/downloads.ts', ...needs], { timeoutMs: 600_000 }) : undefined;
  let built = true;
  if (wanted.includes('static') || chosen.some(name => levels[name].built)) {
    console.log('static checks');
    const results = await runChecks(wanted.includes('static') ? undefined : ['build']);
    for (const { passed } of results) add({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 });
    built = results.some(({ name, passed }) => name === 'build' && passed);
  }
  for (const name of chosen) {
    if (levels[name].needs.length > 0) await downloads;
    console.log(name);
    if (levels[name].built && !built) {
      console.log('    ✗ Not run, because the build failed.');
      add({ passed: 0, failed: 1 });
    } else add(await runLevel(name, values));
  }
  if (values.grep !== undefined && total.passed + total.failed === 0) throw new Error(`No test's name contains "${values.grep}".`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed++;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Waits for both, also when one fails: nothing goes on behind the last line. */
async function both(...steps) {
  for (const { status, reason } of await Promise.allSettled(steps)) if (status === 'rejected') throw reason;
}
