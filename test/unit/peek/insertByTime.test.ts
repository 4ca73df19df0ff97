import assert from 'node:assert/strict';
import { insertByTime } from '../../../src/vscode/panels/insertByTime.ts';

interface Item {
  readonly name: string;
  readonly topic: string;
  readonly partition: number;
  readonly timestamp: number;
}

/** "0@5": partition 0, time 5. */
const items = (...written: readonly string[]): readonly Item[] =>
  written.map(name => {
    const [partition, timestamp] = name.split('@').map(Number);
    return { name, topic: 'orders', partition: partition ?? 0, timestamp: timestamp ?? 0 };
  });
const names = (some: readonly Item[]) => some.map(({ name }) => name);
const insert = (there: readonly Item[], arrived: readonly Item[]) => insertByTime(there, arrived, item => item);

describe('records that arrive little by little', () => {
  it('stand among the others by their time', () => {
    const { all, at } = insert(items('0@1', '1@4', '0@9'), items('2@2', '2@5', '2@11'));
    assert.deepEqual(names(all), ['0@1', '2@2', '1@4', '2@5', '0@9', '2@11']);
    assert.deepEqual(at, [1, 3, 5]);
  });

  it('say where each of them stands, in the order in which they stand', () => {
    const { all, added, at } = insert(items('0@3'), items('1@8', '2@1'));
    assert.deepEqual(names(added), ['2@1', '1@8']);
    assert.deepEqual(
      at.map(place => all[place]?.name),
      ['2@1', '1@8'],
    );
  });

  it('keep the order of their partition where its clocks went backwards', () => {
    const { all } = insert(items('0@5', '1@6'), items('0@3', '0@7'));
    assert.deepEqual(names(all), ['0@5', '0@3', '1@6', '0@7']);
  });

  it('come one after the other as if they had come at once', () => {
    const all = items(...Array.from({ length: 60 }, (_, i) => `${i % 3}@${(i * 7) % 40}`));
    const atOnce = names(insert([], all).all);
    let little: readonly Item[] = [];
    for (let from = 0; from < all.length; from += 7) little = insert(little, all.slice(from, from + 7)).all;
    for (const partition of [0, 1, 2]) {
      const own = (some: readonly string[]) => some.filter(name => name.startsWith(`${partition}@`));
      assert.deepEqual(own(names(little)), own(names(all)));
    }
    assert.deepEqual([...names(little)].sort(), [...atOnce].sort());
  });

  it('of two topics with one partition number are two partitions', () => {
    const other = { name: 'other', topic: 'payments', partition: 0, timestamp: 2 };
    assert.deepEqual(names(insert(items('0@5'), [other]).all), ['other', '0@5']);
  });
});
