import assert from 'node:assert/strict';
import { readWrittenTime } from '../../../src/model/writtenTime.ts';

const now = new Date(2026, 10, 20, 14, 43, 36, 204).getTime();

describe('a time as people write it', () => {
  const cases: [string, number | undefined][] = [
    ['-15m', now - 900_000],
    ['-1.5h', now - 5_400_000],
    [' -90 s ', now - 90_000],
    ['-3d', now - 259_200_000],
    ['14:05', new Date(2026, 10, 20, 14, 5).getTime()],
    ['9:05:30', new Date(2026, 10, 20, 9, 5, 30).getTime()],
    ['14:05:30.25', new Date(2026, 10, 20, 14, 5, 30, 250).getTime()],
    ['2026-11-19', new Date(2026, 10, 19).getTime()],
    ['2026-11-19 08:15', new Date(2026, 10, 19, 8, 15).getTime()],
    ['2026-11-19T08:15:30.500Z', Date.UTC(2026, 10, 19, 8, 15, 30, 500)],
    ['2026-11-19 08:15 +01:00', Date.UTC(2026, 10, 19, 7, 15)],
    ['1795219222780', 1_795_219_222_780],
    ['', undefined],
    ['yesterday', undefined],
    ['25:00', undefined],
    ['12:61', undefined],
    ['15', undefined],
    ['-15', undefined],
    ['2026-13-40', undefined],
  ];
  for (const [written, at] of cases)
    it(`"${written}" is ${at === undefined ? 'none' : new Date(at).toISOString()}`, () => assert.equal(readWrittenTime(written, now), at));

  const inUtc: [string, number | undefined][] = [
    ['14:05', Date.UTC(2026, 10, new Date(now).getUTCDate(), 14, 5)],
    ['2026-11-19', Date.UTC(2026, 10, 19)],
    ['2026-11-19 08:15', Date.UTC(2026, 10, 19, 8, 15)],
    ['2026-11-19 08:15 +01:00', Date.UTC(2026, 10, 19, 7, 15)],
    ['2026-11-19T08:15Z', Date.UTC(2026, 10, 19, 8, 15)],
    ['-15m', now - 900_000],
    ['24:00', undefined],
  ];
  for (const [written, at] of inUtc)
    it(`"${written}", meant in UTC, is ${at === undefined ? 'none' : new Date(at).toISOString()}`, () =>
      assert.equal(readWrittenTime(written, now, 'utc'), at));
});
