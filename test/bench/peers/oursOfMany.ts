// What the product asks of a cluster with 100,000 partitions, each question in a process of its own: one line of JSON.
import { lagOfAllGroups } from '../../../src/gather/lagOfGroups.ts';
import { sampleGroup } from '../../../src/gather/sampleGroup.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { listTopics } from '../../../src/kafka/topics.ts';
import { watchThread } from './thread.ts';

const [bootstrap = '', question = ''] = process.argv.slice(2);
const cluster = new Cluster({ bootstrapServers: [bootstrap] });
const questions: Readonly<Record<string, () => Promise<number>>> = {
  'the list of topics': async () => (await listTopics(cluster)).reduce((sum, { partitions }) => sum + partitions.length, 0),
  'one group that reads all of them': async () => (await sampleGroup(cluster, 'everything')).partitions.length,
  'the lag of 500 groups': async () => (await lagOfAllGroups(cluster)).groups.reduce((sum, { partitions }) => sum + partitions.length, 0),
};
const ask = questions[question];
if (ask === undefined) throw new Error(`Questions are ${Object.keys(questions).join(', ')}.`);
const thread = watchThread();
const started = performance.now();
const rows = await ask();
const ms = performance.now() - started;
console.log(JSON.stringify({ ms, rows, ...thread.stop() }));
cluster.disconnect();
