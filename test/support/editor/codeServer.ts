// VS Code's web build, for machines where the desktop build cannot be downloaded: code-server's copy of it comes from npm.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type OwnedFolder, ownedFolder, type OwnedProcess, ownedProcess } from '../../lab/belongings.ts';
import { freePorts } from '../../lab/ports.ts';

/** code-server's version N.x carries VS Code 1.N's last digits: 4.139.1 is VS Code 1.139.1. */
const version = '4.139.1';

const root = path.resolve(import.meta.dirname, '../../..');
const cache = path.join(root, 'node_modules/.cache/editor');

/** A VS Code server on this machine. Each page that opens its address is an editor window. */
export interface CodeServer {
  /** `127.0.0.1:PORT`, also the authority of its vscode-remote: addresses. */
  readonly authority: string;
  /** Everything that it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

export interface CodeServerOptions {
  readonly port?: number | undefined;
  /** False: every folder counts as trusted, and nothing of workspace trust is seen. */
  readonly workspaceTrust?: boolean;
  /** Lets a page's address name tests to run (VS Code's own smoke tests do so). */
  readonly testDriver?: boolean;
  /** Settings of the machine, which every window has. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Only these of the editor's own extensions; left out: all of them. */
  readonly ownExtensions?: readonly string[];
  /** More environment for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a server on a free port and resolves when it listens. The first call ever installs it, which takes about 20 s. */
export async function startCodeServer(options: CodeServerOptions = {}): Promise<CodeServer> {
  const folder = await installCodeServer();
  const data = ownedFolder('editor');
  await mkdir(path.join(data.path, 'data/Machine'), { recursive: true });
  await writeFile(path.join(data.path, 'data/Machine/settings.json'), JSON.stringify(options.settings ?? {}, undefined, 2));
  const ownExtensions = path.join(data.path, 'own-extensions');
  for (const name of options.ownExtensions ?? []) {
    const from = path.join(folder, 'node_modules/code-server/lib/vscode/extensions', name);
    await cp(from, path.join(ownExtensions, name), { recursive: true });
  }
  const port = options.port ?? (await freePorts(1))[0] ?? 0;
  const server = ownedProcess(
    process.execPath,
    [
      path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--server-data-dir', data.path, '--telemetry-level', 'off'],
      ...(options.ownExtensions ? ['--builtin-extensions-dir', ownExtensions] : []),
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver === false ? [] : ['--enable-smoke-test-driver']),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } },
  );
  const output = await listening(server, data);
  return {
    authority: `127.0.0.1:${port}`,
    output,
    stop: async () => {
      await server.kill();
      data.remove();
    },
  };
}

/** Waits for the line in which the server names its address; an early end throws with what it printed. */
function listening(server: OwnedProcess, data: OwnedFolder): Promise<() => string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      data.remove();
      reject(new Error(`VS Code's server ${reason}: ${text}`));
    };
    for (const stream of [server.child.stdout, server.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.includes('Extension host agent listening')) resolve(() => text);
      });
    }
    server.ended.then(
      code => fail(`ended with ${code ?? 'a signal'}`),
      (error: unknown) => fail(String(error)),
    );
  });
}

/** Installs it from npm, once (about 20 s), in a folder of its own; native modules are left out, for the server does without them. */
export async function installCodeServer(): Promise<string> {
  const final = path.join(cache, `code-server-${version}`);
  if (existsSync(final)) return final;
  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(path.join(cache, 'installing-'));
  try {
    await writeFile(path.join(own, 'package.json'), '{ "private": true }');
    const npm = (folder: string, ...args: string[]) =>
      promisify(execFile)('npm', [...args, '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: folder,
        maxBuffer: 2 ** 26,
        shell: process.platform === 'win32',
      });
    await npm(own, 'install', `code-server@${version}`);
    const vscode = path.join(own, 'node_modules/code-server/lib/vscode');
    await npm(vscode, 'install');
    await npm(path.join(vscode, 'extensions'), 'install');
    await rename(own, final).catch((error: unknown) => {
      if (!existsSync(final)) throw error; // else another run was faster
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  return final;
}
