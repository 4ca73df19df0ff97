import assert from 'node:assert/strict';
import { timeBetween, timeLagBounds } from '../../../src/model/timeLag.ts';

const now = 1_000_000_000;
const ago = (minutes: number) => now - minutes * 60_000;

describe('how long the oldest unread record waits', () => {
  const answers = [
    { time: ago(1), offset: 120n },
    { time: ago(10), offset: 60n },
    { time: ago(60), offset: 5n },
  ];

  it('lies between the two ages that were asked for, and is never made up in between', () => {
    assert.deepEqual(timeBetween(90n, answers, now), { kind: 'between', notBefore: ago(10), before: ago(1) });
    assert.deepEqual(timeBetween(120n, answers, now), { kind: 'between', notBefore: ago(1), before: now });
    assert.deepEqual(timeBetween(2n, answers, now), { kind: 'between', notBefore: null, before: ago(60) });
  });

  it('is older than an age at which nothing was written any more', () => {
    const quiet = [
      { time: ago(1), offset: null },
      { time: ago(10), offset: 60n },
    ];
    assert.deepEqual(timeBetween(90n, quiet, now), { kind: 'between', notBefore: ago(10), before: ago(1) });
  });

  it('is not known where nobody asked', () => assert.deepEqual(timeBetween(90n, [], now), { kind: 'not-looked' }));

  it('has a least and a most, of which only what is sure is told', () => {
    assert.deepEqual(timeLagBounds({ kind: 'read', writtenAt: ago(3) }, now), { least: 180_000, most: 180_000 });
    assert.deepEqual(timeLagBounds({ kind: 'between', notBefore: ago(10), before: ago(1) }, now), { least: 60_000, most: 600_000 });
    assert.deepEqual(timeLagBounds({ kind: 'between', notBefore: null, before: ago(60) }, now), { least: 3_600_000, most: null });
    assert.deepEqual(timeLagBounds({ kind: 'not-looked' }, now), { least: null, most: null });
  });
});
