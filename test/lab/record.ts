// Records what a diagnosis sees of real clients, redacted, for the unit tests of rules: `node test/lab/record.ts [scenario …]`, all by default.
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { gatherSnapshot } from '../../src/gather/snapshot.ts';
import { Cluster } from '../../src/kafka/connection/cluster.ts';
import { redactSnapshot } from '../../src/model/redact.ts';
import { writeSnapshot } from '../../src/model/savedSnapshot.ts';
import { startBroker } from './broker.ts';
import { clientFilesOf, openLab, runnable } from './scenario.ts';
import { plainBroker, strictBroker } from './scenarioBrokers.ts';
import { recordingOf, recordings } from './recordings.ts';
import { allScenarios } from './scenarios/index.ts';

const names = process.argv.slice(2);
const chosen = (await runnable(allScenarios)).filter(({ name }) => names.length === 0 || names.includes(name));
const brokers = { plain: await startBroker(plainBroker), strict: await startBroker(strictBroker) };
const labs = { plain: await openLab(brokers.plain), strict: await openLab(brokers.strict) };
const running = await Promise.all(
  chosen.map(async scenario => {
    const started = await scenario.start(labs[scenario.on ?? 'plain']);
    await started.ready();
    return started;
  }),
);
await Promise.all(running.map(async one => one.whenLookedAt?.()));
mkdirSync(recordings, { recursive: true });
await Promise.all(
  chosen.map(async scenario => {
    const { name, groupId, on = 'plain', askedBy } = scenario;
    const { addresses, bootstrap } = brokers[on];
    const cluster = new Cluster(
      askedBy
        ? {
            bootstrapServers: [addresses.SASL_PLAINTEXT ?? ''],
            sasl: { mechanism: 'PLAIN', username: askedBy.name, password: askedBy.password },
          }
        : { bootstrapServers: [bootstrap] },
    );
    const snapshot = redactSnapshot(await gatherSnapshot(cluster, 'lab', groupId, { clientFiles: clientFilesOf(scenario) }));
    cluster.disconnect();
    writeFileSync(recordingOf(name), gzipSync(writeSnapshot(snapshot)));
    const found = diagnose(snapshot).findings.map(({ ruleId }) => ruleId);
    console.log(`${name.padEnd(34)} ${found.join(', ') || 'healthy'}`);
  }),
);
process.exit(); // brokers and clients end with this process
