// A search as the panel runs it, worker included, in a process of its own: one line of JSON.
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { searchRecords } from '../../../src/peek/search/search.ts';
import { watchThread } from './thread.ts';

const [bootstrap = '', topic = '', text = ''] = process.argv.slice(2);
const thread = watchThread();
const began = performance.now();
const cluster = new Cluster({ bootstrapServers: [bootstrap] });
let firstMs: number | undefined;
const { records, matched, bytes, stopped, partitions } = await searchRecords(
  cluster,
  {
    places: [{ topic, partitions: [] }],
    from: { kind: 'oldest' },
    until: { kind: 'end' },
    what: { kind: 'text', text, matchCase: true, parts: ['key', 'value', 'headers'] },
    most: 100,
    isolation: 'read_committed',
  },
  { onFound: () => (firstMs ??= performance.now() - began), onProgress: () => undefined },
);
const ms = performance.now() - began;
const failures = partitions.flatMap(({ failure }) => (failure ? [failure] : []));
if (stopped || failures.length > 0) throw new Error(`The search was stopped: ${JSON.stringify(stopped ?? failures)}`);
console.log(JSON.stringify({ ms, records, matched, bytes, firstMs, ...thread.stop() }));
cluster.disconnect();
