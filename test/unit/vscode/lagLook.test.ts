import assert from 'node:assert/strict';
import type { JudgedGroup } from '../../../src/gather/judge.ts';
import { ratesLately } from '../../../src/model/lately.ts';
import { judgeGroup } from '../../../src/model/trend.ts';
import { wordLag } from '../../../src/report/lagWords.ts';
import { wordGroups } from '../../../src/report/lagGroupsWords.ts';
import { groupRow, groupsBeat, groupsLately } from '../../../src/vscode/panels/lagGroupsBeat.ts';
import { oneAtATime, sendAhead } from '../../../src/vscode/panels/lagLook.ts';
import { lagProtocol } from '../../../src/webviewProtocol/lag.ts';
import { forbidden, group, watched } from '../../support/snapshots.ts';

describe('what the lag panel of many groups sends to its page', () => {
  const samples = watched(group([], { groupId: 'billing' }), second => ({
    'orders-0': { committed: 100n, end: BigInt(120 + second * 10), start: 110n },
    'orders-1': { committed: forbidden, end: 9n },
  }));
  const history = samples.map(one => ({ at: one.at, groups: new Map([['billing', one]]), missing: [], cost: one.cost }));
  const judged = samples.slice(-1).map(one => ({ group: one.group, trend: judgeGroup(samples) }));
  const reasonOf = ({ kind }: { readonly kind: string }) => ({ what: kind, next: 'Ask for it.' });
  const wordGroup = (one: JudgedGroup) => wordLag(one.group, one.trend, one.trend.at);
  const rows = judged.map(one => groupRow(one, { wordGroup, reasonOf }));
  const lately = groupsLately(history, ratesLately);
  const beat = groupsBeat(history, judged, rows, { wordGroup, reasonOf, lately, verdict: wordGroups(rows, null), missing: [] });

  it('fits the protocol after it has crossed as JSON', () => {
    const crossed = JSON.parse(JSON.stringify(beat)) as typeof beat;
    assert.equal(lagProtocol.toPage({ type: 'groups', beat: crossed }), true);
    assert.equal(lagProtocol.toPage({ type: 'groups', beat: { ...crossed, rows: [{ groupId: 'x' }] } }), false);
  });

  it('has a group with its worst partition, what is lost, and why a figure is missing', () => {
    const [row] = beat.rows;
    assert.deepEqual([row?.records, row?.lost, row?.unknown, row?.reason?.what], ['220', '10', 1, 'forbidden']);
    assert.deepEqual(row?.worst, { topic: 'orders', partition: 0, records: '220' });
    assert.deepEqual(lately, { produced: 10, consumed: 0 });
  });
});

describe('a beat with very many rows', () => {
  it('is sent in pieces, in order, with turns for others between them', async () => {
    const sent: number[] = [];
    let turns = 0;
    const rest = await sendAhead(
      Array.from({ length: 2_500 }, (_, n) => n),
      some => sent.push(...some),
      () => {
        turns++;
        return Promise.resolve();
      },
    );
    assert.deepEqual([sent.length, rest.length, turns], [2_000, 500, 2]);
    assert.deepEqual(
      [...sent, ...rest],
      Array.from({ length: 2_500 }, (_, n) => n),
    );
  });

  it('is worked through one after the other; of what came meanwhile only the newest is', async () => {
    const seen: number[] = [];
    const goOn: (() => void)[] = [];
    const work = oneAtATime((item: number) => {
      seen.push(item);
      return new Promise<void>(resolve => goOn.push(resolve));
    });
    for (const item of [1, 2, 3]) work(item);
    assert.deepEqual(seen, [1]);
    goOn.shift()?.();
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(seen, [1, 3]);
  });
});
