import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { uriOfClientFile } from '../../src/vscode/lint/clientFiles.ts';
import { eventually } from '../support/eventually.ts';
import { insides } from './insides.ts';

/** What a diagnosis is told of the workspace's files. */
describe('the file of a group', () => {
  const file = 'payment-service/payments-consumer.properties';
  const told = async () => (await insides()).parts.clientFiles.of('payment-service', 'demo');
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is found by its group.id, with its settings in their places, and without its login', async function () {
    this.timeout(30_000);
    // A first search may end before its time on a slow machine: the next goes on where it was.
    const { items } = await eventually(async () => {
      const found = await told();
      assert.deepEqual(found.missing, []);
      return found;
    });
    assert.deepEqual(
      items.map(one => [one.file, one.groupId, one.role]),
      [[file, 'payment-service', 'consumer']],
    );
    const reset = items[0]?.settings.find(({ key }) => key === 'auto.offset.reset');
    assert.deepEqual([reset?.value, reset?.meaning], ['smallest', 'offsetReset']);
    assert.doesNotMatch(JSON.stringify(items), /not-a-real-one|jaas/);
    const document = await vscode.workspace.openTextDocument(uriOfClientFile(file));
    assert.match(document.lineAt(reset?.line ?? 0).text, /^auto\.offset\.reset=/);
  });

  it('is what stands in its editor, saved or not', async () => {
    const document = await vscode.workspace.openTextDocument(uriOfClientFile(file));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'max.poll.interval.ms=1234\n'));
    const setting = (await told()).items[0]?.settings[0];
    assert.deepEqual(setting, { key: 'max.poll.interval.ms', value: '1234', line: 0, meaning: 'pollInterval', number: 1234 });
    await editor.edit(edit => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await document.save();
    assert.notEqual((await told()).items[0]?.settings[0]?.key, 'max.poll.interval.ms');
  });

  it('is nobody’s where no file names the group', async () => {
    assert.deepEqual(await (await insides()).parts.clientFiles.of('nobody-at-all', 'demo'), { items: [], missing: [] });
  });
});
