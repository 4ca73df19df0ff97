import assert from 'node:assert/strict';
import { code, plain, table } from '../../../src/report/markdown.ts';

describe('a name in Markdown', () => {
  it('is no mark, no link and no picture', () =>
    assert.equal(
      plain('![x](https://example.com/pixel.png) *a* _b_ ~~c~~ <img> `d`'),
      '!\\[x\\](https://example.com/pixel.png) \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\<img\\> \\`d\\`',
    ));

  for (const [text, written] of [
    ['orders', '`orders`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['x`` ![p](https://example.com/pixel.png)', '```x`` ![p](https://example.com/pixel.png)```'],
    [' a ', '`  a  `'],
  ] as const)
    it(`stays one piece of code: ${text}`, () => assert.equal(code(text), written));

  it('stays in its line and its cell, whatever ends lines', () => {
    const name = 'a\n\n# b\r\rc\u2028d|e';
    assert.equal(plain(name), 'a # b c d|e');
    assert.equal(code(name), '`a # b c d|e`');
    assert.equal(table(['Name'], [[name]]), '| Name |\n| --- |\n| a # b c d\\|e |');
  });
});
