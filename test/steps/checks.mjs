// The static checks, each a program that says yes or no.
import path from 'node:path';
import { projectNode, root, run } from './shell.mjs';

const bin = (...parts) => path.join(root, 'node_modules', ...parts);

/** The longest first, for it takes as long as all others together; these in the order in which they are worth knowing. */
const checks = [
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'] },
  { name: 'build', args: ['esbuild.mjs', '--tests'] },
  { name: 'types', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the pages', args: [bin('typescript/bin/tsc'), '-p', 'webview/tsconfig.json'] },
  { name: 'floors', args: ['test/steps/floors.ts'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
];

/**
 * Runs them two at a time (each is one thread's work) and prints what the failing ones said.
 * @returns {Promise<{ name: string, passed: boolean }[]>}
 */
export async function runChecks(names = checks.map(({ name }) => name)) {
  const waiting = checks.filter(({ name }) => names.includes(name));
  const results = [];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const start = performance.now();
      const { code, output } = await run(projectNode, check.args, { timeoutMs: 900_000 });
      const passed = code === 0;
      console.log(`  ${passed ? '✓' : '✗'} ${check.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
      if (!passed) console.log(output.replace(/^/gm, '      '));
      results.push({ name: check.name, passed });
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
