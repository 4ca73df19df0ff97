import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extension = () => {
  const found = vscode.extensions.getExtension('kafka-troubleshooter.kafka-troubleshooter');
  assert.ok(found, 'the editor does not know the extension');
  return found;
};
const contributes = () => (extension().packageJSON as { contributes?: { commands?: { command: string }[] } }).contributes;

describe('the extension', () => {
  it('activates', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('has every command that it contributes', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = (contributes()?.commands ?? []).map(({ command }) => command).filter(command => !known.has(command));
    assert.deepEqual(missing, []);
  });
});
