import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { lagOf, type Position, positions, type Scenario } from '../lab/scenario.ts';
import { finishedBatchJob } from '../lab/scenarios/finished-batch-job.ts';
import { healthy } from '../lab/scenarios/healthy.ts';
import { allScenarios, scenarios } from '../lab/scenarios/index.ts';
import { kip848Group } from '../lab/scenarios/kip-848-group.ts';
import { neverCommits } from '../lab/scenarios/never-commits.ts';
import { slowConsumer } from '../lab/scenarios/slow-consumer.ts';
import { poison, stuckOnPoisonRecord } from '../lab/scenarios/stuck-on-poison-record.ts';
import { runTool } from '../lab/tools.ts';
import { labBroker } from '../support/brokers.ts';
import { eventually } from '../support/eventually.ts';
import { runningScenarios } from '../support/scenarios.ts';

describe('the scenarios', () => {
  const broker = labBroker({}, 'own');
  const lab = runningScenarios(broker, scenarios);
  const at = (scenario: Scenario) => positions(lab(), scenario);
  const totalLag = (all: readonly Position[]) => all.reduce((sum, one) => sum + lagOf(one), 0n);

  it('are all in a list, each under the name of its file', () => {
    const files = readdirSync(path.join(import.meta.dirname, '../lab/scenarios')).filter(file => file !== 'index.ts');
    assert.deepEqual(files.map(file => path.basename(file, '.ts')).sort(), allScenarios.map(({ name }) => name).sort());
  });

  it("are what Kafka's own tool sees: types, members and who is empty", async () => {
    const args = ['--bootstrap-server', broker().bootstrap, '--list', '--state', '--type'];
    const { stdout } = await runTool('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', args, broker());
    const rows = stdout.split('\n').map(line => line.trim().split(/\s+/));
    const seen = Object.fromEntries(rows.filter(row => row.length === 3).map(([group = '', type, state]) => [group, `${type} ${state}`]));
    for (const { groupId, name } of scenarios) {
      const expected =
        name === 'kip-848-group'
          ? 'Consumer Stable'
          : ['empty-group-with-waiting-records', 'finished-batch-job'].includes(name)
            ? 'Classic Empty'
            : 'Classic Stable';
      assert.equal(seen[groupId], expected, groupId);
    }
  });

  it('slow-consumer falls further behind', async () => {
    const before = totalLag(await at(slowConsumer));
    await eventually(async () => assert.ok(totalLag(await at(slowConsumer)) > before + 40n));
  });

  it('stuck-on-poison-record stays before its record while its other partitions move and all of them grow', async () => {
    const before = await at(stuckOnPoisonRecord);
    await eventually(async () => {
      const now = await at(stuckOnPoisonRecord);
      for (const { partition, committed, end } of now) {
        const was = before.find(one => one.partition === partition);
        assert.ok(was !== undefined && was.committed !== undefined && committed !== undefined);
        assert.ok(end > was.end + 5n);
        if (partition === poison.partition) assert.equal(committed, poison.offset);
        else assert.ok(committed > was.committed);
      }
    });
  });

  it('healthy and kip-848-group keep up', async () => {
    for (const scenario of [healthy, kip848Group]) {
      const before = await at(scenario);
      await eventually(async () => {
        const now = await at(scenario);
        assert.ok(now.every((one, index) => (one.committed ?? 0n) > (before[index]?.end ?? 0n)));
      });
    }
  });

  it('never-commits reads and has no commit', async () => {
    for (const { committed, end } of await at(neverCommits)) {
      assert.equal(committed, undefined);
      assert.ok(end > 0n);
    }
  });

  it('finished-batch-job has left nothing to read', async () => {
    assert.equal(totalLag(await at(finishedBatchJob)), 0n);
  });
});
