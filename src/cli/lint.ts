import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { largestBytes, mayConfigureAClient } from '../lint/candidates.ts';
import { readDeclaredWords } from '../lint/directives.ts';
import { namesBelow } from '../lint/layerNames.ts';
import { lint, type Layer, type LintOptions, type LintResult } from '../lint/lint.ts';
import { workspaceRules } from '../lint/rules/workspaceRules.ts';
import { ruleSettings, type RuleSettings } from '../lint/ruleSettings.ts';
import { secretsOf } from '../lint/secrets.ts';
import { judgeWorkspace } from '../lint/workspace.ts';
import type { ProblemSeverity } from '../model/problem.ts';
import { lintJson } from '../report/lintJson.ts';
import { reaches, type LintedFile, type LintReport, type ReportedRule } from '../report/lintReport.ts';
import { lintSarif } from '../report/lintSarif.ts';
import { lintText } from '../report/lintText.ts';
import { findFiles } from './findFiles.ts';
import { reasonOf } from './reasons.ts';
import { usage } from './usage.ts';

/** What the command has around it. */
export interface Surroundings {
  /** Where it runs: reported paths are relative to it. */
  readonly folder: string;
  readonly version: string;
  readonly rules: readonly ReportedRule[];
  readonly readInput: () => string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs `lint` and gives its exit code: 0 nothing found, 1 problems found, 2 called wrongly or something could not be checked. */
export async function lintCommand(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  const wanted = readArguments(args, around.rules);
  if ('wrong' in wanted) {
    around.complain(`${wanted.wrong}\n`);
    return 2;
  }
  if ('help' in wanted) {
    around.print(usage.lint);
    return 0;
  }
  const report = await check(wanted, around);
  around.print(formats[wanted.format](report, around));
  if (report.failures.length > 0) {
    // The other formats may go into a file that nobody reads now.
    if (wanted.format !== 'text') around.complain(report.failures.map(({ path: file, why }) => `${file}: not checked: ${why}\n`).join(''));
    return 2;
  }
  return report.files.some(({ problems }) => problems.some(({ severity }) => reaches(severity, wanted.fails))) ? 1 : 0;
}

const formats = {
  text: (report: LintReport) => lintText(report),
  json: (report: LintReport) => lintJson(report),
  sarif: (report: LintReport, { version, rules }: Surroundings) => lintSarif(report, { version, rules }),
} as const;
type Format = keyof typeof formats;

interface Wanted {
  readonly paths: readonly string[];
  readonly format: Format;
  /** What is told, and what fails the run. */
  readonly least: ProblemSeverity;
  readonly fails: ProblemSeverity;
  readonly inputName: string;
  readonly rules: RuleSettings;
  readonly client: LintOptions['client'];
}

/** What was asked for, or the sentence that says what is wrong with it. */
function readArguments(
  args: readonly string[],
  rules: readonly ReportedRule[],
): Wanted | { readonly wrong: string } | { readonly help: true } {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { help: true };
  if (positionals.length === 0) return { wrong: 'Name the files or folders to check, or - for the standard input.' };
  const format = values.format ?? 'text';
  if (!isFormat(format)) return { wrong: `There is no format ${format}: it is text, json or sarif.` };
  const least = values['min-severity'];
  if (least !== undefined && !isSeverity(least))
    return { wrong: `There is no severity ${least}: it is hint, information, warning or error.` };
  const changed = ruleSettings(Object.fromEntries((values.rule ?? []).map(setting => splitAt(setting, '='))), rules);
  if (changed.faults.length > 0) return { wrong: changed.faults.join('\n') };
  const client = values.client === undefined ? undefined : readDeclaredWords(values.client);
  if (client !== undefined && Object.keys(client).length === 0)
    return { wrong: `“${values.client ?? ''}” names neither role, library nor version, as in "consumer java 3.9".` };
  return {
    paths: positionals,
    format,
    least: least ?? 'hint',
    fails: least ?? 'warning',
    inputName: values['stdin-name'] ?? 'stdin.properties',
    rules: changed.settings,
    client,
  };
}

const options = {
  format: { type: 'string' },
  'min-severity': { type: 'string' },
  client: { type: 'string' },
  rule: { type: 'string', multiple: true },
  'stdin-name': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const isFormat = (text: string): text is Format => Object.hasOwn(formats, text);
const isSeverity = (text: string): text is ProblemSeverity => ['hint', 'information', 'warning', 'error'].includes(text);

function splitAt(text: string, sign: string): readonly [string, string] {
  const at = text.indexOf(sign);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

async function check(wanted: Wanted, { folder, readInput }: Surroundings): Promise<LintReport> {
  const run: Run = { files: [], failures: [], others: new Map() };
  const shown = (file: string): string => {
    const relative = path.relative(folder, file);
    return (relative.startsWith('..') || path.isAbsolute(relative) ? file : relative || '.').replaceAll(path.sep, '/');
  };
  const failed = (file: string, error: unknown): void => void run.failures.push({ path: shown(file), why: reasonOf(error) });
  const looked = new Set<string>();

  for (const given of wanted.paths) {
    if (given === '-') {
      await lintFile({ name: wanted.inputName, text: readInput(), wasFound: false, layers: [] }, wanted, run);
      continue;
    }
    const place = path.resolve(folder, given);
    try {
      const isFolder = statSync(place).isDirectory();
      for (const file of isFolder ? findFiles(place, failed) : [place]) {
        if (looked.has(file)) continue;
        looked.add(file);
        const text = readText(file, isFolder);
        if (text === undefined) continue;
        const layers = namesBelow(path.basename(file)).map(name => path.join(path.dirname(file), name));
        const below = layers
          .filter(layer => existsSync(layer))
          .map(layer => ({ text: readFileSync(layer, 'utf8'), fileName: shown(layer) }));
        await lintFile({ name: shown(file), text, wasFound: isFolder, layers: below }, wanted, run);
      }
    } catch (error) {
      failed(place, error);
    }
  }
  const files = besideOthers(run, wanted);
  return { files, failures: run.failures, least: wanted.least, textOf: name => run.others.get(name) };
}

/** What is gathered while files are checked. */
interface Run {
  readonly files: { readonly file: LintedFile; readonly result: LintResult | undefined }[];
  readonly failures: { readonly path: string; readonly why: string }[];
  /** Texts of files that problems may name, by name. */
  readonly others: Map<string, string>;
}

/** Adds what takes several files to see. */
function besideOthers({ files, failures }: Run, { rules }: Wanted): readonly LintedFile[] {
  const clients = files.flatMap(({ file, result }) => (result ? { fileName: file.path, configurations: result.configurations } : []));
  return files.map(({ file, result }) => {
    if (!result) return file;
    const { problems, broken } = judgeWorkspace(workspaceRules, { fileName: file.path, configurations: result.configurations }, clients);
    for (const { ruleId, error } of broken) failures.push({ path: file.path, why: `the rule ${ruleId} broke: ${reasonOf(error)}` });
    const added = problems.filter(problem => !rules.off.includes(problem.ruleId) && !result.quiets(problem));
    const all = [...file.problems, ...added.map(problem => rules.apply(problem))];
    return { ...file, problems: all.sort((a, b) => a.range.start - b.range.start) };
  });
}

/** A file that was found and not named is left out when it is data. */
function readText(file: string, wasFound: boolean): string | undefined {
  if (wasFound && statSync(file).size > largestBytes) return undefined;
  return readFileSync(file, 'utf8');
}

interface Given {
  readonly name: string;
  readonly text: string;
  /** In a folder; else the person named it. */
  readonly wasFound: boolean;
  readonly layers: readonly Layer[];
}

async function lintFile({ name, text, wasFound, layers }: Given, wanted: Wanted, { files, failures, others }: Run): Promise<void> {
  others.set(name, text);
  for (const layer of layers) others.set(layer.fileName, layer.text);
  // Whoever names a file and its client knows; in a folder only files that speak of Kafka are meant.
  if (!mayConfigureAClient(text) && (wasFound || wanted.client === undefined)) {
    files.push({ file: { path: name, text, clients: [], problems: [], secrets: [] }, result: undefined });
    return;
  }
  const result = await lint(text, {
    ...{ fileName: name, layers, disabledRules: wanted.rules.off },
    ...(wanted.client && { client: wanted.client }),
  });
  for (const { ruleId, error } of result.broken) failures.push({ path: name, why: `the rule ${ruleId} broke: ${reasonOf(error)}` });
  const file = {
    path: name,
    text,
    clients: result.configurations.map(({ library, role, version }) => ({ library, role, version })),
    problems: result.problems.map(problem => wanted.rules.apply(problem)),
    secrets: secretsOf(result.configurations),
  };
  files.push({ file, result });
}
