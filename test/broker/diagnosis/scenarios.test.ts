import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import { fromExactJson, toExactJson } from '../../../src/model/exactJson.ts';
import type { Verdict } from '../../../src/model/finding.ts';
import { partNames, type Snapshot } from '../../../src/model/snapshot.ts';
import { redactSnapshot } from '../../../src/model/redact.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import { clientFilesOf, type Scenario } from '../../lab/scenario.ts';
import { allScenarios } from '../../lab/scenarios/index.ts';
import { plainBroker, strictBroker, watcher } from '../../lab/scenarioBrokers.ts';
import { labBroker } from '../../support/brokers.ts';
import { checkVerdict, expected } from '../../support/scenarioVerdict.ts';
import { runningScenarios } from '../../support/scenarios.ts';
import { table } from '../../support/table.ts';
import { asking, plainly } from '../kafka/clients.ts';

/** One diagnosis as a person sees it: an early answer, and the one at the window's end. */
interface Seen {
  readonly early: Snapshot | undefined;
  readonly final: Snapshot;
  readonly verdict: Verdict;
  /** From the question until the scenario's own finding was there. */
  readonly seconds: number;
}

/** Some seconds more than a person waits: with all these clients on one machine, beats come late. */
const windowMs = 26_000;

/** All causes that real clients can show here, on one broker side by side (and a strict one), diagnosed all at once. */
describe('the verdict on real clients', () => {
  const [broker, strict] = [labBroker(plainBroker, 'own'), labBroker(strictBroker, 'own')];
  const lab = runningScenarios(({ on }) => (on === 'strict' ? strict() : broker()), allScenarios);
  const plain = asking(plainly(broker));
  const onStrict = asking(plainly(strict));
  const asWatcher = asking(() => ({
    bootstrapServers: [strict().addresses.SASL_PLAINTEXT ?? ''],
    sasl: { mechanism: 'PLAIN', username: watcher.name, password: watcher.password },
  }));
  const clusterOf = ({ on, askedBy }: Scenario) => (on === undefined ? plain : askedBy === undefined ? onStrict : asWatcher).cluster();
  const seen = new Map<string, Seen>();
  let before_: unknown;
  let after_: unknown;

  const whatIsThere = async () => {
    const { admin } = lab();
    const { groups } = await admin.listGroups();
    return { topics: (await admin.listTopics()).sort(), groups: groups.map(({ groupId }) => groupId).sort() };
  };

  before('all groups are watched at once', async function () {
    this.timeout(120_000);
    await lab().beginLooking();
    before_ = await whatIsThere();
    await Promise.all(lab().runs.map(async scenario => seen.set(scenario.name, await diagnosed(scenario))));
    after_ = await whatIsThere();
  });

  async function diagnosed(scenario: Scenario): Promise<Seen> {
    const began = Date.now();
    let early: Snapshot | undefined;
    let foundAt: number | undefined;
    const final = await gatherSnapshot(clusterOf(scenario), 'lab', scenario.groupId, {
      windowMs,
      clientFiles: clientFilesOf(scenario),
      onSnapshot: snapshot => {
        early = snapshot;
        if (diagnose(snapshot).findings[0]?.ruleId === scenario.says) foundAt = Date.now();
      },
    });
    return { early, final, verdict: diagnose(final), seconds: ((foundAt ?? Date.now()) - began) / 1000 };
  }

  for (const scenario of allScenarios) {
    it(expected(scenario), function () {
      const found = seen.get(scenario.name);
      if (found === undefined) return this.skip(); // its clients cannot run on this machine
      checkVerdict(scenario, found.final, found.verdict);
    });
  }

  after('what came first, and when', () => {
    const { SHOW_VERDICTS } = process.env;
    if (SHOW_VERDICTS === undefined) return;
    const rows = [...seen].map(([name, { verdict, seconds }]) => [
      name,
      verdict.findings.map(({ ruleId, severity, confidence }) => `${ruleId} (${severity}, ${confidence})`).join(', ') || 'healthy',
      seconds.toFixed(1),
    ]);
    console.log(table(['scenario', 'found', 'seconds'], rows));
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

  it('is the same where the snapshot was redacted for others', () => {
    const said = ({ findings, notChecked }: Verdict) => [
      findings.map(({ ruleId, severity, confidence }) => [ruleId, severity, confidence]),
      notChecked.map(({ ruleId }) => ruleId),
    ];
    for (const [name, { final, verdict }] of seen) assert.deepEqual(said(diagnose(redactSnapshot(final))), said(verdict), name);
  });

  it('could read all that it asked for, of whoever may do everything', () => {
    const known = new Set(['missing-permission', 'missing-topic']);
    for (const [name, { final, verdict }] of seen) {
      for (const { reasons } of verdict.notChecked)
        assert.ok(
          reasons.every(({ reason }) => reason.kind !== 'rule-failed'),
          JSON.stringify(reasons),
        );
      const missing = partNames.flatMap(part => final.parts[part].missing.map(({ subject, reason }) => ({ name, part, subject, reason })));
      if (!known.has(name)) assert.deepEqual(missing, []);
    }
  });

  it('has left no group and no topic behind', () => {
    assert.deepEqual(after_, before_);
  });
});
