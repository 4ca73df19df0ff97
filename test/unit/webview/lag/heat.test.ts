import assert from 'node:assert/strict';
import { LagHistory } from '../../../../src/model/lagHistory.ts';
import {
  darkness,
  heatRows,
  markedRows,
  meaningOf,
  mostRows,
  pitchOf,
  runsOf,
  stepsFor,
  type HeatRow,
} from '../../../../webview/lag/heat.ts';

const row = (name: string, more: Partial<HeatRow> = {}): HeatRow => ({
  ...{ name, short: name, section: 'orders', state: 'steady', waiting: 0, unmovedSince: null, mark: ['steady', ''] },
  ...more,
});
/** A point every five seconds with these lags of `orders-0`; null: not known. */
function seen(...lags: readonly (number | null)[]): LagHistory {
  const history = new LagHistory();
  lags.forEach((lag, n) => history.take(['orders-0'], { at: n * 5_000, total: lag, produced: null, consumed: null, lags: [lag] }));
  return history;
}

describe('the heatmap', () => {
  it('shows all rows while they can be told apart, else the worst, in the order in which they came', () => {
    const few = Array.from({ length: mostRows }, (_, n) => row(`orders-${n}`));
    assert.equal(heatRows(few), few);
    const many = Array.from({ length: 500 }, (_, n) => row(`orders-${n}`, { waiting: n % 100 }));
    many[7] = row('orders-7', { state: 'unknown', waiting: -1 });
    many[450] = row('orders-450', { state: 'stuck', waiting: 1 });
    const shown = heatRows(many).map(({ name }) => name);
    assert.equal(shown.length, mostRows);
    assert.ok(shown.includes('orders-450') && shown.includes('orders-7') && shown.includes('orders-99'), shown.join(' '));
    assert.ok(!shown.includes('orders-100'), 'of those that keep up the ones with most lag are shown');
    assert.deepEqual(
      shown,
      many.map(({ name }) => name).filter(name => shown.includes(name)),
    );
  });

  it('stays faint where a busy group always has some thousand waiting, and dark where an ordinary one has', () => {
    assert.deepEqual(stepsFor([row('orders-0')], seen(0, 3, 12, 0, 8)), [40, 200, 1_000]);
    assert.deepEqual(stepsFor([row('orders-0')], seen(5_000, 4_800, 5_100, 5_000)), [40_000, 200_000, 1_000_000]);
    // What is wrong with a row must not make it look usual.
    assert.deepEqual(stepsFor([row('orders-0', { state: 'stuck' })], seen(5_000, 4_800, 5_100)), [40, 200, 1_000]);
  });

  it('has four shades, and none for what was not known', () => {
    const steps = [40, 200, 1_000] as const;
    assert.deepEqual(
      [0, 39, 40, 199, 200, 999, 1_000, NaN].map(lag => darkness(lag, steps)),
      [1, 1, 2, 2, 3, 3, 4, 0],
    );
  });

  it('is red only from when on the commit did not move', () => {
    const stuck = row('orders-0', { state: 'stuck', unmovedSince: 10_000 });
    assert.deepEqual([meaningOf(stuck, 5_000), meaningOf(stuck, 10_000)], ['usual', 'stuck']);
    const runs = runsOf(stuck, seen(0, 0, 50, 300).points, 0, [40, 200, 1_000], 25_000);
    assert.deepEqual(
      runs.map(({ from, to, darkness: dark, meaning }) => `${from}–${to} ${dark} ${meaning}`),
      ['0–10000 1 usual', '10000–15000 2 stuck', '15000–25000 3 stuck'],
    );
    assert.equal(meaningOf(row('orders-0', { state: 'hot' }), 0), 'hot');
  });

  it('leaves a gap where nothing was seen for long, instead of drawing what nobody knows', () => {
    const history = seen(1, 1);
    history.take(['orders-0'], { at: 600_000, total: 1, produced: null, consumed: null, lags: [1] });
    const runs = runsOf(row('orders-0'), history.points, 0, [40, 200, 1_000], 605_000);
    assert.deepEqual(
      runs.map(({ from, to }) => [from, to]),
      [
        [0, 10_000],
        [600_000, 605_000],
      ],
    );
  });

  it('names what is wrong, worst first, and what could not be judged; what keeps up has no words', () => {
    const rows = (['steady', 'growing', 'unknown', 'stuck', 'no-commit', 'hot'] as const).map(state => row(state, { state }));
    assert.deepEqual(
      markedRows(rows).map(({ name }) => name),
      ['stuck', 'growing', 'hot', 'unknown'],
    );
  });

  it('has tall rows while they are few, and fits many', () => {
    assert.deepEqual([pitchOf(1, 192), pitchOf(12, 192), pitchOf(24, 192), pitchOf(48, 192), pitchOf(100, 192)], [14, 14, 8, 4, 3]);
  });
});
