import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('in a workspace that is not trusted', () => {
  it('the editor is in Restricted Mode', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it("clusters that the workspace's files define are left out", () => {
    assert.deepEqual(vscode.workspace.getConfiguration('kafkaTroubleshooter').get('clusters'), []);
  });
});
