import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diagnose } from '../diagnosis/diagnose.ts';
import { Sampler } from '../gather/sampler.ts';
import { gatherSnapshot } from '../gather/snapshot.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { splitServers } from '../clusters/definition.ts';
import { clientFilesIn } from '../lint/clientFile.ts';
import type { ClientFile } from '../model/clientFile.ts';
import { connectionFailureIn } from '../model/connectionFailure.ts';
import { failureOf } from '../model/failure.ts';
import { formatSpan } from '../model/figures.ts';
import { redactSnapshot } from '../model/redact.ts';
import { writeSnapshot } from '../model/savedSnapshot.ts';
import { notRecorded, type Part, type Snapshot } from '../model/snapshot.ts';
import type { CommandContext } from '../report/commands.ts';
import { failureSentence } from '../report/failureWords.ts';
import { forTerminal } from '../report/terminal.ts';
import { verdictJson } from '../report/verdictJson.ts';
import { verdictMarkdown } from '../report/verdictMarkdown.ts';
import { verdictText } from '../report/verdictText.ts';
import { type VerdictTone, wordVerdict } from '../report/verdictWords.ts';
import { clientsOfFile, clusterAt, connectOptions } from './connect.ts';
import { reasonOf } from './reasons.ts';
import { usage } from './usage.ts';

/** What the command has around it. */
export interface Surroundings {
  /** Where it runs. */
  readonly folder: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** The standard error is a terminal: progress is written over itself. */
  readonly isTerminal: boolean;
  /** Ctrl-C: the person has seen enough. */
  readonly signal: AbortSignal;
}

/** Runs `diagnose` and gives its exit code: 0 no fault found, 1 findings, 2 could not be asked, at least in part. */
export async function diagnoseCommand(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  const wanted = readArguments(args);
  if ('help' in wanted) {
    around.print(usage.diagnose);
    return 0;
  }
  const failed = (sentence: string): 2 => {
    around.complain(`${forTerminal(sentence)}\n`);
    return 2;
  };
  if ('wrong' in wanted) return failed(wanted.wrong);
  const files = await clientFiles(wanted, around);
  if ('wrong' in files) return failed(files.wrong);
  const way = await clusterAt(wanted, around.folder);
  if ('wrong' in way) return failed(way.wrong);
  for (const sentence of way.cannotUse) around.complain(`${wanted.commandConfig ?? ''}: ${sentence}\n`);
  try {
    const snapshot = await gather(way.cluster, way.clusterName, wanted, files, around);
    const lost = connectionFailureIn(snapshot);
    if (lost) return failed(failureSentence(lost));
    const code = tell(snapshot, wanted, way.clusterName, around);
    return wanted.save === undefined || save(snapshot, wanted.save, around) ? code : 2;
  } catch (thrown) {
    const failure = failureOf(thrown);
    return failed(failure.kind === 'cancelled' ? 'Stopped before there was an answer.' : failureSentence(failure));
  } finally {
    way.cluster.disconnect();
  }
}

const formats = { text: verdictText, json: verdictJson, markdown: verdictMarkdown } as const;
type Format = keyof typeof formats;

interface Wanted {
  readonly bootstrapServer: string | undefined;
  readonly commandConfig: string | undefined;
  readonly groupId: string;
  readonly windowMs: number;
  readonly format: Format;
  readonly file: string | undefined;
  readonly save: string | undefined;
}

const options = {
  ...connectOptions,
  group: { type: 'string' },
  window: { type: 'string' },
  format: { type: 'string' },
  file: { type: 'string' },
  save: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What was asked for, or the sentence that says what is wrong with it. */
function readArguments(args: readonly string[]): Wanted | { readonly wrong: string } | { readonly help: true } {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options });
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const { values } = parsed;
  if (values.help === true) return { help: true };
  if (values.group === undefined || values.group === '') return { wrong: 'Name the group: --group GROUP.' };
  const format = values.format ?? 'text';
  if (!isFormat(format)) return { wrong: `There is no format ${format}: it is text, json or markdown.` };
  const windowMs = values.window === undefined ? 20_000 : readSpan(values.window);
  if (windowMs === undefined)
    return { wrong: `“${values.window ?? ''}” is no time to watch: it is written 20s, 2m or 0s, an hour at most.` };
  return {
    bootstrapServer: values['bootstrap-server'],
    commandConfig: values['command-config'],
    groupId: values.group,
    windowMs,
    format,
    file: values.file,
    save: values.save,
  };
}

const isFormat = (text: string): text is Format => Object.hasOwn(formats, text);

/** "20s", "1500ms", "2m", and 20 for as many seconds. */
function readSpan(text: string): number | undefined {
  const [, digits = '', unit = 's'] = /^(\d{1,7})(ms|s|m)?$/.exec(text) ?? [];
  if (digits === '') return undefined;
  const ms = Number(digits) * (unit === 'ms' ? 1 : unit === 's' ? 1_000 : 60_000);
  return ms <= 3_600_000 ? ms : undefined;
}

/** The file that the person says is the client's: its group is this one, unless it names another. */
async function clientFiles(
  { file, groupId }: Wanted,
  { folder, complain }: Surroundings,
): Promise<Part<ClientFile> | { readonly wrong: string }> {
  if (file === undefined) return notRecorded('clientFiles');
  try {
    const { clients } = await clientsOfFile(file, folder);
    const found = clientFilesIn(file, clients);
    const others = [...new Set(found.map(one => one.groupId))].filter(other => other !== groupId);
    const items = found.filter(one => one.groupId === groupId);
    if (items.length === 0)
      complain(
        others.length > 0
          ? `${file}: it names the group ${others.join(', ')}, not ${groupId}, and is left out.\n`
          : `${file}: no consumer with a group.id is in it, and it is left out.\n`,
      );
    return { items, missing: [] };
  } catch (error) {
    return { wrong: `${file}: ${reasonOf(error)}.` };
  }
}

/** Who stops does not want to wait. */
const LAST_LOOK_MS = 5_000;

async function gather(
  cluster: Cluster,
  clusterName: string,
  { groupId, windowMs }: Wanted,
  files: Part<ClientFile>,
  { complain, isTerminal, signal }: Surroundings,
): Promise<Snapshot> {
  const line = (text: string): void => complain(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  line(`Asking ${clusterName} about ${groupId}…`);
  let said = '';
  const sampler = new Sampler(cluster);
  const clientFiles = Promise.resolve(files);
  const early: Snapshot[] = [];
  try {
    return await gatherSnapshot(cluster, clusterName, groupId, {
      ...{ windowMs, sampler, clientFiles, signal },
      onSnapshot: first => {
        early.push(first);
        if (!isTerminal) line(`Watching for ${formatSpan(windowMs)}…`);
      },
      onProgress: (doneMs, ofMs) => {
        const words = `Watching ${groupId}: ${formatSpan(Math.max(0, ofMs - doneMs))} to go. Ctrl-C tells what is known.`;
        if (isTerminal && windowMs > 0 && words !== said) line(words);
        said = words;
      },
    });
  } catch (thrown) {
    const [first] = early;
    if (!signal.aborted || !first) throw thrown;
    // What the sampler saw till then is judged as it stands.
    const look = { windowMs: 0, sampler, clientFiles, signal: AbortSignal.timeout(LAST_LOOK_MS) };
    return await gatherSnapshot(cluster, clusterName, groupId, look).catch(() => first);
  } finally {
    // What was written over itself leaves nothing behind.
    if (isTerminal) complain('\r\u001b[K');
  }
}

function tell(snapshot: Snapshot, wanted: Wanted, clusterName: string, { print, complain, signal }: Surroundings): 0 | 1 | 2 {
  const verdict = diagnose(snapshot);
  const context: CommandContext = {
    bootstrapServers: splitServers(clusterName),
    ...(wanted.commandConfig === undefined ? {} : { secured: true, configFile: wanted.commandConfig }),
  };
  if (signal.aborted) complain('Stopped early: this is what is known so far.\n');
  print(formats[wanted.format](snapshot, verdict, context));
  return codes[wordVerdict(snapshot, verdict, context).tone];
}

const codes: Readonly<Record<VerdictTone, 0 | 1 | 2>> = { healthy: 0, 'too-early': 0, error: 1, warning: 1, partial: 2 };

function save(snapshot: Snapshot, file: string, { folder, complain }: Surroundings): boolean {
  try {
    writeFileSync(path.resolve(folder, file), writeSnapshot(redactSnapshot(snapshot)));
    return true;
  } catch (error) {
    complain(`${file}: the snapshot could not be saved: ${reasonOf(error)}.\n`);
    return false;
  }
}
