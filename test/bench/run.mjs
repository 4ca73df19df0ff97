// `npm run bench -- <name> [arguments]`: one measurement, printed as a table.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { installPackages, prepareMachine } from '../steps/install.mjs';
import { projectEnv, projectNode, root, run } from '../steps/shell.mjs';

const benches = readdirSync(path.join(root, 'test/bench'))
  .filter(file => file.endsWith('.ts'))
  .map(file => path.basename(file, '.ts'))
  .sort();
const [name, ...args] = process.argv.slice(2);
if (name === undefined || !benches.includes(name)) {
  console.error(`Benchmarks are ${benches.join(', ')}: npm run bench -- ${benches[0] ?? ''}`);
  process.exit(2);
}
try {
  await installPackages();
  await prepareMachine(['java', 'browser']);
  // What is measured is what is shipped: minified, without source maps.
  const { code, output } = await run(projectNode, ['esbuild.mjs']);
  if (code !== 0) throw new Error(output);
  const bench = [path.join('test/bench', `${name}.ts`), ...args];
  const outcome = await run(projectNode, ['--disable-warning=TimeoutNegativeWarning', ...bench], { show: true, env: projectEnv });
  process.exitCode = outcome.code ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
