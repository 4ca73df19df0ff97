import assert from 'node:assert/strict';
import type { LookedAt, LookedAtPartition, PeekRequest } from '../../../src/model/peek.ts';
import { wordLookedAt } from '../../../src/report/lookedAtWords.ts';

const request: PeekRequest = {
  topic: 'orders',
  partitions: [],
  start: { kind: 'newest' },
  limit: 100,
  isolation: 'read_committed',
  showControlRecords: false,
};
const partition = (part: Partial<LookedAtPartition>): LookedAtPartition => ({
  partition: 2,
  from: 183_911n,
  to: 186_411n,
  logStartOffset: 171_004n,
  logEndOffset: 191_467n,
  ...part,
});
const lookedAt = (part: Partial<LookedAt>): LookedAt => ({
  partitions: [partition({})],
  records: 2_500,
  hidden: 0,
  bytes: 241_000,
  ms: 62,
  ...part,
});
const words = (part: Partial<LookedAt>, asked: Partial<PeekRequest> = {}) =>
  wordLookedAt({ ...request, ...asked }, lookedAt(part), ({ kind, subject }) => `${subject ?? 'it'} failed: ${kind}.`);
const noteOf = (part: Partial<LookedAtPartition>, start: PeekRequest['start']) =>
  words({ partitions: [partition({ from: 1n, to: 1n, ...part })] }, { start }).notes.map(({ sentence }) => sentence)[0];

describe('what was looked at, in words', () => {
  it('one partition: from – to of start – end, records, bytes, time', () => {
    const { lead, rest } = words({});
    assert.equal(`${lead} ${rest}`, 'Looked at orders-2, offsets 183,911 – 186,410 of 171,004 – 191,466: 2,500 records, 241 kB in 62 ms.');
  });
  it('several partitions are counted, and told one by one in the details', () => {
    const { lead, details } = words({
      partitions: [partition({}), partition({ partition: 3, from: 0n, to: 10n, logStartOffset: 0n, logEndOffset: 10n })],
    });
    assert.equal(lead, 'Looked at orders, 2 partitions, 2,510 of 20,473 offsets:');
    assert.deepEqual(details, ['orders-2: offsets 183,911 – 186,410 of 171,004 – 191,466', 'orders-3: offsets 0 – 9 of 0 – 9']);
  });
  it('an empty partition is empty, not "no match"', () =>
    assert.equal(
      words({ partitions: [partition({ from: 50n, to: 50n, logStartOffset: 50n, logEndOffset: 50n })], records: 0 }).lead,
      'orders-2 is empty, its log start and end are 50:',
    ));
  it('nothing to read says what there is instead', () => {
    const { lead, rest } = words({
      partitions: [partition({ from: 191_467n, to: 191_467n, note: 'at-end' })],
      records: 0,
      bytes: 0,
      ms: 0.4,
    });
    assert.equal(`${lead} ${rest}`, 'Looked at orders-2, which holds offsets 171,004 – 191,466: no records, 0 B in 1 ms.');
  });
  it('a thousand milliseconds are a second', () => assert.match(words({ ms: 999.6 }).rest, /in 1\.0 s\.$/));
  it('an empty topic is empty', () => {
    const none = { from: 0n, to: 0n, logStartOffset: 0n, logEndOffset: 0n };
    assert.equal(
      words({ partitions: [partition(none), partition({ ...none, partition: 3 })] }).lead,
      'orders is empty, all 2 partitions of it:',
    );
  });
  it('hidden records are counted', () => assert.match(words({ hidden: 3 }).rest, /3 control or aborted records are not shown\.$/));
  it('a bound that ended reading is named', () => assert.match(words({ stopped: 'bytes' }).rest, /Reading ended at its bound on bytes/));
  it('a topic that cannot be looked at is the whole answer', () =>
    assert.equal(words({ failure: { kind: 'not-found', subject: 'oders' } }).lead, 'oders failed: not-found.'));

  it('partitions that fail alike are one sentence, and keep what was read', () => {
    const failure = { kind: 'no-leader' } as const;
    const nothing = { from: 0n, to: 0n, failure };
    const { notes } = words({
      partitions: [partition({ failure }), partition({ partition: 3, ...nothing }), partition({ partition: 4, ...nothing })],
    });
    assert.deepEqual(notes, [
      { severity: 'error', sentence: 'orders-2 failed: no-leader. It was read up to offset 186,410. Likewise orders-3, orders-4.' },
    ]);
  });

  it('a deleted offset', () =>
    assert.equal(
      noteOf({ note: 'deleted' }, { kind: 'offset', offset: 5n }),
      'Offset 5 of orders-2 is deleted; shown from the log start 171,004.',
    ));
  it('an offset beyond the end', () =>
    assert.equal(
      noteOf({ note: 'beyond-end' }, { kind: 'offset', offset: 999_999n }),
      'Offset 999,999 lies beyond the end of orders-2 (191,467).',
    ));
  it('a group without a commit', () =>
    assert.equal(
      noteOf({ note: 'no-commit', committedOffset: null }, { kind: 'committed', groupId: 'billing' }),
      'billing has committed nothing for orders-2: there is no place to look around.',
    ));
  it('a group whose next records are deleted', () =>
    assert.equal(
      noteOf({ note: 'deleted', committedOffset: 20n }, { kind: 'committed', groupId: 'billing' }),
      'billing committed 20 for orders-2, below the log start 171,004: what lay between is deleted.',
    ));
  it('a group that has read everything', () =>
    assert.equal(
      noteOf({ note: 'at-end', committedOffset: 191_467n }, { kind: 'committed', groupId: 'billing' }),
      'billing has read all of orders-2.',
    ));
  it('partitions of one note share its sentence', () => {
    const partitions = [0, 1, 2].map(number => partition({ partition: number, note: 'time-beyond-end' }));
    assert.deepEqual(
      words({ partitions }, { start: { kind: 'time', at: 1 } }).notes.map(({ sentence }) => sentence),
      ['Nothing was written to all 3 partitions of orders at or after that time.'],
    );
  });
});
