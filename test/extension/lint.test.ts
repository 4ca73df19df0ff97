// The linter as a person meets it: a file is open, typed in, fixed and closed.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/vscode/contributions.ts';
import { eventually } from '../support/eventually.ts';
import { testContext } from './context.ts';
import { defineClusters, forgetClusters, insides } from './insides.ts';

const ours = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Kafka');
const rulesIn = (uri: vscode.Uri): string[] => ours(uri).map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code)));

let folder: string;
let files = 0;
before(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'lint-'))));
after(() => rm(folder, { recursive: true, force: true }));

/** Each file has a name of its own, so that nothing is left of another test's. */
async function open(content: string, name = 'client.properties'): Promise<vscode.TextDocument> {
  const file = path.join(folder, String(++files), name);
  await mkdir(path.dirname(file));
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

const actionsAt = (document: vscode.TextDocument, text: string): Thenable<vscode.CodeAction[]> => {
  const at = document.positionAt(document.getText().indexOf(text));
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at));
};

const hoverAt = async (document: vscode.TextDocument, text: string): Promise<string> => {
  const at = document.positionAt(document.getText().indexOf(text) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return hovers
    .flatMap(({ contents }) => contents.map(content => (content instanceof vscode.MarkdownString ? content.value : '')))
    .join('\n');
};

/** The items offered where `|` stood, by their words. */
async function offered(content: string, name?: string): Promise<Map<string, vscode.CompletionItem>> {
  const at = content.indexOf('|');
  const document = await open(content.replace('|', ''), name);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(at),
  );
  return new Map(list.items.map(item => [typeof item.label === 'string' ? item.label : item.label.label, item]));
}

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
    for (const title of [
      'Change to 3333',
      'Why? (heartbeat-close-to-session)',
      'Disable heartbeat-close-to-session for this line, with a reason…',
    ]) {
      assert.ok(titles.includes(title), `${title} is not among ${titles.join(', ')}`);
    }
    const fix = actions.find(({ title }) => title === 'Change to 3333');
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.match(document.getText(), /heartbeat\.interval\.ms=3333\n/);
    await reports(document);
  });

  it('is left in peace line by line, for a reason that stands in the comment', async () => {
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    const reason = 'the network loses nothing';
    await vscode.commands.executeCommand(
      commands.disableRuleForLine,
      document.uri,
      'heartbeat-close-to-session',
      consumer.indexOf('9000'),
      reason,
    );
    assert.match(document.getText(), /\n# kafka-lint-disable-next-line heartbeat-close-to-session -- the network loses nothing\nheartbeat/);
    await reports(document);
    await edit(document, '9000', '3000');
    await reports(document, 'unused-suppression');
    const remove = (await actionsAt(document, 'kafka-lint')).find(({ title }) => title === 'Remove the comment');
    assert.ok(remove?.edit && (await vscode.workspace.applyEdit(remove.edit)));
    assert.doesNotMatch(document.getText(), /kafka-lint/);
    await reports(document);
  });

  it('is mended as far as that is safe, all at once', async () => {
    const document = await open('# kafka: consumer\nbootstrap.servers=a:9092\nauto.offset.reset="earliest"\nenable.auto.commit="false"\n');
    await reports(document, 'quoted-value', 'quoted-value');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      whole,
      'source.fixAll.kafka',
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Fix all safe Kafka problems in this file'],
    );
    assert.ok(actions[0]?.edit && (await vscode.workspace.applyEdit(actions[0].edit)));
    assert.match(document.getText(), /auto\.offset\.reset=earliest\nenable\.auto\.commit=false\n/);
    await reports(document);
  });

  it('is left in peace by the settings', async () => {
    const configuration = () => vscode.workspace.getConfiguration();
    const document = await open(consumer);
    await reports(document, 'heartbeat-close-to-session');
    try {
      await configuration().update(settings.lintRules, { 'heartbeat-close-to-session': 'off' }, vscode.ConfigurationTarget.Global);
      await reports(document);
      await configuration().update(settings.lintRules, undefined, vscode.ConfigurationTarget.Global);
      await reports(document, 'heartbeat-close-to-session');
      await configuration().update(settings.lintEnabled, false, vscode.ConfigurationTarget.Global);
      await reports(document);
    } finally {
      await configuration().update(settings.lintRules, undefined, vscode.ConfigurationTarget.Global);
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
    await vscode.languages.setTextDocumentLanguage(document, 'markdown');
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

describe('a client file in another notation', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is underlined to the character and mended: Spring’s YAML', async () => {
    const document = await open(
      'spring:\n  kafka:\n    bootstrap-servers: a:9092\n    consumer:\n      group-id: billing\n      auto-offset-reset: smallest\n',
      'application.yml',
    );
    await reports(document, 'value-not-allowed');
    assert.equal(document.getText(ours(document.uri)[0]?.range), 'smallest');
    const fix = (await actionsAt(document, 'smallest')).find(({ title }) => title === 'Change to earliest');
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.match(document.getText(), /auto-offset-reset: earliest\n/);
    await reports(document);
  });

  it('is nobody’s business when it does not speak of Kafka', async () => {
    const stranger = await open('a:\n  heartbeat: abc\nretries: many\n', 'settings.yaml');
    const client = await open(consumer);
    await reports(client, 'heartbeat-close-to-session');
    assert.deepEqual(rulesIn(stranger.uri), []);
  });
});

describe('a key of a client file', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is explained where it stands: meaning, facts, the value in effect and where it is from', async () => {
    const document = await open(
      '# kafka: consumer\nbootstrap.servers=a:9092\ngroup.id=billing\nauto.offset.reset=latest\nauto.offset.reset=earliest\nlinger.ms=5\n',
    );
    const hover = await hoverAt(document, 'auto.offset.reset=latest');
    assert.match(hover, /Where to start where there is no commit/);
    assert.match(hover, /One of: `latest`, `earliest`, `none`/);
    assert.match(hover, /Default: `latest`/);
    assert.match(hover, /In effect: `earliest`, set in client\.properties:5/);
    assert.match(await hoverAt(document, 'linger.ms'), /A consumer does not read it: it is a producer’s setting\./);
  });

  it('shows no secret', async () => {
    const document = await open('bootstrap.servers=a:9092\ngroup.id=g\nssl.key.password=Tr0ub4dor\n');
    const hover = await hoverAt(document, 'ssl.key.password');
    assert.match(hover, /The password of the private key/);
    assert.doesNotMatch(hover, /Tr0ub4dor/);
  });

  it('is offered by role, the usual first and what is there already last', async () => {
    const items = await offered('# kafka: consumer\nbootstrap.servers=a:9092\ngroup.id=g\nauto|\n');
    const [reset, group, linger] = ['auto.offset.reset', 'group.id', 'linger.ms'].map(key => items.get(key));
    assert.equal(reset?.insertText, 'auto.offset.reset=');
    assert.ok(reset.documentation instanceof vscode.MarkdownString && /Where to start/.test(reset.documentation.value));
    assert.equal(linger, undefined, 'a producer’s key is not offered to a consumer');
    assert.ok((group?.sortText ?? '') > (reset.sortText ?? ''));
  });

  it('has its values offered', async () => {
    assert.deepEqual([...(await offered('# kafka: consumer\ngroup.id=g\nauto.offset.reset=|\n')).keys()], ['latest', 'earliest', 'none']);
    assert.deepEqual([...(await offered('# kafka: consumer\ngroup.id=g\nenable.auto.commit=|\n')).keys()], ['true', 'false']);
    const classes = await offered('# kafka: consumer\ngroup.id=g\npartition.assignment.strategy=|\n');
    assert.equal(classes.get('CooperativeStickyAssignor')?.insertText, 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor');
  });

  it('is offered in a section of YAML as it is spelled there', async () => {
    const items = await offered(
      'spring:\n  kafka:\n    bootstrap-servers: a:9092\n    consumer:\n      group-id: billing\n      auto|\n',
      'application.yml',
    );
    assert.equal(items.get('auto-offset-reset')?.insertText, 'auto-offset-reset: ');
  });
});

describe('above a client’s settings', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const lenses = async (document: vscode.TextDocument): Promise<string[]> => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    return found.map(({ command }) => `${command?.title ?? ''} → ${command?.tooltip ?? ''}`);
  };

  it('are its cluster and its group, which asks to connect where the cluster is not known', async () => {
    assert.deepEqual(await lenses(await open('bootstrap.servers=unknown.example.net:9092\ngroup.id=billing\n')), [
      '$(plug) Connect → Connect to the cluster that this file names',
      '$(search) Diagnose group billing → asks to connect first',
      '$(graph-line) Show lag → asks to connect first',
    ]);
    const { bootstrap } = testContext();
    assert.deepEqual(await lenses(await open(`bootstrap.servers=${bootstrap}\ngroup.id=billing\n`)), [
      '$(plug) demo → Show this cluster in the tree',
      '$(search) Diagnose group billing → on demo',
      '$(graph-line) Show lag → on demo',
    ]);
  });

  it('is nothing in files of others, and nothing where lenses are off', async () => {
    assert.deepEqual(await lenses(await open('broker.id=0\nlog.dirs=/d\nbootstrap.servers=a:9092\n')), []);
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(settings.lintCodeLens, false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await lenses(await open('bootstrap.servers=a:9092\ngroup.id=billing\n')), []);
    } finally {
      await configuration.update(settings.lintCodeLens, undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('a file whose cluster is known', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is told what only the cluster knows, and when it was asked', async () => {
    const { bootstrap } = testContext();
    const document = await open(
      `# kafka: consumer\nbootstrap.servers=${bootstrap}\ngroup.id=no-such-group-yet\nsession.timeout.ms=2000\nheartbeat.interval.ms=500\n`,
    );
    await eventually(() => {
      const messages = ours(document.uri).map(({ message }) => message);
      assert.ok(
        messages.some(message => /what this cluster takes.*\(asked demo at \d/.test(message)),
        messages.join('\n'),
      );
      assert.ok(!rulesIn(document.uri).includes('session-outside-broker-limits'), 'the guess is replaced by the answer');
    });
    assert.equal((await insides()).live.standingOf(document.uri)?.answer?.kind, 'asked');
  });

  it('says in place when the cluster could not be asked', async () => {
    await defineClusters({ name: 'nowhere', bootstrapServers: ['127.0.0.1:1'], environment: 'other' });
    try {
      const document = await open('# kafka: consumer\nbootstrap.servers=127.0.0.1:1\ngroup.id=g\nsession.timeout.ms=20000\n');
      await eventually(() => {
        const note = ours(document.uri).find(({ code }) => code === 'not-checked' || code === 'cluster-not-asked');
        assert.match(note?.message ?? '', /nowhere.*127\.0\.0\.1:1/s);
        assert.equal(note?.severity, vscode.DiagnosticSeverity.Information);
      });
    } finally {
      await forgetClusters();
    }
  });
});

describe('the whole workspace', () => {
  it('has the problems of files that are not open, which follow their files', async () => {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    const file = vscode.Uri.joinPath(root.uri, 'closed', 'consumer.properties');
    const write = (text: string) => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await write(consumer);
    try {
      await vscode.commands.executeCommand(commands.lintWorkspace);
      assert.deepEqual(rulesIn(file), ['heartbeat-close-to-session']);
      const [diagnostic] = ours(file);
      assert.deepEqual([diagnostic?.range.start.line, diagnostic?.range.start.character, diagnostic?.range.end.character], [3, 22, 26]);
      assert.ok(
        vscode.workspace.textDocuments.every(({ uri }) => uri.toString() !== file.toString()),
        'nothing was opened for it',
      );
      const all = vscode.languages.getDiagnostics().filter(([, found]) => found.some(({ source }) => source === 'Kafka'));
      assert.ok(all.length > 3, 'the sample workspace has its problems');

      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      await edit(document, '9000', '3000');
      await eventually(() => assert.deepEqual(rulesIn(file), []));
      assert.ok(await document.save());
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await edit(await vscode.workspace.openTextDocument(file), 'group.id', 'grup.id');
      await vscode.workspace.saveAll();
      await eventually(() => assert.deepEqual(rulesIn(file), ['unknown-key']), { withinMs: 30_000 });
    } finally {
      const removal = new vscode.WorkspaceEdit();
      removal.deleteFile(vscode.Uri.joinPath(root.uri, 'closed'), { recursive: true });
      await vscode.workspace.applyEdit(removal);
    }
    await eventually(() => assert.deepEqual(rulesIn(file), []));
  });
});
