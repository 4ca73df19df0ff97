// `npm run demo [-- --web]`: installs, builds, starts Kafka with consumers that misbehave, and opens VS Code on a sample workspace.
// Starts on Node 20 or newer and needs nothing installed but Java 17 with Maven, or Docker. Ctrl-C ends everything.
import { spawn } from 'node:child_process';
import { installPackages, prepareMachine } from '../steps/install.mjs';
import { projectEnv, projectNode, root, run } from '../steps/shell.mjs';

try {
  await installPackages();
  await prepareMachine(['java']);
  console.log('Building the extension …');
  const { code, output } = await run(projectNode, ['esbuild.mjs']);
  if (code !== 0) throw new Error(output);
  const args = ['--disable-warning=TimeoutNegativeWarning', 'test/lab/demo.ts', ...process.argv.slice(2)];
  const demo = spawn(projectNode, args, { cwd: root, stdio: 'inherit', env: projectEnv });
  // Ctrl-C reaches the demo by itself; it ends, and so do we.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal === 'SIGINT' || demo.kill(signal));
  demo.once('exit', exit => (process.exitCode = exit ?? 0));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
