import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import { fromExactJson, toExactJson } from '../../../src/model/exactJson.ts';
import type { Verdict } from '../../../src/model/finding.ts';
import type { Cost } from '../../../src/model/sample.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import { scenarios } from '../../lab/scenarios/index.ts';
import { labBroker } from '../../support/brokers.ts';
import { checkAnyFinding } from '../../support/diagnosisTest.ts';
import { runningScenarios } from '../../support/scenarios.ts';
import { asking, plainly } from '../kafka/clients.ts';

describe('the verdict on real clients', () => {
  const broker = labBroker({}, 'own');
  const lab = runningScenarios(broker, scenarios);
  const { cluster } = asking(plainly(broker));
  const seen = new Map<string, { early: Snapshot | undefined; final: Snapshot; verdict: Verdict }>();
  let before_: unknown;
  let after_: unknown;

  const whatIsThere = async () => {
    const { admin } = lab();
    const { groups } = await admin.listGroups();
    return { topics: (await admin.listTopics()).sort(), groups: groups.map(({ groupId }) => groupId).sort() };
  };

  before('all groups are watched at once', async function () {
    this.timeout(60_000);
    before_ = await whatIsThere();
    await Promise.all(
      scenarios.map(async ({ name, groupId }) => {
        let early: Snapshot | undefined;
        const final = await gatherSnapshot(cluster(), 'lab', groupId, { onSnapshot: snapshot => (early = snapshot) });
        seen.set(name, { early, final, verdict: diagnose(final) });
      }),
    );
    after_ = await whatIsThere();
  });

  for (const { name, says } of scenarios) {
    it(says === 'healthy' ? `finds nothing wrong with ${name}` : `says ${says} first of ${name}`, () => {
      const { verdict, final } = seen.get(name)!;
      const found = verdict.findings.map(({ ruleId, subject }) => `${ruleId} (${subject})`).join(', ');
      if (says === 'healthy') assert.equal(found, '');
      else assert.equal(verdict.findings[0]?.ruleId, says, `found ${found || 'nothing'}`);
      const { tone, headline } = wordVerdict(final, verdict);
      const isFine = verdict.findings.every(({ severity }) => severity === 'information');
      assert.equal(tone === 'healthy', isFine, headline);
    });
  }

  it('says nothing false beside it: one finding each', () => {
    for (const [name, { verdict }] of seen) {
      for (const finding of verdict.findings) checkAnyFinding(finding);
      assert.ok(verdict.findings.length <= 1, `${name}: ${verdict.findings.map(({ ruleId }) => ruleId).join(', ')}`);
    }
  });

  it('names the record that a stuck consumer cannot get past, and how it differs', () => {
    const [finding] = seen.get('stuck-on-poison-record')!.verdict.findings;
    assert.equal(finding?.ruleId, 'stuck-partition');
    const { offset, differsBy, owner } = finding.figures;
    assert.deepEqual({ offset, differsBy, owner }, { offset: 25n, differsBy: ['shape'], owner: 'payment-service-1' });
    assert.deepEqual(finding.fixes[0], { kind: 'peek', topic: 'payments', partition: 1, offset: 25n, groupId: 'payment-service' });
  });

  it('has found after one look what needs no more, and called nothing healthy', () => {
    const early = (name: string) => seen.get(name)!.early!;
    assert.equal(diagnose(early('empty-group-with-waiting-records')).findings[0]?.ruleId, 'empty-group-with-waiting-records');
    assert.equal(diagnose(early('more-members-than-partitions')).findings[0]?.ruleId, 'idle-members');
    assert.equal(wordVerdict(early('healthy'), diagnose(early('healthy'))).tone, 'too-early');
  });

  it('is the same when the snapshot was saved and read again', () => {
    for (const { final, verdict } of seen.values()) assert.deepEqual(diagnose(fromExactJson(toExactJson(final)) as Snapshot), verdict);
  });

  it('has left no group and no topic behind', () => {
    assert.deepEqual(after_, before_);
  });

  it('costs, besides its window, less than 200 ms and twenty requests', async () => {
    const costs: Cost[] = [];
    // The best of some: all scenarios run on this machine meanwhile.
    for (let look = 0; look < 10; look++) costs.push((await gatherSnapshot(cluster(), 'lab', 'order-service', { windowMs: 0 })).cost);
    const best = costs.reduce((a, b) => (a.ms < b.ms ? a : b));
    assert.ok(best.ms < 200 && best.requests <= 20, JSON.stringify(costs));
  });
});
