import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { readSnapshot, writeSnapshot } from '../../../src/model/savedSnapshot.ts';
import { group, member, records, snapshot, watched } from '../../support/snapshots.ts';

const stuck = snapshot({
  samples: watched(group([member('billing-1', ['orders-1'])]), second => ({ 'orders-1': { committed: 200n, end: 260n + BigInt(second) } })),
  records: [records('orders-1', 200n, { 199: {}, 200: { looksLike: 'binary' }, 201: {} })],
});
const codeOf = (text: string) => readSnapshot(text, 'a.json').failure?.code;

describe('a saved snapshot', () => {
  it('gives the same verdict when it is opened', () => {
    const { value } = readSnapshot(writeSnapshot(stuck), 'orders.kafka-diagnosis.json');
    assert.ok(value);
    assert.equal(writeSnapshot(value), writeSnapshot(stuck));
    assert.deepEqual(diagnose(value), diagnose(stuck));
  });

  it('is not judged when it was cut off, changed by hand, or is another file', () => {
    const text = writeSnapshot(stuck);
    assert.equal(codeOf(text.slice(0, -40)), 'SNAPSHOT_DAMAGED');
    assert.equal(codeOf(''), 'SNAPSHOT_DAMAGED');
    assert.equal(codeOf(text.replace('"members"', '"member"')), 'SNAPSHOT_DAMAGED');
    assert.equal(codeOf(text.replace('"highWatermark"', '"end"')), 'SNAPSHOT_DAMAGED');
    assert.equal(codeOf(text.replace('"takenAt"', '"at"')), 'SNAPSHOT_DAMAGED');
    for (const other of ['{}', '[]', 'null', '12', '{"format":"other","version":1}']) assert.equal(codeOf(other), 'NOT_A_SNAPSHOT', other);
  });

  it('of a newer version is not guessed at', () => {
    assert.equal(codeOf(writeSnapshot(stuck).replace('"version": 1', '"version": 2')), 'SNAPSHOT_OF_NEWER_VERSION');
  });

  it('of an older version has parts that nobody looked at, and they are not called fine', () => {
    const text = writeSnapshot(stuck).replace('"offsetsLog"', '"somethingThatIsGone"');
    const { value } = readSnapshot(text, 'old.json');
    assert.deepEqual(value?.parts.offsetsLog.missing, [{ subject: 'offsetsLog', reason: { kind: 'not-recorded' } }]);
  });
});
