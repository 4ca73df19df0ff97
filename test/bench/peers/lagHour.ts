// What the lag panel's host does with an hour of beats, as fast as it can: one line of JSON. Samples are made here; everything else is the product's.
import { withSample } from '../../../src/gather/history.ts';
import { judgeInTurns } from '../../../src/gather/judge.ts';
import { known } from '../../../src/model/failure.ts';
import type { Group } from '../../../src/model/group.ts';
import { LagHistory } from '../../../src/model/lagHistory.ts';
import { ratesLately } from '../../../src/model/lately.ts';
import type { GroupSample } from '../../../src/model/sample.ts';
import { wordLag } from '../../../src/report/lagWords.ts';
import { lagBeat, rememberJudged } from '../../../src/vscode/panels/lagBeat.ts';
import { watchThread } from './thread.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';

const [partitions = 10_000, beats = 720] = process.argv.slice(2).map(Number);
const everyMs = 5_000;
const group: Group = {
  ...{ groupId: 'ten-thousand', groupType: 'classic', groupState: 'Stable', protocolType: 'consumer', coordinator: 1, assignor: 'range' },
  members: [],
};

let history: readonly GroupSample[] = [];
const seen = new LagHistory();
const heap: number[] = [];
const thread = watchThread();
let rows = 0;
const began = performance.now();
for (let beat = 0; beat < beats; beat++) {
  const sample = await sampleAt(beat);
  history = withSample(history, sample);
  const trend = await judgeInTurns(history);
  await nextTurn();
  const lately = ratesLately(history);
  await nextTurn();
  const verdict = wordLag(group, trend, sample.at);
  await nextTurn();
  const told = await lagBeat(sample, trend, { verdict, lately, reasonOf: ({ kind }) => ({ what: kind, next: '' }) });
  rememberJudged(seen, trend, lately);
  rows += told.rows.count;
  // Twelve times an hour, from when all bounds are reached.
  if (beat % Math.ceil(beats / 12) === 0) {
    globalThis.gc?.();
    heap.push(process.memoryUsage().heapUsed / 1024 / 1024);
  }
}
console.log(JSON.stringify({ ms: (performance.now() - began) / beats, rows, heap, ...thread.stop() }));

/** Every partition gets ten records a beat, and its consumer reads all but those of every hundredth one. */
async function sampleAt(beat: number): Promise<GroupSample> {
  const offsets: GroupSample['partitions'][number][] = [];
  for (let partition = 0; partition < partitions; partition++) {
    if (partition % 1_000 === 0) await nextTurn();
    const end = known(BigInt(1_000 + beat * 10));
    const offset = BigInt(partition % 100 === 0 ? 900 : 990 + beat * 10);
    const committed = known({ offset, leaderEpoch: 0, metadata: '' });
    offsets.push({ topic: 'orders', partition, committed, logStartOffset: known(0n), highWatermark: end, lastStableOffset: end });
  }
  return { at: Date.UTC(2026, 10, 20) + beat * everyMs, group, partitions: offsets, cost: { requests: 9, ms: 80, bytes: 500_000 } };
}
