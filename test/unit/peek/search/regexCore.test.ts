import assert from 'node:assert/strict';
import { regexCore } from '../../../../src/peek/search/regexCore.ts';

describe('the text that every match of a regular expression holds', () => {
  const cases: readonly (readonly [source: string, withCase: string, ignoring?: string])[] = [
    ['order-\\d+ failed', ' failed'],
    ['order-\\d+', 'order-'],
    ['failed|lost', ''],
    ['(failed|lost) order', ' order'],
    ['colou?r', 'colo'],
    ['ab+cd', 'ab'],
    ['x{0}yz', 'yz'],
    ['[a-z]+@example\\.com', '@example.com'],
    ['\\bid\\b', 'id'],
    ['a[)(]bcd', 'bcd'],
    ['\\u0041bc', 'bc'],
    ['^"type":"Order', '"type":"Order'],
    ['task', 'task', 'ta'],
    ['caf\u00e9s', 'caf\u00e9s', 'caf'],
    ['a(?!bcdef)gh', 'gh'],
  ];
  for (const [source, withCase, ignoring = withCase] of cases) {
    it(`${source} → “${withCase}”${ignoring === withCase ? '' : `, ignoring case “${ignoring}”`}`, () => {
      assert.deepEqual([regexCore(source, true), regexCore(source, false)], [withCase, ignoring]);
    });
  }
});
