import { parseArgs } from 'node:util';
import { forecastStart } from '../diagnosis/startForecast.ts';
import { readResetPolicy, startClientOf } from '../diagnosis/startPolicy.ts';
import { gatherStart } from '../gather/startSituation.ts';
import { clientFilesIn, groupOf } from '../lint/clientFile.ts';
import { topicNames } from '../lint/topicNames.ts';
import { failureOf } from '../model/failure.ts';
import type { StartClient, StartForecast } from '../model/start.ts';
import { failureSentence } from '../report/failureWords.ts';
import { startJson, startMarkdown, startText } from '../report/startReport.ts';
import { forTerminal } from '../report/terminal.ts';
import { clientsOfFile, clusterAt, connectOptions } from './connect.ts';
import { reasonOf } from './reasons.ts';
import { usage } from './usage.ts';

/** What the command has around it. */
export interface Surroundings {
  /** Where it runs: relative paths start there. */
  readonly folder: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Runs `start` and gives its exit code: 0 all starts as committed or as wanted, 1 something is lost, skipped, read again or refused, 2 not known. */
export async function startCommand(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  const wanted = readArguments(args);
  if ('help' in wanted) {
    around.print(usage.start);
    return 0;
  }
  const failed = (sentence: string): 2 => {
    around.complain(`${forTerminal(sentence)}\n`);
    return 2;
  };
  if ('wrong' in wanted) return failed(wanted.wrong);
  const client = await clientOf(wanted, around.folder);
  if (client && 'wrong' in client) return failed(client.wrong);
  const way = await clusterAt(wanted, around.folder);
  if ('wrong' in way) return failed(way.wrong);
  for (const sentence of way.cannotUse) around.complain(`${wanted.commandConfig ?? ''}: ${sentence}\n`);
  try {
    const question = { groupId: wanted.groupId, topics: wanted.topics, client };
    const forecast = forecastStart(await gatherStart(way.cluster, way.clusterName, question, { signal: around.signal }));
    around.print(formats[wanted.format](forecast));
    return forecast.level === 'fine' ? 0 : forecast.level === 'attention' ? 1 : 2;
  } catch (thrown) {
    return failed(failureSentence(failureOf(thrown)));
  } finally {
    way.cluster.disconnect();
  }
}

const formats = {
  text: (forecast: StartForecast) => startText(forecast),
  json: (forecast: StartForecast) => startJson(forecast),
  markdown: (forecast: StartForecast) => startMarkdown(forecast),
} as const;
type Format = keyof typeof formats;

interface Wanted {
  readonly bootstrapServer: string | undefined;
  readonly commandConfig: string | undefined;
  readonly groupId: string;
  readonly topics: readonly string[] | undefined;
  readonly policy: string | undefined;
  readonly file: string | undefined;
  readonly format: Format;
}

const options = {
  ...connectOptions,
  group: { type: 'string' },
  topic: { type: 'string', multiple: true },
  'auto-offset-reset': { type: 'string' },
  file: { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const isFormat = (text: string): text is Format => Object.hasOwn(formats, text);

function readArguments(args: readonly string[]): Wanted | { readonly wrong: string } | { readonly help: true } {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return { help: true };
  const { group, topic, format = 'text', 'auto-offset-reset': policy } = values;
  if (group === undefined || group === '') return { wrong: 'Say which group: --group GROUP.' };
  if (!isFormat(format)) return { wrong: `There is no format ${format}: it is text, json or markdown.` };
  if (policy !== undefined && !readResetPolicy(policy))
    return { wrong: `No client takes auto.offset.reset=${policy}: it is earliest, latest, none or by_duration:PT1H.` };
  return {
    ...{ groupId: group, topics: topic, policy, file: values.file, format },
    ...{ bootstrapServer: values['bootstrap-server'], commandConfig: values['command-config'] },
  };
}

/** The policy that was given on the line wins over the one of the file; of the file the rest counts: library, isolation, topics. */
async function clientOf({ file, policy, groupId }: Wanted, folder: string): Promise<StartClient | null | { readonly wrong: string }> {
  const given: Pick<StartClient, 'policy' | 'written' | 'line'> | undefined =
    policy === undefined ? undefined : { policy: readResetPolicy(policy), written: policy, line: null };
  if (file === undefined) {
    return given ? { ...given, file: null, library: 'java', isStreams: false, isolation: null, topics: [], others: [] } : null;
  }
  let read;
  try {
    read = await clientsOfFile(file, folder);
  } catch (error) {
    return { wrong: `${file}: ${reasonOf(error)}.` };
  }
  const said = startClientOf(clientFilesIn(file, read.clients).filter(one => one.groupId === groupId));
  if (!said) return { wrong: `${file}: no client of this file has the group.id ${groupId}.` };
  const topics = [...new Set(read.clients.filter(config => groupOf(config) === groupId).flatMap(config => topicNames(config)))];
  const client: StartClient = { ...said, topics };
  return given ? { ...client, ...given, file: null, others: [] } : client;
}
