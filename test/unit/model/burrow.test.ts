import assert from 'node:assert/strict';
import { burrowGroupStatus, type BurrowCommit, burrowStatus, type BurrowStatus } from '../../../src/model/burrow.ts';
import type { Group } from '../../../src/model/group.ts';
import type { PartitionState } from '../../../src/model/sample.ts';
import { judgeGroup } from '../../../src/model/trend.ts';
import { began, group, member, type Offsets, seconds, watched } from '../../support/snapshots.ts';

type Lags = readonly (number | null)[];

/** Commits at 100, 200, … seconds. */
const commits = (offsets: readonly number[], lags: Lags, times = offsets.map((_, index) => 100 * (index + 1))): readonly BurrowCommit[] =>
  offsets.map((offset, index) => ({ offset, at: seconds(times[index] ?? 0), lag: lags[index] ?? null }));

const moving = [1000, 2000, 3000, 4000, 5000];
const standing = [1000, 1000, 1000, 1000, 1000];
const rising: Lags = [50, 100, 150, 200, 250];
const fromZero: Lags = [0, 50, 100, 150, 200];
const everySecond = Array.from({ length: 15 }, (_, n) => ({
  ...{ offset: 792_748_079 + n, lag: 0 },
  at: 1_512_224_618_356 + Math.round((n * (1_512_224_632_397 - 1_512_224_618_356)) / 14),
}));

interface Vector {
  readonly of: string;
  readonly commits: readonly BurrowCommit[];
  readonly ends: readonly number[];
  readonly lag: number;
  /** Seconds. */
  readonly now: number;
  readonly allowed?: number;
  readonly says: BurrowStatus;
}

/** The cases of Burrow's own core/internal/evaluator/caching_test.go, in its order, and what it says of them. */
const upstream: readonly Vector[] = [
  { of: 'a zero lag among them', commits: commits(moving, fromZero), ends: [5200], lag: 200, now: 600, says: 'OK' },
  { of: 'a pause as long as the ring', commits: commits(moving, fromZero), ends: [5200], lag: 200, now: 900, says: 'OK' },
  { of: 'a pause longer than the ring', commits: commits(moving, fromZero), ends: [5200], lag: 200, now: 1000, says: 'STOP' },
  { of: 'a pause after rising lags', commits: commits(moving, rising), ends: [5250], lag: 250, now: 1000, says: 'STOP' },
  { of: 'a standing offset and a zero lag', commits: commits(standing, fromZero), ends: [1200], lag: 200, now: 600, says: 'OK' },
  { of: 'a standing offset', commits: commits(standing, [100, 150, 200, 250, 300]), ends: [1300], lag: 300, now: 600, says: 'STALL' },
  {
    of: 'a standing offset and lag',
    commits: commits(standing, [100, 100, 100, 100, 100]),
    ends: [1100],
    lag: 100,
    now: 600,
    says: 'STALL',
  },
  {
    ...{ of: 'a drop that was made good', ends: [4300], lag: 300, now: 600, says: 'OK' },
    commits: commits([1000, 2000, 3000, 2000, 4000], [100, 150, 200, 1250, 300]),
  },
  { of: 'no lag now', commits: commits(moving, rising), ends: [5250], lag: 0, now: 1000, says: 'OK' },
  {
    ...{ of: 'a commit a second, then a pause', lag: 931, now: 1_512_224_650, says: 'STOP' },
    ...{ commits: everySecond, ends: [792_749_024, 792_749_000, 792_748_800, 792_748_600, 792_748_500] },
  },
  {
    ...{ of: 'an end that was reached a while ago', lag: 1, now: 1_512_224_650, says: 'OK' },
    ...{ commits: everySecond, ends: [792_748_094, 792_748_093, 792_748_093, 792_748_093] },
  },
  {
    ...{ of: 'commits without a lag between others', ends: [5700], lag: 200, now: 600, says: 'OK' },
    commits: commits(
      [1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 5500],
      [0, null, 50, null, 100, null, 150, null, 200, null],
      [100, 150, 200, 250, 300, 350, 400, 450, 500, 550],
    ),
  },
  { of: 'an allowed lag', commits: commits([1000, 2000, 2000], [2, 1, 1]), ends: [2001], lag: 1, now: 550, allowed: 1, says: 'OK' },
  {
    ...{ of: 'a standing offset above the allowed lag', ends: [1300], lag: 300, now: 600, allowed: 99, says: 'STALL' },
    commits: commits(standing, [100, 150, 200, 250, 300]),
  },
  {
    ...{ of: 'a drop that was made good above the allowed lag', ends: [4300], lag: 300, now: 600, allowed: 99, says: 'OK' },
    commits: commits([1000, 2000, 3000, 2000, 4000], [100, 150, 200, 1250, 300]),
  },
  {
    ...{ of: 'a drop that was not made good', ends: [4300], lag: 300, now: 600, says: 'REWIND' },
    commits: commits([1000, 2000, 3000, 2000, 2500], [100, 150, 200, 1250, 300]),
  },
];

/** What upstream has no case of, and its rules say. */
const further: readonly Vector[] = [
  { of: 'rising lags', commits: commits(moving, rising), ends: [5250], lag: 250, now: 600, says: 'WARN' },
  { of: 'lags that stay', commits: commits(moving, [200, 200, 200, 200, 200]), ends: [5200], lag: 200, now: 600, says: 'WARN' },
  { of: 'one dip among rising lags', commits: commits(moving, [50, 100, 90, 200, 250]), ends: [5250], lag: 250, now: 600, says: 'OK' },
  { of: 'no known lag', commits: commits(moving, []), ends: [5250], lag: 250, now: 600, says: 'WARN' },
  { of: 'an end that was reached, and a pause', commits: commits(moving, rising), ends: [5000, 5250], lag: 250, now: 1000, says: 'WARN' },
  {
    ...{ of: 'a second drop', ends: [700], lag: 8, now: 600, says: 'OK' },
    commits: commits([1000, 900, 1100, 500, 600], [9, 9, 9, 9, 8]),
  },
  { of: 'one commit, a second later', commits: commits([1000], [9]), ends: [1009], lag: 9, now: 101, says: 'STOP' },
  { of: 'one commit, in the same second', commits: commits([1000], [9]), ends: [1009], lag: 9, now: 100, says: 'STALL' },
];

describe('what Burrow would say', () => {
  it('has all of upstream’s cases', () => assert.equal(upstream.length, 16));

  for (const [number, { of, commits: ring, ends, lag, now, allowed, says }] of [...upstream, ...further].entries()) {
    it(`${number}: ${says} of ${of}`, () => {
      const settings = { now: seconds(now), ...(allowed === undefined ? {} : { allowedLag: allowed }) };
      assert.equal(burrowStatus({ commits: ring, brokerEnds: ends, currentLag: lag }, settings), says);
    });
  }

  it('is OK of a ring that is too empty, and of an empty one', () => {
    const ring = { commits: commits(moving, rising), brokerEnds: [5250], currentLag: 250 };
    assert.equal(burrowStatus(ring, { now: seconds(1000), slots: 10, minimumComplete: 0.6 }), 'OK');
    assert.equal(burrowStatus(ring, { now: seconds(1000), slots: 10, minimumComplete: 0.5 }), 'STOP');
    assert.equal(burrowStatus({ ...ring, commits: [] }, { now: seconds(1000) }), 'OK');
  });

  it('of a group is the worst of its partitions', () => {
    assert.equal(burrowGroupStatus(['OK', 'WARN', 'STALL']), 'ERR');
    assert.equal(burrowGroupStatus(['OK', 'WARN']), 'WARN');
    assert.equal(burrowGroupStatus([]), 'OK');
    assert.equal(burrowGroupStatus(null), 'NOTFOUND');
  });
});

/** One story, seen by both: what is committed and where the log ends, second by second. */
interface Story {
  readonly forSeconds: number;
  readonly at: (second: number) => Offsets;
  readonly of?: Group;
  /** Burrow's ring; its default is 10 commits. */
  readonly slots?: number;
}

/** A commit is where the committed offset moves, or, with `every`, at each of so many seconds. */
function burrowOf({ forSeconds, at, slots = 10 }: Story, every?: number): BurrowStatus {
  const ring: BurrowCommit[] = [];
  const ends: number[] = [];
  let before: bigint | null | undefined;
  for (let second = 0; second <= forSeconds; second++) {
    const { committed, end } = at(second);
    if (typeof committed !== 'bigint' || typeof end !== 'bigint') continue;
    if (second % 10 === 0) ends.unshift(Number(end));
    const commits = every === undefined ? committed !== before : second % every === 0;
    if (commits) ring.push({ offset: Number(committed), at: began + seconds(second), lag: Math.max(0, Number(end - committed)) });
    before = committed;
  }
  const last = at(forSeconds);
  const newest = Number(typeof last.end === 'bigint' ? last.end : 0n);
  const kept = ring.slice(-slots);
  return burrowStatus(
    { commits: kept, brokerEnds: [newest, ...ends].slice(0, slots), currentLag: Math.max(0, newest - (kept.at(-1)?.offset ?? 0)) },
    { now: began + seconds(forSeconds) },
  );
}

const billing = group([member('billing-1', ['orders-0'])]);

function oursOf({ forSeconds, at, of = billing }: Story): PartitionState | undefined {
  return judgeGroup(watched(of, second => ({ 'orders-0': at(second) }), { forSeconds, everySeconds: 2 })).partitions[0]?.state;
}

describe('where Burrow’s rules mislead, ours do not:', () => {
  const both = (story: Story, every?: number) => ({ burrow: burrowOf(story, every), ours: oursOf(story) });

  it('a fast committer whose lag swings is steady, although its last ten seconds are all that the ring remembers', () => {
    // 100 records a second, a commit a second, and a lag that goes from 5 to 24 and begins anew.
    const at = (second: number) => ({ committed: BigInt(100 * second + 100 - 5 - (second % 20)), end: BigInt(100 * second + 100) });
    assert.deepEqual(both({ forSeconds: 59, at }), { burrow: 'WARN', ours: 'steady' });
  });

  it('a job that ended days ago and left records waiting is not fine, although its ring covers more days than that', () => {
    const day = 24 * 3_600;
    const ring = Array.from({ length: 10 }, (_, n) => ({ offset: 1_000 * n, at: seconds(n * day), lag: n === 4 ? 40 : 50 + n }));
    const settings = { now: seconds(12 * day) };
    assert.equal(burrowStatus({ commits: ring, brokerEnds: [14_000], currentLag: 5_000 }, settings), 'OK');
    assert.equal(oursOf({ forSeconds: 20, at: () => ({ committed: 9_000n, end: 14_000n }), of: group([]) }), 'stopped');
  });

  it('a quiet topic that just got a record has a reader that keeps up', () => {
    // Two records in two minutes; the second has not been committed for a second yet, after a commit that stood alone.
    const at = (second: number) => ({ committed: second < 6 ? 500n : 501n, end: second < 5 ? 500n : second < 119 ? 501n : 502n });
    const ring = [{ offset: 501, at: began + seconds(6), lag: 0 }];
    const settings = { now: began + seconds(120) };
    assert.equal(burrowStatus({ commits: ring, brokerEnds: [502, 502], currentLag: 1 }, settings), 'STOP');
    assert.equal(oursOf({ forSeconds: 120, at }), 'steady');
  });

  it('one dip does not hide a lag that grows', () => {
    const at = (second: number) => {
      const commit = Math.floor(second / 5) * 5;
      return { committed: BigInt(15 * commit + (commit === 30 ? 200 : 0)), end: 300n + BigInt(30 * second) };
    };
    assert.deepEqual(both({ forSeconds: 60, at }, 5), { burrow: 'OK', ours: 'growing' });
  });

  it('a reader that is gone and one that hangs are told apart', () => {
    const at = (second: number) => ({ committed: second < 4 ? BigInt(second * 10) : 40n, end: 60n + BigInt(10 * second) });
    assert.deepEqual(both({ forSeconds: 120, at, of: group([]) }), { burrow: 'STOP', ours: 'stopped' });
    assert.deepEqual(both({ forSeconds: 120, at }), { burrow: 'STOP', ours: 'stuck' });
  });

  it('a transaction’s marker behind the last record is nothing to read', () => {
    const at = (second: number) => ({ committed: second < 4 ? 490n : 499n, end: 500n });
    assert.deepEqual(both({ forSeconds: 120, at }), { burrow: 'STOP', ours: 'steady' });
  });

  it('records that an open transaction hides are nobody’s lag yet', () => {
    const at = (second: number) => ({ committed: second < 4 ? 390n : 400n, stable: 400n, end: 401n + BigInt(10 * second) });
    assert.deepEqual(both({ forSeconds: 120, at }), { burrow: 'STOP', ours: 'steady' });
  });

  it('records that retention took before they were read are lost, and not caught up with', () => {
    const at = (second: number) => {
      const commit = Math.floor(second / 5) * 5;
      return { committed: BigInt(commit * 20), start: 5_000n, end: 6_000n };
    };
    assert.deepEqual(both({ forSeconds: 60, at }, 5), { burrow: 'OK', ours: 'lost' });
  });

  it('one look is too early to call anything stopped', () => {
    const at = () => ({ committed: 1_000n, end: 1_009n });
    assert.deepEqual(both({ forSeconds: 2, at }), { burrow: 'STOP', ours: 'too-early' });
  });

  it('a reader that hangs is found although it had reached the end a while ago', () => {
    const at = (second: number) => ({ committed: 1_000n, end: second < 10 ? 1_000n : 1_000n + BigInt(20 * (second - 10)) });
    assert.deepEqual(both({ forSeconds: 90, at }, 5).ours, 'stuck');
    // Its end of a minute ago is still in the ring of ten.
    assert.equal(burrowOf({ forSeconds: 90, at }), 'OK');
  });
});
