/** The command line's front door: one bundle, without editor. What asks a cluster is only set up where it is called. */
import { readFileSync } from 'node:fs';
import { fileRules } from '../lint/rules/fileRules.ts';
import { rules } from '../lint/rules/index.ts';
import { pages } from '../lint/rules/pages.ts';
import { workspaceRules } from '../lint/rules/workspaceRules.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { lintCommand } from './lint.ts';
import { usage } from './usage.ts';

const [command, ...args] = process.argv.slice(2);
void run().then(code => (process.exitCode = code));

async function run(): Promise<number> {
  if (command === '--version' || command === '-v') {
    process.stdout.write(`${packageJson.version}\n`);
    return 0;
  }
  if (command === 'lint') {
    return lintCommand(args, {
      folder: process.cwd(),
      version: packageJson.version,
      rules: [...rules, ...fileRules, ...workspaceRules].map(({ id, title, severity }) => ({ id, title, severity, page: pages[id] })),
      readInput: () => readFileSync(0, 'utf8'),
      print: text => void process.stdout.write(text),
      complain: text => void process.stderr.write(text),
    });
  }
  if (command === 'diagnose') {
    const { diagnoseCommand } = await import('./diagnose.ts');
    return diagnoseCommand(args, {
      folder: process.cwd(),
      print: text => void process.stdout.write(text),
      complain: text => void process.stderr.write(text),
      isTerminal: process.stderr.isTTY,
      signal: interrupted(),
    });
  }
  if (command === 'start') {
    const { startCommand } = await import('./start.ts');
    return startCommand(args, {
      folder: process.cwd(),
      print: text => void process.stdout.write(text),
      complain: text => void process.stderr.write(text),
      signal: interrupted(),
    });
  }
  const asked = command === undefined || command === '--help' || command === '-h' || command === 'help';
  const all = Object.values(usage).join('\n');
  (asked ? process.stdout : process.stderr).write(asked ? all : `There is no command ${command}.\n\n${all}`);
  return asked && command !== undefined ? 0 : 2;
}

/** Ctrl-C ends the asking, and the command says so; a second one ends the process. */
function interrupted(): AbortSignal {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  return abort.signal;
}
