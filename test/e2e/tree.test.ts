import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { ownedFolder } from '../lab/belongings.ts';
import { openEditor, type Editor } from '../support/editor/e2e.ts';
import { alice } from '../support/editor/editorLab.ts';
import { eventually } from '../support/eventually.ts';

const row = (page: Page, label: string): Locator => page.locator('.part.sidebar .monaco-list-row').filter({ hasText: label }).first();

/** Opens a node of the tree by a click, unless it is open. */
async function open(page: Page, label: string): Promise<void> {
  const node = row(page, label);
  await node.waitFor();
  if ((await node.getAttribute('aria-expanded')) !== 'true') await node.click();
  await eventually(async () => assert.equal(await node.getAttribute('aria-expanded'), 'true'));
}

/** What a screen reader says of a node. */
const spoken = async (page: Page, label: string): Promise<string> => (await row(page, label).getAttribute('aria-label')) ?? '';

/** Drags the side bar's edge. */
async function widen(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + width, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
}

/** Answers one question of a form by typing. `said`: what stands below the box, the question or what is wrong with the last answer. */
async function type(page: Page, said: string, text: string): Promise<void> {
  const form = page.locator('.quick-input-widget');
  await form.filter({ hasText: said }).waitFor();
  await form.locator('input.input').fill(text);
  await page.keyboard.press('Enter');
}

/** Answers one question of a form by choosing. */
async function choose(page: Page, question: string, choice: string): Promise<void> {
  const form = page.locator('.quick-input-widget');
  await form.locator(`input[placeholder="${question}"]`).waitFor();
  await form.locator('.monaco-list-row').filter({ hasText: choice }).first().click();
}

/**
 * Opens a form from a row's context menu. A row that is drawn anew takes its menu with it, so it is opened again; and a menu
 * lets clicks of its first 100 ms pass (they may be the end of the right click), so its entry is clicked again.
 */
const beginForm = (page: Page, label: string, entry: string, firstQuestion: string): Promise<void> =>
  eventually(
    async () => {
      const inMenu = page.locator('.context-view .action-item').filter({ hasText: entry }).first();
      if (!(await inMenu.isVisible())) await row(page, label).click({ button: 'right' });
      await inMenu.click({ timeout: 5_000 });
      await page.locator('.quick-input-widget').filter({ hasText: firstQuestion }).waitFor({ timeout: 1_000 });
    },
    { withinMs: 60_000 },
  );

/** Waits for words in a notice, and clears it away. Under the test driver notices do not pop up, they wait behind the bell. */
async function notice({ window }: Editor, words: RegExp): Promise<string> {
  await window.runCommand('Notifications: Show Notifications');
  const found = window.page.locator('.notifications-center .notification-list-item').filter({ hasText: words }).first();
  await found.waitFor();
  const said = await found.innerText();
  await window.runCommand('Notifications: Clear All Notifications');
  return said;
}

describe('a person without a cluster', () => {
  const folder = ownedFolder('workspace');
  before(() => mkdirSync(folder.path, { recursive: true }));
  const editor = openEditor({ folder: folder.path });
  after(() => folder.remove());

  it('is greeted with what to do', async () => {
    const { window } = editor();
    const sideBar = await window.openSideBar();
    await sideBar.locator('.monaco-button').filter({ hasText: 'Add a Cluster' }).waitFor();
    await sideBar.getByText('Looking never joins a group and changes nothing.').waitFor();
    await window.picture('welcome-no-cluster');
    await sideBar.locator('.monaco-button').filter({ hasText: 'Connect to the Cluster of a File' }).click();
    await notice(editor(), /No file of this workspace names a Kafka cluster/);
  });

  it('is asked to add one by a command that needs a cluster', async () => {
    const { window } = editor();
    await window.runCommand('Kafka: Diagnose Consumer Group');
    await notice(editor(), /There is no cluster yet/);
  });
});

describe('a person in a workspace that is not trusted', () => {
  const editor = openEditor({ workspaceTrust: true });

  it('is told that its clusters are left out, and cannot connect to those of its files', async () => {
    const { window } = editor();
    const sideBar = await window.openSideBar();
    await sideBar.getByText('This workspace is not trusted').waitFor();
    await sideBar.locator('.monaco-button').filter({ hasText: 'Manage Workspace Trust' }).waitFor();
    assert.equal(await row(window.page, 'demo').count(), 0);
    await window.picture('welcome-untrusted');
    await window.openFile('consumer.properties');
    await window.page.keyboard.press('F1');
    await window.page.locator('.quick-input-widget input.input').fill('>Kafka: ');
    const commands = window.page.locator('.quick-input-widget .monaco-list-row');
    await commands.filter({ hasText: 'Kafka: Add Cluster' }).waitFor();
    assert.equal(await commands.filter({ hasText: 'Connect to This Cluster' }).count(), 0);
    await window.page.keyboard.press('Escape');
  });
});

describe('a person in the side bar', () => {
  const editor = openEditor();

  it('finds the lag of a partition: cluster, groups, group, member', async () => {
    const { window } = editor();
    const { page } = window;
    await window.openSideBar();
    await open(page, 'demo');
    await open(page, 'Groups');
    assert.match(await spoken(page, 'click-analytics'), /Stable, consumer \(KIP-848\), 1 member/);
    await open(page, 'invoice-mailer');
    await row(page, 'invoices-0').waitFor();
    assert.match(await spoken(page, 'invoices-0'), /lag [\d,]+, committed [\d,]+, end [\d,]+/);
    await open(page, 'payment-service');
    await open(page, 'payment-service-1');
    await row(page, 'payments-0').waitFor();
    await open(page, 'Brokers');
    await widen(page, 620);
    await eventually(async () => assert.match(await spoken(page, 'payment-service'), /^payment-service, stuck over \d+ \w+, [\d,]+ wait/), {
      withinMs: 100_000,
    });
    await window.picture('tree-dark');
    await window.setTheme('light');
    await window.picture('tree-light');
    await window.setTheme('dark');
  });

  it('sees partitions of a topic, and what is hidden', async () => {
    const { page } = editor().window;
    await open(page, 'demo');
    await open(page, 'Topics');
    await eventually(async () => assert.match(await spoken(page, 'Topics'), /^Topics, \d+ of \d+, internal ones hidden$/));
    await open(page, 'daily-orders');
    await row(page, 'daily-orders-0').waitFor();
    assert.match(await spoken(page, 'daily-orders-0'), /leader 1, replicas 1, ISR 1, offsets 0 – 100/);
  });

  it('filters, finds nothing, and gets everything back by the welcome text', async () => {
    const { window } = editor();
    const { page } = window;
    await open(page, 'demo');
    await window.runCommand('Kafka: Filter Groups and Topics', 'Part of a name');
    await type(page, 'Part of a name', 'no-such-name');
    const clear = page.locator('.part.sidebar .monaco-button').filter({ hasText: 'Clear the Filter' });
    await clear.waitFor();
    await window.picture('tree-filter-finds-nothing');
    await clear.click();
    await row(page, 'demo').waitFor();
  });
});

describe('a cluster that a person adds', function () {
  beforeEach('each step starts where the one before left the editor', function () {
    if (this.currentTest?.parent?.tests.some(({ state }) => state === 'failed')) this.skip();
  });
  const editor = openEditor();
  const inWorkspace = (file: string): string => path.join(editor().lab.workspace, file);
  let settings = '';
  before(async () => {
    settings = await readFile(inWorkspace('.vscode/settings.json'), 'utf8');
  });
  // The workspace is shared by the run.
  after('the workspace gets its settings back', async () => {
    await writeFile(inWorkspace('.vscode/settings.json'), settings);
    await rm(inWorkspace('guarded.properties'), { force: true });
  });

  it('is asked for step by step; a mistake is told while typing', async () => {
    const { window, lab } = editor();
    const { page } = window;
    await window.openSideBar();
    await window.runCommand('Kafka: Add Cluster', 'What do you call this cluster?');
    await type(page, 'What do you call this cluster?', 'demo');
    await type(page, 'A cluster has this name already.', 'guarded');
    await type(page, 'Bootstrap servers', 'kafka.example.net');
    await type(page, 'the port is missing', lab.guarded.addresses.SASL_PLAINTEXT ?? '');
    await choose(page, 'How do clients reach it?', 'A login without TLS');
    await choose(page, 'SASL mechanism', 'SCRAM-SHA-512');
    await type(page, 'User name', alice.name);
    const password = page.locator('.quick-input-widget input.input');
    await eventually(async () => assert.equal(await password.getAttribute('type'), 'password'));
    await window.picture('add-cluster');
    await type(page, `Password of ${alice.name}`, 'not the password');
    await type(page, 'Schema registry, its web address', 'registry:8081');
    await type(page, 'a schema registry has a web address', '');
    await choose(page, 'What is at stake?', 'Production');
    await choose(page, 'Who is it for?', 'Everybody in this workspace');
    assert.match(await notice(editor(), /refused the user name or the password/), /Enter both again/);
    assert.match(await spoken(page, 'guarded'), /production, read-only/);
  });

  it('has a node that asks for the password anew', async () => {
    const { window } = editor();
    const { page } = window;
    await eventually(async () => assert.equal(await row(page, 'guarded').getAttribute('aria-expanded'), 'true'));
    const refused = row(page, 'refused the user name or the password');
    await refused.waitFor();
    await window.picture('tree-login-refused');
    await refused.click();
    await type(page, `Password of ${alice.name}`, alice.password);
    await eventually(async () => assert.match(await spoken(page, 'guarded'), /1 broker$/));
  });

  it('keeps its password when it is edited and the password left empty', async () => {
    const { window } = editor();
    const { page } = window;
    await beginForm(page, 'guarded', 'Edit Cluster', 'What do you call this cluster?');
    await type(page, 'What do you call this cluster?', 'guarded-2');
    await page.locator('.quick-input-widget').filter({ hasText: 'Bootstrap servers' }).waitFor();
    await page.keyboard.press('Enter');
    await choose(page, 'How do clients reach it?', 'A login without TLS');
    await choose(page, 'SASL mechanism', 'SCRAM-SHA-512');
    await type(page, 'User name', alice.name);
    await type(page, `Password of ${alice.name}`, '');
    await type(page, 'Schema registry, its web address', '');
    await choose(page, 'What is at stake?', 'Staging');
    await notice(editor(), /guarded-2 answers: 1 broker/);
  });

  it('may be that of the open file, whose password leaves it for the editor’s store', async () => {
    const { window, lab } = editor();
    const { page } = window;
    const file = [
      `bootstrap.servers=${lab.guarded.addresses.SASL_PLAINTEXT ?? ''}`,
      'security.protocol=SASL_PLAINTEXT',
      'sasl.mechanism=SCRAM-SHA-256',
      `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="${alice.name}" password="${alice.password}";`,
      'group.id=order-service',
    ];
    await writeFile(inWorkspace('guarded.properties'), file.join('\n'));
    await window.openFile('guarded.properties');
    await window.runCommand('Kafka: Connect to This Cluster', 'What do you call this cluster?');
    await type(page, 'What do you call this cluster?', 'from-file');
    await page
      .locator('.quick-input-widget')
      .filter({ hasText: `Password of ${alice.name}` })
      .waitFor();
    await page.keyboard.press('Enter');
    await choose(page, 'What is at stake?', 'Development');
    await choose(page, 'Who is it for?', 'Everybody in this workspace');
    await notice(editor(), /from-file answers: 1 broker/);
    await eventually(async () => assert.equal(await row(page, 'from-file').getAttribute('aria-expanded'), 'true'));
    await window.picture('connect-to-this-cluster');
    const written = await readFile(inWorkspace('.vscode/settings.json'), 'utf8');
    assert.match(written, /from-file/);
    assert.ok(!written.includes(alice.password));
  });
});
