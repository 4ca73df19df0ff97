import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownedFolder } from '../lab/belongings.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { patiently } from '../support/editor/panels.ts';

/** An extension with one webview whose policy refuses one of its two scripts. */
function extensionWithRefusedScript(): string {
  const folder = ownedFolder('extension').path;
  mkdirSync(folder, { recursive: true });
  const manifest = {
    ...{ name: 'refused-script', publisher: 'lab', version: '1.0.0', engines: { vscode: '^1.101.0' }, main: './main.js' },
    contributes: { commands: [{ command: 'lab.open', title: 'Lab: Open a Page' }] },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const html = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-good'">
    <p>not yet</p><script nonce="good">document.querySelector('p').textContent = 'ran';</script><script>document.body.remove();</script>`;
  writeFileSync(
    path.join(folder, 'main.js'),
    `const vscode = require('vscode');
    exports.activate = context => context.subscriptions.push(vscode.commands.registerCommand('lab.open', () => {
      vscode.window.createWebviewPanel('lab', 'Lab', 1, { enableScripts: true }).webview.html = ${JSON.stringify(html)};
    }));`,
  );
  return folder;
}

describe('the harness', () => {
  const editor = openEditor({ extension: extensionWithRefusedScript() });

  it("reads a webview's content and counts what its policy refuses", async () => {
    const { window } = editor();
    await window.runCommand('Lab: Open a Page');
    await window.webview().getByText('ran').waitFor();
    await patiently(() => assert.equal(window.cspViolations.length, 1, window.console.join('\n')));
  });
});
