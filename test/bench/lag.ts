// The lag of all groups: ours beside Kafka's own tool, kafkajs's admin and franz-go's kadm, in one run against one broker.
// `npm run bench -- lag [rounds] [groups]`. Each round is a program of its own for each of them: its first answer is the cold one. Who begins
// changes from round to round, for whoever comes later finds a broker whose JVM is warmer; a round before the first one is not counted.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { startBroker } from '../lab/broker.ts';
import { makeCrowd } from '../lab/manyGroups.ts';
import { runTool } from '../lab/tools.ts';
import { bundled } from './peers/bundled.ts';
import { median, table } from '../support/table.ts';

/** What a peer prints. */
interface Outcome {
  readonly coldMs: number;
  readonly warmMs: readonly number[];
  readonly groups: number;
  readonly rows: number;
  readonly committed: number;
  readonly requests?: number;
}

const [rounds = 6, groups = 500] = process.argv.slice(2).map(Number);
const warmRuns = 10;
const peers = path.join(import.meta.dirname, 'peers');
const run = promisify(execFile);
const node = (program: string, warm: number) => async (bootstrap: string) =>
  asOutcome(await run(process.execPath, ['--disable-warning=TimeoutNegativeWarning', program, bootstrap, String(warm)]));

const [oursProgram, kafkajsProgram] = await Promise.all([bundled('ours.ts'), bundled('kafkajs.ts')]);
const kadm = await builtKadm();
const broker = await startBroker();
try {
  const began = performance.now();
  await makeCrowd(broker, { groups, topics: 50, partitionsPerTopic: 40, commitsPerGroup: 20 });
  console.log(`${groups} groups with 20 commits each, 2,000 partitions; made in ${seconds(performance.now() - began)}.`);

  const takingTurns: Record<string, (bootstrap: string) => Promise<Outcome>> = { ours: node(oursProgram, warmRuns) };
  if (kadm !== undefined) takingTurns['kadm.Lag (franz-go)'] = async bootstrap => asOutcome(await run(kadm, [bootstrap, String(warmRuns)]));
  const outcomes = new Map<string, Outcome[]>();
  for (const name of Object.keys(takingTurns)) outcomes.set(name, []);
  for (let round = 0; round <= rounds; round++) {
    const order = Object.entries(takingTurns);
    for (const [name, ask] of round % 2 === 0 ? order : order.reverse()) {
      const outcome = await ask(broker.bootstrap);
      if (round > 0) outcomes.get(name)?.push(outcome);
    }
  }
  outcomes.set('kafkajs admin, a call per group and topic', [await node(kafkajsProgram, 1)(broker.bootstrap)]);
  outcomes.set('kafka-consumer-groups, whole process', [await kafkasTool()]);

  const ms = (values: readonly number[]) =>
    values.length === 0 ? '–' : `${median(values).toFixed(0)} (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`;
  console.log(
    table(
      ['who', 'cold ms (from–to)', 'warm ms (from–to)', 'groups', 'rows', 'with a commit', 'requests'],
      [...outcomes].map(([name, all]) => [
        name,
        ms(all.map(({ coldMs }) => coldMs)),
        ms(all.flatMap(({ warmMs }) => warmMs)),
        ...[all[0]?.groups, all[0]?.rows, all[0]?.committed, all[0]?.requests].map(count => String(count ?? '–')),
      ]),
    ),
  );
  const [[, ours] = ['', []], [peer, theirs] = ['nobody', []]] = [...outcomes];
  const ratio = (of: (outcome: Outcome) => readonly number[]) => {
    const [a, b] = [median(ours.flatMap(of)), median(theirs.flatMap(of))];
    return `ratio ${(a / b).toFixed(2)} (ours ${a.toFixed(0)} ms, ${peer} ${b.toFixed(0)} ms)`;
  };
  console.log(`cold: ${ratio(({ coldMs }) => [coldMs])}`);
  console.log(ratio(({ warmMs }) => warmMs));
} finally {
  await broker.stop();
}

/** franz-go's program, compiled where Go is present; its modules come once, held by go.sum. */
async function builtKadm(): Promise<string | undefined> {
  const present = await run('go', ['version']).catch(() => undefined);
  if (present === undefined) {
    console.log('Go is not present: kadm.Lag is left out.');
    return undefined;
  }
  const folder = path.resolve(import.meta.dirname, '../../node_modules/.cache/bench');
  await mkdir(folder, { recursive: true });
  const program = path.join(folder, process.platform === 'win32' ? 'kadm.exe' : 'kadm');
  await run('go', ['build', '-o', program, '.'], { cwd: path.join(peers, 'kadm') });
  return program;
}

async function kafkasTool(): Promise<Outcome> {
  const started = performance.now();
  const { stdout } = await runTool(
    'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
    ['--bootstrap-server', broker.bootstrap, '--describe', '--all-groups'],
    broker,
  );
  const coldMs = performance.now() - started;
  const lines = stdout.split('\n').filter(line => line.startsWith('crowd-group-'));
  const committed = lines.filter(line => /^\S+\s+\S+\s+\d+\s+\d+/.test(line)).length;
  return { coldMs, warmMs: [], groups: new Set(lines.map(line => line.split(' ')[0])).size, rows: lines.length, committed };
}

function asOutcome({ stdout }: { readonly stdout: string }): Outcome {
  return JSON.parse(stdout) as Outcome;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
