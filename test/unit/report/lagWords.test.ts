import assert from 'node:assert/strict';
import type { Group } from '../../../src/model/group.ts';
import type { GroupSample } from '../../../src/model/sample.ts';
import { judgeGroup } from '../../../src/model/trend.ts';
import { wordLag, type LagWords } from '../../../src/report/lagWords.ts';
import { forbidden, group, member, noLeader, watched, type Offsets } from '../../support/snapshots.ts';

const reader = group([member('billing-1', ['orders-0', 'orders-1', 'orders-2', 'orders-3'])]);
const nobody = group([]);

/** 10 records a second arrive and are read at once; a commit comes every 4 s. */
const steady = (second: number): Offsets => ({ committed: BigInt(100 + Math.floor(second / 4) * 40), end: BigInt(100 + second * 10) });
/** The commit moved for 20 s, and then no more. */
const stuck = (second: number): Offsets => ({
  committed: BigInt(100 + Math.min(5, Math.floor(second / 4)) * 40),
  end: BigInt(100 + second * 10),
});
const growing = (second: number): Offsets => ({ committed: BigInt(100 + Math.floor(second / 2) * 10), end: BigInt(100 + second * 30) });
const draining = (second: number): Offsets => ({
  committed: BigInt(100 + Math.floor(second / 2) * 100),
  end: BigInt(10_100 + second * 10),
});
const quiet = (): Offsets => ({ committed: 50n, end: 50n });
const waitingForNobody = (second: number): Offsets => ({ committed: 100n, end: BigInt(100 + second * 10) });
const lost = (): Offsets => ({ committed: 100n, start: 400n, end: 500n });

type Lines = Readonly<Record<string, (second: number) => Offsets>>;

function told(of: Group, lines: Lines, forSeconds = 120): LagWords {
  const at = (second: number) => Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, line(second)]));
  return words(watched(of, at, { forSeconds }));
}

function words(samples: readonly GroupSample[]): LagWords {
  const newest = samples.at(-1);
  assert.ok(newest);
  return wordLag(newest.group, judgeGroup(samples), newest.at);
}

describe('a group’s lag in words', () => {
  it('names what is wrong, worst first, and how many keep up', () => {
    const { sign, headline, sentence, question } = told(reader, {
      'orders-0': steady,
      'orders-1': stuck,
      'orders-2': lost,
      'orders-3': steady,
    });
    assert.equal(headline, 'One partition is stuck, one lost records; 2 keep up');
    assert.equal(sign, 'stuck');
    assert.match(sentence, /^orders-1 has not moved for 1 min and holds \d\d % of the lag\. orders-2 lost 300 records to retention\.$/);
    assert.equal(question, 'Why is it stuck?');
  });

  it('says "at least" of what stood still from the first look on', () => {
    const never = (second: number): Offsets => ({ committed: 100n, end: BigInt(100 + second * 10) });
    assert.match(told(reader, { 'orders-0': never, 'orders-1': steady }).sentence, /^orders-0 has not moved for at least 2 min /);
  });

  it('says how fast partitions fall behind', () => {
    const { headline, sentence } = told(reader, { 'orders-0': growing, 'orders-1': growing });
    assert.equal(headline, 'Two partitions fall behind');
    assert.match(sentence, /^orders-0 falls 25\.\d a second behind and holds 50 % of the lag\. orders-1 falls /);
  });

  it('says that nobody reads an empty group', () => {
    const { headline, sentence, question } = told(nobody, { 'orders-0': waitingForNobody });
    assert.equal(headline, 'One partition is read by nobody');
    assert.equal(sentence, 'orders-0 holds 1,200 records that nobody reads.');
    assert.equal(question, 'Why does nobody read?');
  });

  it('counts troubles beyond the third instead of listing them', () => {
    const lines = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`orders-${index}`, waitingForNobody]));
    assert.match(told(nobody, lines).sentence, / Three more are in the table\.$/);
  });

  it('names what cannot be judged beside what is wrong', () => {
    const { sentence } = told(reader, {
      'orders-0': stuck,
      'orders-1': () => ({ committed: null, end: 10n }),
      'orders-2': () => ({ committed: forbidden, end: 10n }),
      'orders-3': steady,
    });
    assert.match(sentence, / Two cannot be judged: orders-2 may not be seen by this login, orders-1 has no commit\.$/);
  });

  it('says when a backlog is gone', () => {
    const { sign, headline, sentence } = told(reader, { 'orders-0': draining });
    assert.equal(sign, 'draining');
    assert.match(headline, /^Catching up: [\d,]+ records wait, gone in 2 min$/);
    assert.match(sentence, /^4\d\.\d a second more are read than arrive\.$/);
  });

  it('is pleased with what keeps up, and has no question', () => {
    assert.deepEqual(told(reader, { 'orders-0': steady, 'orders-1': steady }), {
      sign: 'healthy',
      headline: 'Both partitions keep up',
      sentence: '',
      question: null,
    });
    assert.equal(told(reader, { 'orders-0': quiet }).sentence, 'Nothing arrives at the moment.');
  });

  it('says that one look is too early to tell a trend', () => {
    const { sign, headline, question } = told(reader, { 'orders-0': steady, 'orders-1': () => ({ committed: 10n, end: 30n }) }, 2);
    assert.equal(sign, 'too-early');
    assert.match(headline, /^Too early to say: \d+ records wait, seen for 2 s$/);
    assert.equal(question, null);
  });

  it('never calls fine what it may not see', () => {
    const half = told(reader, { 'orders-0': steady, 'orders-1': () => ({ committed: forbidden, end: 10n }), 'orders-2': steady });
    assert.equal(half.headline, 'Half of an answer: this login may not see 1 of 3 partitions');
    assert.equal(half.sentence, 'The other 2 keep up.');
    const none = told(reader, { 'orders-0': () => ({ committed: forbidden, end: forbidden }) });
    assert.equal(none.headline, 'This login may not see one partition');
    assert.equal(none.sign, 'forbidden');
  });

  it('tells a partition without a leader from one that was not answered', () => {
    assert.equal(told(reader, { 'orders-0': () => ({ committed: 5n, end: noLeader }) }).headline, 'One partition has no leader');
    const silent = { kind: 'silent' } as const;
    assert.equal(told(reader, { 'orders-0': () => ({ committed: 5n, end: silent }) }).headline, 'Nothing is known of one partition');
  });

  it('tells an empty group with nothing left from one that never committed', () => {
    assert.equal(told(nobody, { 'orders-0': quiet }).headline, 'Empty: no members, and nothing is left to read');
    assert.equal(told(nobody, {}).headline, 'Empty: no members, and nothing was ever committed');
    const uncommitted = told(reader, {
      'orders-0': () => ({ committed: null, end: 70n }),
      'orders-1': () => ({ committed: null, end: 0n }),
    });
    assert.equal(uncommitted.headline, 'Nothing is committed on two partitions');
    assert.match(uncommitted.sentence, /^70 records lie there\. Its members commit nothing, /);
  });

  it('says that a group does not exist, and that of one that could not be asked nothing is known', () => {
    assert.equal(told(group([], { groupState: 'Dead' }), {}).headline, 'This group does not exist');
    assert.equal(told(group([], { failure: { kind: 'not-found' } }), {}).headline, 'This group does not exist');
    const unasked = told(group([], { failure: forbidden }), {});
    assert.deepEqual([unasked.sign, unasked.headline], ['forbidden', 'This login may not see this group']);
  });
});
