// The lag of all groups by kafkajs's admin, a call per group and topic, as other extensions ask: one line of JSON.
import kafkajs from 'kafkajs';

const [bootstrap = '', warmRuns = '0'] = process.argv.slice(2);
const admin = new kafkajs.Kafka({ brokers: [bootstrap], logLevel: kafkajs.logLevel.NOTHING }).admin();

const ask = async () => {
  const started = performance.now();
  const { groups } = await admin.listGroups();
  let rows = 0;
  let committed = 0;
  for (const { groupId } of groups) {
    const [offsets] = await Promise.all([admin.fetchOffsets({ groupId }), admin.describeGroups([groupId])]);
    for (const { topic, partitions } of offsets) {
      const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, high]));
      const lags = partitions.map(({ partition, offset }) => BigInt(ends.get(partition) ?? '0') - BigInt(offset));
      rows += lags.length;
      committed += partitions.filter(({ offset }) => offset !== '-1').length;
    }
  }
  return { ms: performance.now() - started, groups: groups.length, rows, committed };
};

const started = performance.now();
await admin.connect();
const { groups, rows, committed } = await ask();
const coldMs = performance.now() - started;
const warmMs: number[] = [];
for (let run = 0; run < Number(warmRuns); run++) warmMs.push((await ask()).ms);
await admin.disconnect();
console.log(JSON.stringify({ coldMs, warmMs, groups, rows, committed }));
