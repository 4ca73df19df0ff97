import assert from 'node:assert/strict';
import type { SearchedPartition, SearchEnd, SearchRequest } from '../../../src/model/search.ts';
import { failureSentence } from '../../../src/report/failureWords.ts';
import { wordSearch, wordSearchFault, wordSearchProgress } from '../../../src/report/searchWords.ts';

const request: SearchRequest = {
  ...{ places: [{ topic: 'orders', partitions: [] }], from: { kind: 'oldest' }, until: { kind: 'end' }, most: 100 },
  ...{ what: { kind: 'text', text: 'x', matchCase: false, parts: ['value'] }, isolation: 'read_committed' },
};
const partition = (part: Partial<SearchedPartition> = {}): SearchedPartition => ({
  ...{ topic: 'orders', partition: 0, from: 0n, to: 1_000n, until: 1_000n, records: 900, matched: 0, bytes: 90_000 },
  ...part,
});
const end = (part: Partial<SearchEnd> = {}): SearchEnd => ({
  ...{
    partitions: [partition(), partition({ partition: 1 })],
    failures: [],
    records: 1_800,
    matched: 0,
    hidden: 0,
    bytes: 180_000,
    ms: 120,
    faults: 0,
  },
  ...part,
});
const words = (part: Partial<SearchEnd>, asked: Partial<SearchRequest> = {}) =>
  wordSearch({ ...request, ...asked }, end(part), failureSentence);

describe('what a search covered, in words', () => {
  it('nothing found says exactly where there is nothing', () => {
    const { lead, rest, details } = words({});
    assert.equal(`${lead} ${rest}`, 'Searched orders, 2 partitions, all 2,000 offsets: none of 1,800 records matches, 180 kB in 120 ms.');
    assert.equal(details[1], 'orders-1: offsets 0 – 999, 900 records, 0 match');
  });

  it('one partition, part of the way, stopped', () => {
    const only = partition({ to: 400n, matched: 1, records: 380 });
    const { lead, rest } = words({ partitions: [only], records: 380, matched: 1, stopped: { by: 'cancelled' }, ms: 2_340, hidden: 1 });
    assert.equal(lead, 'Searched orders-0, offsets 0 – 399 of 0 – 999:');
    assert.equal(
      rest,
      '1 of 380 records matches, 180 kB in 2.3 s (77 kB/s). 1 control or aborted record was left out. Stopped; what was found until then is shown.',
    );
  });

  it('a stretch that was chosen is not taken for the whole topic', () => {
    assert.equal(words({}, { from: { kind: 'offset', offset: 5n } }).lead, 'Searched orders, 2 partitions, all 2,000 chosen offsets:');
  });

  it('what could not be searched is said, worst first', () => {
    const failure = { kind: 'no-leader', code: 'LEADER_NOT_AVAILABLE', request: 'Fetch' } as const;
    const unread = { from: 10n, to: 20n, batches: 1, failure: { kind: 'unreadable', code: 'CORRUPT_BATCH' } as const };
    const { notes } = words({
      partitions: [partition({ unread }), partition({ partition: 1, to: 0n, failure }), partition({ partition: 2, to: 0n, failure })],
      faults: 2,
      firstFault: { topic: 'orders', partition: 0, offset: 7n, fault: { kind: 'not-json' } },
    });
    assert.deepEqual(
      notes.map(({ severity }) => severity),
      ['error', 'warning', 'warning'],
    );
    assert.match(notes[0]?.sentence ?? '', /orders-1.* Likewise orders-2\.$/);
    assert.match(notes[1]?.sentence ?? '', /^One batch of orders-0 between offsets 10 – 19 could not be searched\./);
    assert.equal(
      notes[2]?.sentence,
      '2 records could not be held against it and are not among those found. The first is orders-0 offset 7: The value is not JSON.',
    );
  });

  it('a search on its way says how far it is, and how long the rest will take', () => {
    const progress = { records: 1_204_331, matched: 12, bytes: 241_000_000, ms: 1_400, share: 0.62, leftMs: 860 };
    assert.deepEqual(wordSearchProgress(request, progress), {
      ...{ lead: 'Searching orders:', share: 0.62 },
      rest: '1,204,331 records, 241 MB in 1.4 s (172 MB/s); 12 match; 62 %, about 860 ms left.',
    });
  });

  it('what cannot be searched for says where it cannot be understood', () => {
    assert.equal(
      wordSearchFault({ kind: 'expression', at: 17, detail: 'Unknown variable: nope' }),
      'The expression cannot be evaluated at character 18: Unknown variable: nope.',
    );
    assert.equal(wordSearchFault({ kind: 'regex', detail: 'Unterminated group' }), 'This is no regular expression: Unterminated group.');
    const { lead, rest } = words({ stopped: { by: 'fault', fault: { kind: 'nothing-wanted' } } });
    assert.deepEqual([lead, rest], ['Nothing to search for.', '']);
  });
});
