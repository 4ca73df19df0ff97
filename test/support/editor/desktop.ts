// The desktop build of VS Code, where it can be downloaded and shown.
import { runTests } from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { own, ownedFolder, ownedProcess } from '../../lab/belongings.ts';
import { quietSettings } from './quietSettings.ts';

/** The same version that the web build carries, so that both say the same. */
const version = '1.139.1';

/** True where the download server answers and there is a screen to show a window on. KAFKA_TROUBLESHOOTER_EDITOR=web says no. */
export async function canRunDesktop(): Promise<boolean> {
  if (process.env['KAFKA_TROUBLESHOOTER_EDITOR'] === 'web') return false;
  if (!hasScreen()) return false;
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
      method: 'HEAD',
      signal: AbortSignal.timeout(5_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

export interface DesktopRun {
  readonly workspace: string;
  readonly extension: string;
  /** A module with `run()`. */
  readonly tests: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workspaceTrust: boolean;
}

/** Runs a suite to its end. That a test failed is in the suite's results; that VS Code did not start is an error here. */
export async function runDesktop({ workspace, extension, tests, env, workspaceTrust }: DesktopRun): Promise<void> {
  await runTests({
    version,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    extensionTestsEnv: { ...env },
    launchArgs: [workspace, '--disable-extensions', ...(workspaceTrust ? [] : ['--disable-workspace-trust'])],
  }).catch((error: unknown) => {
    if (!String(error).includes('Failed')) throw error; // "Test run failed with code 1"
  });
}

/** The desktop VS Code of this person, started from the shell as `code`; undefined where there is none, or no screen for it. */
export function codeCommand(): string | undefined {
  if (!hasScreen()) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const { status, stdout } = spawnSync(name, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return status === 0 && /^\d+\.\d+\.\d+/.test(stdout) ? name : undefined;
}

/**
 * Opens a window of the desktop VS Code on a workspace, with the extension under development. It is an instance of its own,
 * with settings of its own, so that it can be ended with this process without touching the person's other windows.
 */
export function openDesktop(code: string, { workspace, extension }: { readonly workspace: string; readonly extension: string }): void {
  const data = ownedFolder('desktop');
  mkdirSync(path.join(data.path, 'User'), { recursive: true });
  writeFileSync(path.join(data.path, 'User/settings.json'), JSON.stringify(quietSettings, undefined, 2));
  ownedProcess(
    code,
    [
      ...['--wait', '--new-window', '--disable-workspace-trust', '--extensionDevelopmentPath', extension],
      ...['--user-data-dir', data.path, '--extensions-dir', path.join(data.path, 'extensions'), workspace],
    ],
    { stdio: 'ignore', shell: process.platform === 'win32' },
  );
  // The shell's `code` hands over to a process of another group, whose pid the editor keeps in its lock file.
  const lock = path.join(data.path, 'code.lock');
  const watcher = watch(data.path, () => {
    if (!existsSync(lock)) return;
    const pid = Number(readFileSync(lock, 'utf8'));
    if (!(pid > 0)) return;
    own(pid);
    watcher.close();
  });
  watcher.unref();
}

const hasScreen = () =>
  process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
