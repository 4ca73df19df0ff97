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
  const rounds: { readonly name: string; readonly outcomes: readonly Outcome[] }[] = [];
  for (const [name, ids] of [
    ['cold', diagnosed.slice(0, 1)],
    ['warm', diagnosed],
  ] as const) {
    const { stdout } = await run(process.execPath, ['--disable-warning=TimeoutNegativeWarning', program, broker.bootstrap, ...ids]);
    const lines = stdout.trim().split('\n');
    const outcomes = lines.map(line => JSON.parse(line) as Outcome);
    rounds.push({ name, outcomes: name === 'warm' ? outcomes.slice(1) : outcomes });
  }
  console.log(`A diagnosis of one of ${groups} groups, without its window:`);
  console.log(
    table(
      ['', 'ms', 'requests', 'kB', 'longest stretch ms', 'failed questions', 'findings'],
      rounds.map(({ name, outcomes }) => [
        name,
        median(outcomes.map(({ ms }) => ms)).toFixed(0),
        String(median(outcomes.map(({ requests }) => requests))),
        (median(outcomes.map(({ bytes }) => bytes)) / 1000).toFixed(0),
        Math.max(...outcomes.map(({ stretchMs }) => stretchMs)).toFixed(0),
        String(Math.max(...outcomes.map(({ missing }) => missing))),
        String(outcomes[0]?.findings ?? 0),
      ]),
    ),
  );
  const worst = Math.max(...rounds.flatMap(({ outcomes }) => outcomes.map(({ ms }) => ms)));
  console.log(`${worst <= limitMs ? 'holds' : 'BREAKS'}: ${worst.toFixed(0)} ms at most, ${limitMs} ms are promised`);
  if (worst > limitMs) process.exitCode = 1;
} finally {
  await broker.stop();
}
