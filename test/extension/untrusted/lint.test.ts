import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { testContext } from '../context.ts';
import { defineClusters, forgetClusters, insides } from '../insides.ts';

describe('a client file of a workspace that is not trusted', () => {
  after(() => forgetClusters());

  it('is checked, but does not make us ask the cluster that it names', async () => {
    const { bootstrap } = testContext();
    const { parts, live } = await insides();
    await defineClusters({ name: 'mine', bootstrapServers: [bootstrap], environment: 'other' });
    const document = await vscode.workspace.openTextDocument({
      language: 'properties',
      content: `# kafka: consumer\nbootstrap.servers=${bootstrap}\ngroup.id=g\nsession.timeout.ms=2000\nheartbeat.interval.ms=500\n`,
    });
    await eventually(() => {
      const codes = vscode.languages.getDiagnostics(document.uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
      assert.ok(codes.includes('session-outside-broker-limits'), codes.join(', '));
    });
    assert.equal(live.standingOf(document.uri), undefined, 'nobody is about to ask');
    assert.equal(parts.clusters.isOpen('mine'), false);
  });
});
