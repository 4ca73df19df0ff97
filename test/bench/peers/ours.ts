// The lag of all groups as the product tells it, once over a fresh connection and then warm: one line of JSON.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { lagOfAllGroups } from '../../../src/gather/lagOfGroups.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';

const [bootstrap = '', warmRuns = '0'] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: 5 });
const cluster = new Cluster({ bootstrapServers: [bootstrap] });
const ask = async () => {
  const started = performance.now();
  const { groups } = await lagOfAllGroups(cluster);
  return { ms: performance.now() - started, groups };
};
delay.enable();
const cold = await ask();
const requests = cluster.cost.requests;
const warmMs: number[] = [];
for (let run = 0; run < Number(warmRuns); run++) warmMs.push((await ask()).ms);
delay.disable();
const rows = cold.groups.flatMap(({ partitions }) => partitions);
console.log(
  JSON.stringify({
    ...{ coldMs: cold.ms, warmMs, groups: cold.groups.length, rows: rows.length, requests },
    committed: rows.filter(({ committed }) => committed.value).length,
    unknown: cold.groups.reduce((sum, { total }) => sum + total.unknown, 0),
    blockedMs: delay.max / 1e6,
    memoryMb: process.memoryUsage.rss() / 1024 / 1024,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);
cluster.disconnect();
