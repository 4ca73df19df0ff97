// Running programs from scripts that start on any Node from 20 on: only node: modules here.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The Node that the project brings: it runs TypeScript as it is, whatever Node started the script. */
export const projectNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The environment of what we start: the project's own programs first, its Node among them. */
export const projectEnv = { ...process.env, PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}` };

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ show?: boolean, timeoutMs?: number, env?: NodeJS.ProcessEnv, cwd?: string }} [options] show: its output is ours; else it is collected.
 * @returns {Promise<{ code: number | null, output: string, timedOut: boolean }>} code is null when it could not start or was stopped.
 */
export function run(command, args, { show = false, timeoutMs, env = projectEnv, cwd = root } = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !existsSync(command), // npm and npx are scripts there
    });
    let output = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', chunk => (output += chunk));
    child.stderr?.setEncoding('utf8').on('data', chunk => (output += chunk));
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL'); // the lab's janitor ends what the child had started
          }, timeoutMs);
    const finish = code => {
      clearTimeout(timer);
      resolve({ code, output, timedOut });
    };
    child.once('error', error => {
      output += error.message;
      finish(null);
    });
    child.once('close', code => finish(code));
  });
}

/** The path of a program, or undefined where there is none. */
export function which(program) {
  const asked = process.platform === 'win32' ? spawnSync('where', [program]) : spawnSync('sh', ['-c', `command -v "${program}"`]);
  return asked.status === 0 ? asked.stdout.toString().split(/\r?\n/)[0] : undefined;
}
