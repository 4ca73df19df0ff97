// An hour in the life of the lag panel's host, with 10,000 partitions and a beat every 5 s, fast-forwarded: how long it holds the thread
// that all extensions share, and whether its memory grows. `npm run bench -- lagHour [partitions] [beats]`
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { table } from '../support/table.ts';
import { bundled } from './peers/bundled.ts';
import type { Held } from './peers/thread.ts';

/** What the product promises: flat is less than a tenth more in the last half of the hour. */
const limit = { stretchMs: 50, growth: 1.1 };
const [partitions = 10_000, beats = 720] = process.argv.slice(2).map(Number);

const script = await bundled('lagHour.ts');
const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, String(partitions), String(beats)]);
const { ms, heap, stretchMs, blockedMs } = JSON.parse(stdout) as Held & { ms: number; heap: readonly number[] };
const [half = 0, last = 0] = [heap[Math.floor(heap.length / 2)], heap.at(-1)];

console.log(
  table(
    [
      'an hour of beats',
      'a beat, ms',
      'longest stretch of CPU, ms',
      'longest wait for the thread, ms',
      'heap after 30 min, MB',
      'after 60 min, MB',
    ],
    [[`${partitions} partitions`, ...[ms, stretchMs, blockedMs, half, last].map(value => value.toFixed(0))]],
  ),
);
if (stretchMs > limit.stretchMs || last > half * limit.growth) {
  console.error(`More than ${limit.stretchMs} ms at a time, or memory that grows.`);
  process.exitCode = 1;
}
console.log(`memory: ratio ${(last / half).toFixed(2)} (60 min ${last.toFixed(0)} MB, 30 min ${half.toFixed(0)} MB)`);
console.log(`ratio ${(stretchMs / limit.stretchMs).toFixed(2)} (ours ${stretchMs.toFixed(0)} ms, limit ${limit.stretchMs} ms)`);
