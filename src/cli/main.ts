/** The command line's front door: one bundle, without editor and without kafkajs. */
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
  const asked = command === undefined || command === '--help' || command === '-h' || command === 'help';
  (asked ? process.stdout : process.stderr).write(asked ? usage : `There is no command ${command}.\n\n${usage}`);
  return asked && command !== undefined ? 0 : 2;
}
