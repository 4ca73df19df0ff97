// The lag of all groups as the product tells it, once over a fresh connection and then warm: one line of JSON.
import { lagOfAllGroups } from '../../../src/gather/lagOfGroups.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { watchThread } from './thread.ts';

const [bootstrap = '', warmRuns = '0'] = process.argv.slice(2);
const cluster = new Cluster({ bootstrapServers: [bootstrap] });
/** Only figures are kept: the product shows one answer at a time. */
const ask = async () => {
  const started = performance.now();
  const { groups } = await lagOfAllGroups(cluster);
  const ms = performance.now() - started;
  const rows = groups.flatMap(({ partitions }) => partitions);
  const unknown = groups.reduce((sum, { total }) => sum + total.unknown, 0);
  return { ms, groups: groups.length, rows: rows.length, committed: rows.filter(({ committed }) => committed.value).length, unknown };
};
const thread = watchThread();
const { ms: coldMs, ...counts } = await ask();
const { requests } = cluster.cost;
const warmMs: number[] = [];
for (let run = 0; run < Number(warmRuns); run++) warmMs.push((await ask()).ms);
console.log(JSON.stringify({ coldMs, warmMs, ...counts, requests, ...thread.stop() }));
cluster.disconnect();
