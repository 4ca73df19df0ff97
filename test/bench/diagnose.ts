// What the diagnosis of one group costs besides its window, on a cluster of many: `npm run bench -- diagnose [groups]`.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startBroker } from '../lab/broker.ts';
import { makeCrowd } from '../lab/manyGroups.ts';
import { median, table } from '../support/table.ts';
import { bundled } from './peers/bundled.ts';
import type { Held } from './peers/thread.ts';

/** What the product promises. */
const limitMs = 200;
const [groups = 500] = process.argv.slice(2).map(Number);
const diagnosed = ['crowd-group-00007', 'crowd-group-00123', 'crowd-group-00256', 'crowd-group-00311', 'crowd-group-00499'];
const run = promisify(execFile);

interface Outcome extends Held {
  readonly ms: number;
  readonly requests: number;
  readonly bytes: number;
  readonly missing: number;
  readonly findings: number;
}

const broker = await startBroker();
try {
  await makeCrowd(broker, { groups, topics: 50, partitionsPerTopic: 40, commitsPerGroup: 20 });
  const program = await bundled('diagnoses.ts');
  const ask = async (ids: readonly string[]) => {
    const { stdout } = await run(process.execPath, ['--disable-warning=TimeoutNegativeWarning', program, broker.bootstrap, ...ids]);
    return stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Outcome);
  };
  // Nobody has asked this broker such things since its JVM started: that is its own cold start, which a cluster in use has behind it.
  const first = await ask(diagnosed.slice(0, 1));
  const cold: Outcome[] = [];
  for (const groupId of diagnosed) cold.push(...(await ask([groupId])));
  const rounds = [
    { name: 'the first that the broker is ever asked for', outcomes: first, isPromised: false },
    { name: 'cold: over a fresh connection, connecting included', outcomes: cold, isPromised: true },
    { name: 'warm', outcomes: (await ask([...diagnosed, ...diagnosed])).slice(1), isPromised: true },
  ];
  const times = ({ outcomes }: { readonly outcomes: readonly Outcome[] }) => outcomes.map(({ ms }) => ms);
  console.log(`A diagnosis of one of ${groups} groups, without its window:`);
  console.log(
    table(
      ['', 'ms (from–to)', 'requests', 'kB', 'longest stretch ms', 'failed questions', 'findings'],
      rounds.map(({ name, outcomes }) => [
        name,
        `${median(times({ outcomes })).toFixed(0)} (${Math.min(...times({ outcomes })).toFixed(0)}–${Math.max(...times({ outcomes })).toFixed(0)})`,
        String(median(outcomes.map(({ requests }) => requests))),
        (median(outcomes.map(({ bytes }) => bytes)) / 1000).toFixed(0),
        Math.max(...outcomes.map(({ stretchMs }) => stretchMs)).toFixed(0),
        String(Math.max(...outcomes.map(({ missing }) => missing))),
        String(outcomes[0]?.findings ?? 0),
      ]),
    ),
  );
  const worst = Math.max(...rounds.filter(({ isPromised }) => isPromised).map(round => median(times(round))));
  console.log(`${worst <= limitMs ? 'holds' : 'BREAKS'}: ${worst.toFixed(0)} ms, ${limitMs} ms are promised`);
  if (worst > limitMs) process.exitCode = 1;
} finally {
  await broker.stop();
}
