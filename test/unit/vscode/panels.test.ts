import assert from 'node:assert/strict';
import { LagHistory } from '../../../src/model/lagHistory.ts';
import { ratesLately } from '../../../src/model/lately.ts';
import { atOnce } from '../../../src/model/steps.ts';
import { judgeGroup } from '../../../src/model/trend.ts';
import { wordLag } from '../../../src/report/lagWords.ts';
import { historyOnWire, lagBeat, rememberJudged, replaying } from '../../../src/vscode/panels/lagBeat.ts';
import { lagProtocol, type LagBeat } from '../../../src/webviewProtocol/lag.ts';
import { plainRows } from '../../support/packedRows.ts';
import { forbidden, group, member, noLeader, watched, type Offsets } from '../../support/snapshots.ts';

const reasonOf = ({ kind }: { readonly kind: string }) => ({ what: kind, next: 'Ask for it.' });
const crossed = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const reader = group([member('billing-1', ['orders-0', 'orders-1'])]);
const all = (second: number): Readonly<Record<string, Offsets>> => ({
  'orders-0': { committed: BigInt(100 + second * 10), end: BigInt(120 + second * 10), start: 3n, stable: BigInt(115 + second * 10) },
  'orders-1': { committed: null, end: 9n },
  'orders-2': { committed: forbidden, end: 12n },
  'orders-3': { committed: 2n ** 60n, end: noLeader },
});

function beatOf(samples = watched(reader, all)): Promise<LagBeat> {
  const newest = samples.at(-1);
  assert.ok(newest);
  const trend = judgeGroup(samples);
  return lagBeat(newest, trend, { verdict: wordLag(newest.group, trend, newest.at), lately: ratesLately(samples), reasonOf });
}

describe('what the lag panel sends to its page', () => {
  it('fits the protocol after it has crossed', async () => {
    const beat = structuredClone(await beatOf());
    assert.equal(lagProtocol.toPage({ type: 'beat', beat }), true);
    assert.equal(lagProtocol.toPage({ type: 'beat', beat: { ...beat, verdict: { ...beat.verdict, sign: 'soon' } } }), false);
  });

  it('keeps offsets whole, and tells no commit, forbidden and unknown apart', async () => {
    const [read, uncommitted, hidden, leaderless] = plainRows(structuredClone((await beatOf()).rows));
    assert.deepEqual(read?.lag, { kind: 'known', records: '20', lost: '0', notYetVisible: '5', readable: '15' });
    assert.deepEqual([read.committed, read.logStart, read.logEnd, read.lastStable], ['300', '3', '320', '315']);
    assert.deepEqual(uncommitted?.lag, { kind: 'no-commit', waiting: '9' });
    assert.deepEqual([hidden?.state, hidden?.lag.kind, hidden?.reason?.what], ['forbidden', 'unknown', 'forbidden']);
    assert.deepEqual([leaderless?.state, leaderless?.committed, leaderless?.logEnd], ['no-leader', `${2n ** 60n}`, null]);
  });

  it('names the owner of a partition by its place among the members', async () => {
    const { rows, group: told } = await beatOf();
    assert.deepEqual(
      plainRows(rows).map(({ owner }) => owner),
      [0, 0, null, null],
    );
    assert.equal(told.members[0]?.clientId, 'billing-1');
  });

  it('draws what the sampler saw before the panel was there', () => {
    const samples = watched(reader, all, { forSeconds: 60 });
    const history = new LagHistory();
    atOnce(replaying(history, samples.slice(0, -1)));
    const newest = samples.at(-1);
    assert.ok(newest);
    rememberJudged(history, judgeGroup(samples), ratesLately(samples));
    assert.equal(history.points.length, samples.length);
    assert.equal(history.points.at(-1)?.produced, 10);
    const wire = crossed(historyOnWire(history, [{ at: 1, words: 'billing-2 joined' }]));
    assert.equal(lagProtocol.toPage({ type: 'history', history: wire }), true);
    assert.deepEqual(wire.points.at(-1)?.lags, [20, null, null, null]);
  });

  it('takes an offset that went back for no traffic at all, and says nothing of rates after one look', () => {
    const back = watched(reader, second => ({ 'orders-0': { committed: BigInt(1000 - second), end: 2000n } }));
    assert.deepEqual(ratesLately(back), { produced: 0, consumed: 0 });
    assert.deepEqual(ratesLately(back.slice(0, 1)), { produced: null, consumed: null });
  });
});
