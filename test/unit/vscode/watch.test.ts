import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LagHistory } from '../../../src/model/lagHistory.ts';
import { KeptHistories } from '../../../src/vscode/watch/keptHistory.ts';
import { Turn } from '../../../src/vscode/watch/turn.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watched-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the history of a watched group', () => {
  const began = Date.UTC(2026, 10, 20, 14, 43, 0);

  function history(points: number, partitions: number): LagHistory {
    const made = new LagHistory();
    const names = Array.from({ length: partitions }, (_, partition) => `orders-${partition}`);
    for (let n = 0; n < points; n++) {
      made.add(
        began + n * 60_000,
        { produced: 1.5, consumed: null },
        names,
        names.map(() => n),
      );
    }
    return made;
  }

  it('is there again after a restart, with its marks', async () => {
    const kept = { history: history(30, 3), changes: [{ at: began, words: 'billing-2 joined' }] };
    await new KeptHistories(folder).write('orders-dev', 'billing', kept);
    const read = await new KeptHistories(folder).read('orders-dev', 'billing');
    assert.deepEqual(read?.history.points, kept.history.points);
    assert.deepEqual(read.changes, kept.changes);
  });

  it('stays small however many partitions there are', async () => {
    await new KeptHistories(folder).write('orders-dev', 'billing', { history: history(60, 5_000), changes: [] });
    const read = await new KeptHistories(folder).read('orders-dev', 'billing');
    assert.equal(read?.history.points.length, 4);
    assert.deepEqual([read.history.points.at(0)?.at, read.history.points.at(-1)?.at], [began, began + 59 * 60_000]);
  });

  it('begins anew where its file is damaged, of another version or of another group', async () => {
    const histories = new KeptHistories(folder);
    await histories.write('orders-dev', 'billing', { history: history(3, 1), changes: [] });
    assert.equal(await histories.read('orders-dev', 'shipping'), undefined);
    const [file = ''] = readdirSync(path.join(folder, 'watched'));
    for (const text of ['', '{"version":1,', '[]', '{"version":2,"clusterName":"orders-dev","groupId":"billing","history":{}}']) {
      writeFileSync(path.join(folder, 'watched', file), text);
      assert.equal(await histories.read('orders-dev', 'billing'), undefined, text);
    }
  });

  it('leaves nothing behind when the group is watched no more', async () => {
    const histories = new KeptHistories(folder);
    await histories.write('a/b:c*', '../../etc', { history: history(3, 1), changes: [] });
    await histories.forget('a/b:c*', '../../etc');
    assert.deepEqual(readdirSync(path.join(folder, 'watched')), []);
  });
});

describe('which of several windows checks a group', () => {
  it('is the first one, as long as it goes on; then the next one', async () => {
    let now = 1_000_000;
    const file = path.join(folder, 'watched', 'orders.turn');
    const [one, other] = [new Turn(file, () => now), new Turn(file, () => now)];
    assert.deepEqual([await one.take(45_000), await other.take(45_000)], [true, false]);
    now += 30_000;
    assert.deepEqual([await one.take(45_000), await other.take(45_000)], [true, false]);
    await one.giveUp();
    assert.deepEqual([await other.take(45_000), await one.take(45_000)], [true, false]);
    // It was killed: nobody gave its turn up.
    now += 45_000;
    assert.deepEqual([await one.take(45_000), await other.take(45_000)], [true, false]);
  });

  it('is taken from a damaged file', async () => {
    const file = path.join(folder, 'orders.turn');
    writeFileSync(file, '{"by":');
    assert.equal(await new Turn(file).take(45_000), true);
  });
});
