import assert from 'node:assert/strict';
import { hotOnes } from '../../../src/model/hot.ts';
import { median, robustSlope } from '../../../src/model/slope.ts';

const line = (perSecond: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ at: index * 2_000, value: 100 + perSecond * index * 2 }));

describe('the robust slope', () => {
  it('is that of a line', () => {
    assert.equal(robustSlope(line(5, 11)), 5);
  });

  it('is not turned by one jump', () => {
    const jump = line(0, 11).map(point => (point.at === 8_000 ? { ...point, value: 90_000 } : point));
    assert.equal(robustSlope(jump), 0);
  });

  it('is unknown of one point, or of several at one time', () => {
    assert.equal(robustSlope(line(5, 1)), null);
    assert.equal(robustSlope([line(5, 1)[0]!, line(5, 1)[0]!]), null);
  });

  it('stays the same for a long history', () => {
    assert.equal(robustSlope(line(5, 5_000)), 5);
  });
});

describe('the median', () => {
  it('lies between the two in the middle', () => assert.equal(median([9, 1, 4, 2]), 3));
  it('is unknown of nothing', () => assert.equal(median([]), null));
});

describe('hot partitions', () => {
  it('get three times the median of the others', () => {
    assert.deepEqual([...hotOnes([100, 90, 330, 110])], [[2, { share: 330 / 630, timesMedian: 3.3 }]]);
  });

  it('are found where the others get nothing at all', () => {
    assert.deepEqual([...hotOnes([500, 0, 0])], [[0, { share: 1, timesMedian: null }]]);
  });

  it('are found beside partitions of which nothing is known', () => {
    assert.deepEqual([...hotOnes([NaN, 100, 90, 330, 110])], [[3, { share: 330 / 630, timesMedian: 3.3 }]]);
    assert.equal(hotOnes([NaN, 500]).size, 0);
  });

  it('are none on too few records', () => {
    assert.equal(hotOnes([60, 2]).size, 0);
  });

  it('are none of one partition', () => {
    assert.equal(hotOnes([5_000]).size, 0);
  });
});
