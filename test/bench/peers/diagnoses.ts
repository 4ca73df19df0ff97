// What a diagnosis looks at, without its window: one line of JSON a group. The first one connects.
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { partNames } from '../../../src/model/snapshot.ts';
import { watchThread } from './thread.ts';

const [bootstrap = '', ...groupIds] = process.argv.slice(2);
const cluster = new Cluster({ bootstrapServers: [bootstrap] });
for (const groupId of groupIds) {
  const thread = watchThread();
  const started = performance.now();
  const snapshot = await gatherSnapshot(cluster, 'bench', groupId, { windowMs: 0 });
  const { findings } = diagnose(snapshot);
  const ms = performance.now() - started;
  const missing = partNames.flatMap(name => snapshot.parts[name].missing).filter(({ reason }) => reason.kind === 'failure').length;
  console.log(JSON.stringify({ ...snapshot.cost, ms, missing, findings: findings.length, ...thread.stop() }));
}
cluster.disconnect();
