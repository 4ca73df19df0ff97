import assert from 'node:assert/strict';
import { noticeText } from '../../../src/vscode/noticeText.ts';

/** What the editor makes a link of in a notification: a text and an address that stand together (vs/base/common/linkedText). */
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;

describe('a notification', () => {
  for (const name of [
    '[Repair](command:workbench.action.terminal.new)',
    'orders [more](https://example.com "now")',
    '[[a]](command:x)[b](file:///etc/passwd)',
  ]) {
    it(`has no link in it, whatever a group or a server calls itself: ${name}`, () => {
      const told = noticeText(`${name} is watched.`);
      assert.match(name, link);
      assert.doesNotMatch(told, link);
      assert.equal(told.replaceAll('\u200b', ''), `${name} is watched.`);
    });
  }

  it('says the rest as it is', () => assert.equal(noticeText('orders (3) [eu] is stuck.'), 'orders (3) [eu] is stuck.'));
});
