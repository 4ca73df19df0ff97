import assert from 'node:assert/strict';
import type { Admin, Producer, Transaction } from 'kafkajs';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import type { Finding, Verdict } from '../../../src/model/finding.ts';
import type { DiagnosisRuleId, FindingFigures } from '../../../src/model/findingFigures.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { labBroker } from '../../support/brokers.ts';
import { checkAnyFinding } from '../../support/diagnosisTest.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';

/** Causes that need no consumer to run: commits and logs that do not fit each other. */
describe('the cause that a real cluster shows', () => {
  const broker = labBroker({}, 'own');
  const { cluster } = asking(plainly(broker));
  let open: Transaction | undefined;
  after('the transaction ends', () => open?.abort());
  const applied = applications(broker);
  let admin: Admin;
  let producer: Producer;
  const seen = new Map<string, { snapshot: Snapshot; verdict: Verdict }>();

  const topicWith = async (topic: string, records: number): Promise<void> => {
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
    // A new topic may not be known to the producer's metadata yet.
    await eventually(() => producer.send({ topic, messages: Array.from({ length: records }, (_, n) => ({ value: `{"n":${n}}` })) }));
  };
  const commit = (groupId: string, topic: string, offset: number) => commitOffsets(cluster(), groupId, { [topic]: { 0: BigInt(offset) } });

  before('they are made and watched, all at once', async function () {
    this.timeout(120_000);
    [admin, producer] = await Promise.all([applied.admin(), applied.producer()]);

    await topicWith('retained', 50);
    await commit('too-late', 'retained', 10);
    // Nor to the admin's.
    await eventually(() => admin.deleteTopicRecords({ topic: 'retained', partitions: [{ partition: 0, offset: '30' }] }));

    await topicWith('recreated', 5);
    await commit('out-of-range', 'recreated', 400);
    // A new topic's leader epochs begin at 0: no record of this one was ever in epoch 3.
    await topicWith('outgrown', 20);
    await commitOffsets(cluster(), 'of-another-life', { outgrown: { 0: 10n } }, 3);

    await topicWith('transacted', 10);
    const transactions = await applied.producer({ transactionalId: 'causes-1', maxInFlightRequests: 1, idempotent: true });
    const whole = await transactions.transaction();
    await whole.send({ topic: 'transacted', messages: [{ value: '{"n":10}' }] });
    await whole.commit();
    const givenUp = await transactions.transaction();
    await givenUp.send({ topic: 'transacted', messages: [{ value: '{"n":12}' }] });
    await givenUp.abort();
    // 10 records, one in a transaction and its marker, one that was given up and its marker: all but the last three are read.
    await commit('transactional-tail', 'transacted', 11);

    await topicWith('held-up', 5);
    open = await transactions.transaction();
    await open.send({ topic: 'held-up', messages: [{ value: '{"n":5}' }] });
    await producer.send({ topic: 'held-up', messages: [{ value: '{"n":6}' }, { value: '{"n":7}' }] });
    await applied.consumer({ groupId: 'held-up-reader', readUncommitted: false }, 'held-up', { autoCommitInterval: 200 });
    await eventually(async () => {
      const [offsets] = await admin.fetchOffsets({ groupId: 'held-up-reader', topics: ['held-up'] });
      assert.equal(offsets?.partitions[0]?.offset, '5');
    });

    await Promise.all(
      ['too-late', 'out-of-range', 'of-another-life', 'transactional-tail', 'held-up-reader', 'held-up-raeder'].map(async groupId => {
        const snapshot = await gatherSnapshot(cluster(), 'lab', groupId, { windowMs: 16_000 });
        seen.set(groupId, { snapshot, verdict: diagnose(snapshot) });
      }),
    );
  });

  const found = (groupId: string): readonly Finding[] => {
    const { verdict } = seen.get(groupId)!;
    for (const finding of verdict.findings) checkAnyFinding(finding);
    return verdict.findings;
  };
  const figuresOf = <Id extends DiagnosisRuleId>(groupId: string, id: Id): FindingFigures[Id] => {
    const finding = found(groupId).find(({ ruleId }) => ruleId === id);
    assert.ok(
      finding,
      `${groupId}: ${
        found(groupId)
          .map(({ ruleId }) => ruleId)
          .join(', ') || 'nothing found'
      }`,
    );
    return finding.figures as FindingFigures[Id];
  };

  it('is that records were deleted before they were read, and that nobody reads', () => {
    assert.deepEqual(
      found('too-late').map(({ ruleId }) => ruleId),
      ['empty-group-with-waiting-records', 'records-lost'],
    );
    assert.deepEqual(figuresOf('too-late', 'records-lost'), { partitions: ['retained-0'], records: 20n, by: 'somebody' });
  });

  it('is that a commit lies beyond the end', () => {
    const { committed, end } = figuresOf('out-of-range', 'commit-beyond-end');
    assert.deepEqual([committed, end], [400n, 5n]);
  });

  it('is that the topic was made anew and has grown past the commit, as its leader epoch tells', () => {
    const { how, committed, committedEpoch } = figuresOf('of-another-life', 'commit-of-another-log');
    assert.deepEqual([how, committed, committedEpoch], ['recreated', 10n, 3]);
  });

  it('is none where only markers and records that a transaction gave up are left: lag 3, and nothing to read', () => {
    assert.deepEqual(found('transactional-tail'), []);
    const { snapshot, verdict } = seen.get('transactional-tail')!;
    const { tone, odd } = wordVerdict(snapshot, verdict);
    assert.equal(tone, 'healthy');
    assert.match(odd.join(), /^transacted-0 shows lag 3\. Nothing is left to read there/);
  });

  it('is an open transaction that hides what arrives, with its producer', () => {
    const [finding] = found('held-up-reader');
    assert.equal(finding?.ruleId, 'open-transaction');
    const { lastStableOffset, hidden, transactionalId, hanging } = finding.figures;
    assert.deepEqual([lastStableOffset, hidden, transactionalId, hanging], [5n, 3n, 'causes-1', null]);
    assert.equal(finding.confidence, 'proven');
    assert.ok(finding.evidence.some(({ fact }) => fact === 'first-hidden-record'));
  });

  it('is that the group does not exist, and which one may be meant', () => {
    assert.deepEqual(figuresOf('held-up-raeder', 'group-does-not-exist').similar, ['held-up-reader']);
    assert.equal(found('held-up-raeder').length, 1);
  });
});
