// The linter as a person meets it: a file is open, typed in, fixed and closed.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/vscode/contributions.ts';
import { eventually } from '../support/eventually.ts';

const ours = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Kafka');
const rulesIn = (uri: vscode.Uri): string[] => ours(uri).map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code)));

let folder: string;
let files = 0;
before(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'lint-'))));
after(() => rm(folder, { recursive: true, force: true }));

/** Each file has a name of its own, so that nothing is left of another test's. */
async function open(content: string): Promise<vscode.TextDocument> {
  const file = path.join(folder, `client-${++files}.properties`);
  await writeFile(file, content);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

const reports = (document: vscode.TextDocument, ...rules: string[]): Promise<unknown> =>
  eventually(() => assert.deepEqual(rulesIn(document.uri), rules));

const edit = async (document: vscode.TextDocument, from: string, to: string): Promise<void> => {
  const at = document.getText().indexOf(from);
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
  assert.ok(await vscode.workspace.applyEdit(change));
};

const consumer = '# kafka: consumer\ngroup.id=billing\nsession.timeout.ms=10000\nheartbeat.interval.ms=9000\n';

describe('an open client file', () => {
  afterEach(async () => {
    await vscode.workspace.saveAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('has its mistakes underlined, to the character', async () => {
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    const [diagnostic] = ours(document.uri);
    assert.equal(document.getText(diagnostic?.range), '9000');
    assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(diagnostic.message, /only one heartbeat/);
    assert.deepEqual(
      diagnostic.relatedInformation?.map(({ location }) => document.getText(location.range)),
      ['10000'],
    );
  });

  it('is judged again while it is typed in', async () => {
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    await edit(document, '9000', '3000');
    await reports(document);
    await edit(document, 'group.id=billing', 'grup.id=billing');
    await reports(document, 'unknown-key');
  });

  it('is mended by a light bulb', async () => {
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      ours(document.uri)[0]?.range,
    );
    const titles = actions.map(({ title }) => title);
    for (const title of ['Change to 3333', 'Why? (heartbeat-close-to-session)', 'Disable heartbeat-close-to-session for this line']) {
      assert.ok(titles.includes(title), `${title} is not among ${titles.join(', ')}`);
    }
    const fix = actions.find(({ title }) => title === 'Change to 3333');
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.match(document.getText(), /heartbeat\.interval\.ms=3333\n/);
    await reports(document);
  });

  it('is left in peace line by line', async () => {
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      ours(document.uri)[0]?.range,
    );
    const silence = actions.find(({ title }) => title.startsWith('Disable'));
    assert.ok(silence?.edit && (await vscode.workspace.applyEdit(silence.edit)));
    await reports(document);
  });

  it('is left in peace by the settings', async () => {
    const configuration = () => vscode.workspace.getConfiguration();
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    try {
      await configuration().update(settings.lintDisabledRules, ['heartbeat-close-to-session'], vscode.ConfigurationTarget.Global);
      await reports(document);
      await configuration().update(settings.lintDisabledRules, undefined, vscode.ConfigurationTarget.Global);
      await reports(document, 'heartbeat-close-to-session');
      await configuration().update(settings.lintEnabled, false, vscode.ConfigurationTarget.Global);
      await reports(document);
    } finally {
      await configuration().update(settings.lintDisabledRules, undefined, vscode.ConfigurationTarget.Global);
      await configuration().update(settings.lintEnabled, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('explains each mistake on a page', async () => {
    await vscode.commands.executeCommand(commands.explainRule, 'heartbeat-close-to-session');
    await eventually(() => {
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: open }) => open.map(({ label }) => label));
      assert.ok(
        tabs.some(label => label.includes('heartbeat-close-to-session')),
        tabs.join(', '),
      );
    });
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: 'kafka-troubleshooter-rule', path: '/heartbeat-close-to-session.md' }),
    );
    assert.match(page.getText(), /^# Heartbeat interval is too close to the session timeout\n/);
  });

  it('forgets everything when it is closed', async () => {
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await eventually(() => assert.deepEqual(rulesIn(document.uri), []));
  });
});

describe('an open file of somebody else', () => {
  it('is not spoken of', async () => {
    const broker = await open('broker.id=0\nlog.dirs=/d\nsession.timeout.ms=abc\n');
    const client = await open(consumer);
    // The client's file was opened later, so the broker's has been looked at when its problem is there.
    await reports(client, 'heartbeat-close-to-session');
    assert.deepEqual(rulesIn(broker.uri), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
