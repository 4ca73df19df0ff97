// The newest hundred records of a topic over a fresh connection, as a peek begins: one line of JSON.
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { peekRecords } from '../../../src/peek/peek.ts';

const [bootstrap = '', topic = ''] = process.argv.slice(2);
const began = performance.now();
const cluster = new Cluster({ bootstrapServers: [bootstrap] });
const { records } = await peekRecords(cluster, {
  ...{ topic, partitions: [], start: { kind: 'newest' }, limit: 100 },
  ...{ isolation: 'read_committed', showControlRecords: false },
});
console.log(JSON.stringify({ ms: performance.now() - began, records: records.length }));
cluster.disconnect();
