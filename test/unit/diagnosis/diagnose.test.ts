import assert from 'node:assert/strict';
import { diagnose, diagnoseBy } from '../../../src/diagnosis/diagnose.ts';
import { defineRule, fact } from '../../../src/diagnosis/rule.ts';
import { rules } from '../../../src/diagnosis/rules/index.ts';
import type { Confidence, Severity } from '../../../src/model/finding.ts';
import type { DiagnosisRuleId } from '../../../src/model/findingFigures.ts';
import { failed, forbidden, group, member, noLeader, partition, sample, snapshot, watched } from '../../support/snapshots.ts';
import { traffic } from '../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const fine = traffic({ produced: 20, consumed: 100, commitEvery: 5 });
const healthy = snapshot({
  samples: watched(billing, second => ({ 'orders-0': fine(second), 'orders-1': fine(second) })),
  topics: [partition('orders-0'), partition('orders-1')],
  groupIds: ['orders-billing'],
});

const idle = (id: 'idle-members', severity: Severity, confidence: Confidence) =>
  defineRule({
    id,
    needs: ['group'],
    diagnose: ({ group: { members }, groupId, now }) => [
      {
        severity,
        confidence,
        subject: `${severity} ${confidence}`,
        figures: { idle: [groupId], members: members.length, partitions: 1, assignor: '' },
        evidence: [fact('group-is-empty', { state: 'Empty' }, 'DescribeGroups', now)],
        fixes: [],
      },
    ],
  });

describe('a diagnosis', () => {
  it('finds nothing wrong with a healthy group, and says what it ruled out', () => {
    const { ruledOut, ...others } = diagnose(healthy);
    assert.deepEqual(others, { findings: [], notChecked: [] });
    // No file of the workspace names this group: what compares one with the members has no subject.
    assert.deepEqual(
      rules.map(({ id }) => id).filter(id => !ruledOut.includes(id)),
      ['file-differs-from-members'],
    );
  });

  it('of a group that does not exist says so, and neither blames nor clears anything else', () => {
    const { findings, notChecked, ruledOut } = diagnose(snapshot({ groupId: 'orders-biling', groupIds: ['orders-billing'] }));
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ['group-does-not-exist'],
    );
    assert.deepEqual(notChecked, []);
    for (const id of ['stuck-partition', 'records-lost', 'leaderless-partition'] as const) assert.ok(!ruledOut.includes(id), id);
  });

  it('of a group that this login may not see calls nothing fine', () => {
    const reason = failed('orders-billing', { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED' });
    const { findings, notChecked, ruledOut } = diagnose(snapshot({ missing: { group: [reason], samples: [reason], topics: [reason] } }));
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ['permission-missing'],
    );
    // Only the offsets topic was seen, and is well.
    assert.deepEqual(ruledOut, ['coordinator-unhealthy']);
    assert.ok(notChecked.length > rules.length / 2);
  });

  it('judges the topics that it may see, and names those that it may not', () => {
    const samples = watched(billing, () => ({
      'orders-0': { committed: 50n, start: 60n, end: 90n },
      'refunds-0': { committed: forbidden, end: forbidden },
    }));
    const { findings, notChecked } = diagnose(snapshot({ samples, missing: { samples: [failed('refunds', forbidden)] } }));
    assert.ok(findings.some(({ ruleId }) => ruleId === 'records-lost'));
    assert.deepEqual(
      notChecked.find(({ ruleId }) => ruleId === 'records-lost')?.reasons.map(({ subject }) => subject),
      ['refunds'],
    );
  });

  it('does not rule out what needs a longer look', () => {
    const { notChecked, ruledOut } = diagnose(snapshot({ samples: [sample(0, billing, { 'orders-0': { committed: 1n, end: 9n } })] }));
    const early = notChecked.filter(({ reasons }) => reasons.some(({ reason }) => reason.kind === 'too-early')).map(({ ruleId }) => ruleId);
    for (const id of ['stuck-partition', 'nothing-committed', 'open-transaction', 'growing-lag', 'catching-up'] as const) {
      assert.ok(early.includes(id), id);
    }
    for (const id of early) assert.ok(!ruledOut.includes(id));
  });

  it('goes on when a rule fails, which is then not called fine', () => {
    const broken = defineRule({
      id: 'catching-up',
      needs: ['group'],
      diagnose: () => {
        throw new RangeError('no such partition');
      },
    });
    const { findings, notChecked, ruledOut } = diagnoseBy([broken, idle('idle-members', 'warning', 'likely')], healthy);
    assert.equal(findings.length, 1);
    assert.deepEqual(notChecked, [
      { ruleId: 'catching-up', reasons: [{ subject: 'catching-up', reason: { kind: 'rule-failed', detail: 'no such partition' } }] },
    ]);
    assert.deepEqual(ruledOut, []);
  });

  it('gives a rule only the parts that it names', () => {
    let seen: readonly string[] = [];
    const curious = defineRule({
      id: 'idle-members',
      needs: ['group', 'topics'],
      uses: ['groupIds'],
      diagnose: given => {
        seen = Object.keys(given).sort();
        return [];
      },
    });
    diagnoseBy([curious], healthy);
    assert.deepEqual(seen, ['group', 'groupIds', 'groupId', 'now', 'topics'].sort());
  });

  it('puts the worst first, then the surest, then causes before what they cause', () => {
    const some = [
      idle('idle-members', 'information', 'proven'),
      idle('idle-members', 'error', 'possible'),
      idle('idle-members', 'warning', 'proven'),
      idle('idle-members', 'error', 'proven'),
    ];
    assert.deepEqual(
      diagnoseBy(some, healthy).findings.map(({ subject }) => subject),
      ['error proven', 'error possible', 'warning proven', 'information proven'],
    );
    const lostAndEmpty = snapshot({ samples: watched(group([]), () => ({ 'orders-0': { committed: 90n, start: 95n, end: 150n } })) });
    assert.deepEqual(
      diagnose(lostAndEmpty).findings.map(({ ruleId }): DiagnosisRuleId => ruleId),
      ['empty-group-with-waiting-records', 'records-lost'],
    );
  });

  it('of a leaderless partition names it, and does not guess at its lag', () => {
    const samples = watched(billing, second => ({ 'orders-0': fine(second), 'orders-1': { committed: 7n, end: noLeader } }));
    const topics = [partition('orders-0'), partition('orders-1', { leader: null, isr: [] })];
    const { findings, ruledOut } = diagnose(snapshot({ samples, topics, missing: { samples: [failed('orders-1', noLeader)] } }));
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ['leaderless-partition'],
    );
    assert.ok(!ruledOut.includes('stuck-partition'));
  });
});
