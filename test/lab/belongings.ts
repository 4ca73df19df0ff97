// What the lab starts and makes: child processes and temporary folders, each of which ends with this process, however it ends.
import { type ChildProcess, spawn, type SpawnOptions, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import type { Belonging, JanitorMessage } from './janitor.ts';

/** A child process with what it started itself. */
export interface OwnedProcess {
  readonly child: ChildProcess;
  /** Resolves with the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Ends the process group at once and resolves when the process is gone. */
  kill(): Promise<void>;
}

/**
 * Starts a program that never outlives this process: not after Ctrl-C, not after a crash.
 * `container` names the Docker container that the program runs, which a signal to the program would leave running.
 */
export function ownedProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { readonly container?: string | undefined } = {},
): OwnedProcess {
  const { container, ...spawnOptions } = options;
  if (container !== undefined) tell({ owns: { kind: 'container', name: container } });
  // A group of its own: killed as a whole, and untouched by a terminal's Ctrl-C until the janitor says so.
  const child = spawn(command, args, { detached: process.platform !== 'win32', ...spawnOptions });
  const { pid } = child;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => {
      if (pid !== undefined) tell({ released: { kind: 'process', pid } });
      // Without an exit code it was Docker's command that was killed, and the container may run on.
      if (container !== undefined && code !== null) tell({ released: { kind: 'container', name: container } });
      resolve(code);
    });
  });
  ended.catch(() => undefined); // whoever awaits it hears of it; nobody has to
  if (pid !== undefined) tell({ owns: { kind: 'process', pid } });
  const signal = (name: NodeJS.Signals) => {
    if (container !== undefined) spawnSync('docker', ['kill', '--signal', name, container]);
    else if (pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(process.platform === 'win32' ? pid : -pid, name);
  };
  return {
    child,
    ended,
    signal,
    kill: async () => {
      if (container !== undefined) spawnSync('docker', ['rm', '--force', container]);
      if (child.exitCode !== null || child.signalCode !== null || pid === undefined) return;
      const gone = once(child, 'exit');
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
      await gone;
    },
  };
}

/** A temporary folder that never outlives this process. */
export interface OwnedFolder {
  readonly path: string;
  remove(): void;
}

export function ownedFolder(purpose: string): OwnedFolder {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `kafka-lab-${purpose}-`)));
  const belonging: Belonging = { kind: 'folder', name: folder };
  tell({ owns: belonging });
  return {
    path: folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
      tell({ released: belonging });
    },
  };
}

/** Ends a process (and its group, where it leads one) that something we started has started, when this process ends. */
export function own(pid: number): void {
  tell({ owns: { kind: 'process', pid } });
}

let toJanitor: Writable | undefined;

function tell(message: JanitorMessage): void {
  toJanitor ??= startJanitor();
  toJanitor.write(`${JSON.stringify(message)}\n`);
}

function startJanitor(): Writable {
  const janitor = spawn(process.execPath, [path.join(import.meta.dirname, 'janitor.ts')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Neither the janitor nor its pipe keeps this process alive.
  janitor.unref();
  const { stdin } = janitor;
  if (stdin instanceof Socket) stdin.unref();
  stdin.on('error', () => undefined); // the janitor was killed: nothing more can be promised, and nothing else breaks
  return stdin;
}
