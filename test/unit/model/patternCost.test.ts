import assert from 'node:assert/strict';
import { mostPatternSteps, patternSteps } from '../../../src/model/patternCost.ts';

/** The longest name that a topic may have. */
const longest = 249;

describe('a regular expression that somebody else wrote', () => {
  const tried = [
    'orders',
    'orders-.*',
    '^prod_log_(info|error)$',
    '^(orders-.*|payments-.*|shipments-.*|refunds-.*|returns-.*)$',
    '^[a-z]+\\.[a-z]+\\.v\\d{1,3}$',
    '^(?!__).*$',
    '^(?:orders(-eu)?\\.(created|changed)\\.v[0-9]+)$',
    '^[\\w.+*(-]+$',
    '^(\\d{2}){3}$',
    '^a{3}b$',
    '^\\+?[0-9]{1,3}[ -]?[0-9]{1,4}[ -]?[0-9]{1,4}$',
    '^v\\d{1,3}(\\.\\d{1,3}){2}$',
    '',
  ];
  for (const pattern of tried)
    it(`is tried: ${pattern === '' ? 'the empty one' : pattern}`, () => {
      const steps = patternSteps(pattern, longest);
      assert.ok(steps <= mostPatternSteps, `${steps} steps`);
    });

  const left = [
    '^(a+)+$',
    '^((a+))+$',
    '^(a|a)*$',
    '^(a|ab)(c|bcd)*x$',
    '^(.*)*$',
    '^(a*b?)*c$',
    '^(?:(?:a{1,9}){1,9}){1,9}$',
    `^${'a?'.repeat(40)}${'a'.repeat(40)}$`,
    `^${'(a|a)'.repeat(40)}$`,
    '^(a|a){40}b$',
    '^(a+){999999999}$',
    `^(a+){${'9'.repeat(400)}}$`,
    '^.*a.*b.*c.*d.*$',
    '.*.*.*x',
    '^(a+)\\1$',
    '^(?<name>a+)\\k<name>$',
    'orders-(eu',
    'orders)',
    '*orders',
    '(?i)orders',
    `${'('.repeat(10_000)}a${')'.repeat(10_000)}`,
  ];
  for (const pattern of left)
    it(`is not tried: ${pattern.slice(0, 40)}`, () => assert.ok(patternSteps(pattern, longest) > mostPatternSteps));

  it('costs what its repetitions can share a text', () => {
    assert.equal(patternSteps('^orders$', longest), 1);
    assert.equal(patternSteps('^.*$', longest), 249);
    assert.equal(patternSteps('^.*a.*$', longest), (249 * 249) / 2);
    assert.equal(patternSteps('^(eu|us)-.*$', longest), 2 * 249);
    assert.equal(patternSteps('orders', longest), 249);
  });
});
