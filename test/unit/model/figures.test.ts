import assert from 'node:assert/strict';
import { formatBytes, formatCount, formatRate, formatRateFigure, formatShare, formatSpan } from '../../../src/model/figures.ts';

describe('figures as people read them', () => {
  const cases: readonly (readonly [string, () => string, string])[] = [
    ['a count is grouped in threes', () => formatCount(7255n), '7,255'],
    ['a long count too', () => formatCount(1234567890n), '1,234,567,890'],
    ['three digits stay as they are', () => formatCount(999n), '999'],
    ['a count may be text, as offsets cross to pages', () => formatCount('184211'), '184,211'],
    ['an offset beyond 2^53 keeps every digit', () => formatCount('9223372036854775807'), '9,223,372,036,854,775,807'],
    ['a negative count has a real minus', () => formatCount(-1200), '−1,200'],
    ['a high rate has no decimals', () => formatRate(612.4), '612/s'],
    ['a rate of tens has one', () => formatRate(22.53), '22.5/s'],
    ['a small rate has two', () => formatRate(2.949), '2.95/s'],
    ['nothing is 0/s', () => formatRate(0), '0/s'],
    ['a loss has a minus', () => formatRateFigure(-5.2), '−5.20'],
    ['a trace is not −0', () => formatRateFigure(-0.001), '0'],
    ['a rate of thousands is grouped', () => formatRateFigure(12345.6), '12,346'],
    ['seconds', () => formatSpan(23_900), '23 s'],
    ['nothing takes 0 s', () => formatSpan(20), '1 s'],
    ['minutes', () => formatSpan(2_460_000), '41 min'],
    ['hours with their minutes', () => formatSpan(7_500_000), '2 h 5 min'],
    ['full hours', () => formatSpan(7_200_000), '2 h'],
    ['many hours', () => formatSpan(40 * 3_600_000 + 60_000), '40 h'],
    ['days', () => formatSpan(3 * 86_400_000), '3 days'],
    ['bytes', () => formatBytes(412), '412 B'],
    ['kilobytes', () => formatBytes(9100), '9.1 kB'],
    ['a size just below a unit takes the next', () => formatBytes(999_700), '1.0 MB'],
    ['megabytes', () => formatBytes(34_000_000), '34 MB'],
    ['a share', () => formatShare(0.706), '71 %'],
    ['a trace is not 0 %', () => formatShare(0.001), '<1 %'],
    ['none is 0 %', () => formatShare(0), '0 %'],
  ];
  for (const [name, format, text] of cases) it(`${name}: ${text}`, () => assert.equal(format(), text));
});
