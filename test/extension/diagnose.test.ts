import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/vscode/contributions.ts';
import { eventually } from '../support/eventually.ts';
import { testContext } from './context.ts';
import { insides } from './insides.ts';

/** The command on the lab's groups: real clients, the real editor, and what the diagnosis came to. */
describe('Diagnose Consumer Group', () => {
  const { scenarios } = testContext();
  after('nothing of it is left in the editor', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    (await insides()).parts.diagnoses.forgetCluster('demo');
  });

  before('it is asked of all groups', async function () {
    this.timeout(300_000);
    const { diagnoses } = (await insides()).parts;
    for (const { groupId } of scenarios) {
      await vscode.commands.executeCommand(commands.diagnoseGroup, { clusterName: 'demo', groupId });
      // Its page asks once it is shown, and goes on while the next one is in front of it.
      await eventually(() => assert.ok(diagnoses.of('demo', groupId), `${groupId} has no answer`), { withinMs: 45_000 });
    }
  });

  for (const { groupId, says } of scenarios) {
    it(says === 'healthy' ? `finds nothing wrong with ${groupId}` : `says ${says} first of ${groupId}`, async function () {
      this.timeout(60_000);
      const { diagnoses } = (await insides()).parts;
      // Some findings need the whole window.
      await eventually(
        () => {
          const { verdict, words } = diagnoses.of('demo', groupId)!;
          const found = verdict.findings.map(({ ruleId }) => ruleId);
          assert.deepEqual(found, says === 'healthy' ? [] : [says], words.headline);
          const isFine = verdict.findings.every(({ severity }) => severity === 'information');
          assert.equal(words.tone === 'healthy', isFine, words.headline);
        },
        { withinMs: 45_000 },
      );
    });
  }
});

describe('a diagnosis that is asked for again', () => {
  const seconds = (value: number | undefined) =>
    vscode.workspace.getConfiguration().update(settings.diagnosisWindow, value, vscode.ConfigurationTarget.Global);
  before(() => seconds(0));
  after(async () => {
    await seconds(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    (await insides()).parts.diagnoses.forgetCluster('demo');
  });

  it('is made anew, also where another panel stands in front of it', async () => {
    const { diagnoses } = (await insides()).parts;
    const subject = { clusterName: 'demo', groupId: 'invoice-mailer' };
    const front = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    await vscode.commands.executeCommand(commands.diagnoseGroup, subject);
    await eventually(() => assert.equal(diagnoses.of('demo', 'invoice-mailer')?.isEarly, false));
    await vscode.commands.executeCommand(commands.showLag, subject);
    await eventually(() => assert.equal(front(), 'Lag: invoice-mailer'));
    const before = diagnoses.of('demo', 'invoice-mailer');
    await vscode.commands.executeCommand(commands.diagnoseGroup, subject);
    await eventually(() => assert.notEqual(diagnoses.of('demo', 'invoice-mailer'), before));
    await eventually(() => assert.equal(front(), 'Diagnosis: invoice-mailer'));
  });
});
