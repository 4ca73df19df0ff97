import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, panels } from '../../src/vscode/contributions.ts';
import { eventually } from '../support/eventually.ts';
import { insides } from './insides.ts';

/** Titles of the open panels of a kind. */
const open = (kind: string): readonly string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(kind))
    .map(({ label }) => label);

const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');

describe('a command that needs a group or a topic', () => {
  beforeEach(closeAll);
  after(closeAll);

  for (const [command, kind, title] of [
    [commands.showLag, panels.lag, /^Lag: /],
    [commands.diagnoseGroup, panels.diagnosis, /./],
    [commands.peekMessages, panels.peek, /^Peek: /],
  ] as const) {
    it(`asks for it when ${command} is called from the palette, and opens its panel`, async () => {
      const { clusters } = (await insides()).parts;
      assert.deepEqual(
        clusters.definitions.map(({ name }) => name),
        ['demo'],
      );
      const done = vscode.commands.executeCommand(command);
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        assert.equal(open(kind).length, 1);
      });
      await done;
      assert.match(open(kind)[0] ?? '', title);
    });

    it(`does nothing when the person gives up on ${command}`, async () => {
      let ended = false;
      void vscode.commands.executeCommand(command).then(() => (ended = true));
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        assert.ok(ended, 'the command waits for nobody');
      });
      assert.deepEqual(open(kind), []);
    });
  }

  it('leads from a topic to what its consumers gave up on', async () => {
    await vscode.commands.executeCommand(commands.showDeadLetters, { clusterName: 'demo', topic: 'payments' });
    await eventually(() => assert.deepEqual(open(panels.peek), ['Peek: payments-dlt']));
  });

  it('opens the panel of what it is called on', async () => {
    await vscode.commands.executeCommand(commands.showLag, { clusterName: 'demo', groupId: 'order-service' });
    await eventually(() => assert.deepEqual(open(panels.lag), ['Lag: order-service']));
    await vscode.commands.executeCommand(commands.peekMessages, { clusterName: 'demo', topic: 'orders' });
    await eventually(() => assert.deepEqual(open(panels.peek), ['Peek: orders']));
  });
});
