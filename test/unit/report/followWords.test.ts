import assert from 'node:assert/strict';
import type { LookedAtPartition, PeekRequest } from '../../../src/model/peek.ts';
import { failureSentence } from '../../../src/report/failureWords.ts';
import { wordFollowing, type Followed } from '../../../src/report/followWords.ts';

const request: PeekRequest = {
  topic: 'orders',
  partitions: [],
  start: { kind: 'newest' },
  limit: 100,
  isolation: 'read_uncommitted',
  showControlRecords: false,
};
const partition = (number: number): LookedAtPartition => ({
  ...{ partition: number, from: 900n, to: 1_000n },
  ...{ logStartOffset: 0n, logEndOffset: 1_000n },
});
const followed = (part: Partial<Followed> = {}): Followed => ({
  lookedAt: { partitions: [partition(0), partition(1)], records: 100, hidden: 0, bytes: 24_000, ms: 60 },
  ...{ came: 0, skipped: 0n, most: 100, grown: [] },
  ...part,
});
const said = (part?: Partial<Followed>) => {
  const { lead, rest, notes } = wordFollowing(request, followed(part), failureSentence);
  return [`${lead} ${rest}`, ...notes.map(({ sentence }) => sentence)];
};

describe('following, in words', () => {
  it('says that nothing new came yet', () => assert.deepEqual(said(), ['Following orders, 2 partitions: nothing new yet, 24 kB read.']));

  it('counts what came, and says that only the newest stay in view', () =>
    assert.deepEqual(said({ came: 1_312 }), [
      'Following orders, 2 partitions: 1,312 new records; the newest 100 are kept in view, 24 kB read.',
    ]));

  it('never hides that something was skipped', () =>
    assert.match(said({ came: 100, skipped: 2_300n })[0] ?? '', /2,300 offsets were skipped: more is written than can be followed\.$/));

  it('says why it could not ask, and when it asks again', () =>
    assert.match(
      said({ failing: { failure: { kind: 'unreachable', code: 'ECONNREFUSED', broker: 'kafka:9092' }, nextMs: 4_000 } })[1] ?? '',
      /kafka:9092.* Following goes on: asked again in 4 s\.$/,
    ));

  it('names the partitions that the topic got meanwhile', () => {
    assert.deepEqual(said({ grown: [2] }).slice(1), ['orders-2 is new: followed from its beginning.']);
    assert.deepEqual(said({ grown: [2, 3, 4] }).slice(1), ['3 partitions are new, from orders-2 on: followed from their beginning.']);
  });

  it('says in the past tense that it was stopped', () => assert.match(said({ ended: true })[0] ?? '', /^Followed orders, 2 partitions:/));
});
