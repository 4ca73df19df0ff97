import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ownedFolder } from '../lab/belongings.ts';
import { openEditor, type Editor } from '../support/editor/e2e.ts';
import { alice } from '../support/editor/editorLab.ts';
import { takeNotice } from '../support/editor/notices.ts';
import { patiently } from '../support/editor/panels.ts';
import { chooseInMenu, openNode, spoken, treeRow } from '../support/editor/sideBar.ts';

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

/** Opens a form from a row's context menu. */
const beginForm = (page: Page, label: string, entry: string, firstQuestion: string): Promise<void> =>
  chooseInMenu(page, treeRow(page, label), entry, () =>
    page.locator('.quick-input-widget').filter({ hasText: firstQuestion }).waitFor({ timeout: 5_000 }),
  );

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
    await takeNotice(editor().window, /No file of this workspace names a Kafka cluster/);
  });

  it('is asked to add one by a command that needs a cluster', async () => {
    const { window } = editor();
    await window.runCommand('Kafka: Diagnose Consumer Group');
    await takeNotice(editor().window, /There is no cluster yet/);
  });
});

describe('a person in a workspace that is not trusted', () => {
  const editor = openEditor({ workspaceTrust: true });

  it('is told that its clusters are left out, and cannot connect to those of its files', async () => {
    const { window } = editor();
    const sideBar = await window.openSideBar();
    await sideBar.getByText('This workspace is not trusted').waitFor();
    await sideBar.locator('.monaco-button').filter({ hasText: 'Manage Workspace Trust' }).waitFor();
    assert.equal(await treeRow(window.page, 'demo').count(), 0);
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

  it('finds our container in the activity bar, with the cluster of the workspace, and our commands in the palette', async () => {
    const { window } = editor();
    await window.openSideBar();
    await treeRow(window.page, 'demo').waitFor();
    await window.picture('side-bar-dark');
    await window.setTheme('light');
    await window.picture('side-bar-light');
    await window.setTheme('dark');
    await window.runCommand('Kafka: Show Log');
    const log = window.page.locator('.part.panel').filter({ hasText: /Kafka Troubleshooter/ });
    await log.waitFor();
    await window.runCommand('View: Hide Panel');
    await log.waitFor({ state: 'hidden' });
  });

  it('finds the lag of a partition: cluster, groups, group, member', async () => {
    const { window } = editor();
    const { page } = window;
    await window.openSideBar();
    await openNode(page, 'demo');
    await openNode(page, 'Groups');
    assert.match(await spoken(page, 'click-analytics'), /Stable, consumer \(KIP-848\), 1 member/);
    await openNode(page, 'invoice-mailer');
    await treeRow(page, 'invoices-0').waitFor();
    assert.match(await spoken(page, 'invoices-0'), /lag [\d,]+, committed [\d,]+, end [\d,]+/);
    await openNode(page, 'payment-service');
    await openNode(page, 'payment-service-1');
    await treeRow(page, 'payments-0').waitFor();
    await openNode(page, 'Brokers');
    await widen(page, 620);
    await patiently(async () => assert.match(await spoken(page, 'payment-service'), /^payment-service, stuck over \d+ \w+, [\d,]+ wait/));
    await window.picture('tree-dark');
    await window.setTheme('light');
    await window.picture('tree-light');
    await window.setTheme('dark');
  });

  it('sees partitions of a topic, and what is hidden', async () => {
    const { page } = editor().window;
    await openNode(page, 'demo');
    await openNode(page, 'Topics');
    await patiently(async () => assert.match(await spoken(page, 'Topics'), /^Topics, \d+ of \d+, internal ones hidden$/));
    await openNode(page, 'daily-orders');
    await treeRow(page, 'daily-orders-0').waitFor();
    assert.match(await spoken(page, 'daily-orders-0'), /leader 1, replicas 1, ISR 1, offsets 0 – 100/);
  });

  it('filters, finds nothing, and gets everything back by the welcome text', async () => {
    const { window } = editor();
    const { page } = window;
    await openNode(page, 'demo');
    await window.runCommand('Kafka: Filter Groups and Topics', 'Part of a name');
    await type(page, 'Part of a name', 'no-such-name');
    const clear = page.locator('.part.sidebar .monaco-button').filter({ hasText: 'Clear the Filter' });
    await clear.waitFor();
    await window.picture('tree-filter-finds-nothing');
    await clear.click();
    await treeRow(page, 'demo').waitFor();
    assert.deepEqual(window.cspViolations, []);
  });

  describe('who adds a cluster', () => addsACluster(editor));
});

/** Each step starts where the one before left the editor. */
function addsACluster(editor: () => Editor): void {
  beforeEach('the steps before went well', function () {
    if (this.currentTest?.parent?.tests.some(({ state }) => state === 'failed')) this.skip();
  });
  before('the tree is closed, so that new clusters are in view', async () => {
    const { page } = editor().window;
    await patiently(async () => {
      const demo = treeRow(page, 'demo');
      if ((await demo.getAttribute('aria-expanded')) === 'true') await demo.click({ timeout: 10_000 });
      assert.equal(await demo.getAttribute('aria-expanded'), 'false');
    });
  });
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
    await patiently(async () => assert.equal(await password.getAttribute('type'), 'password'));
    await window.picture('add-cluster');
    await type(page, `Password of ${alice.name}`, 'not the password');
    await type(page, 'Schema registry, its web address', 'registry:8081');
    await type(page, 'a schema registry has a web address', '');
    await choose(page, 'What is at stake?', 'Production');
    await choose(page, 'Who is it for?', 'Everybody in this workspace');
    assert.match(await takeNotice(editor().window, /refused the user name or the password/), /Enter both again/);
    assert.match(await spoken(page, 'guarded'), /production, read-only/);
  });

  it('has a node that asks for the password anew', async () => {
    const { window } = editor();
    const { page } = window;
    await patiently(async () => assert.equal(await treeRow(page, 'guarded').getAttribute('aria-expanded'), 'true'));
    const refused = treeRow(page, 'refused the user name or the password');
    await refused.waitFor();
    await window.picture('tree-login-refused');
    await refused.click();
    await type(page, `Password of ${alice.name}`, alice.password);
    await patiently(async () => assert.match(await spoken(page, 'guarded'), /1 broker$/));
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
    await takeNotice(editor().window, /guarded-2 answers: 1 broker/);
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
    await takeNotice(editor().window, /from-file answers: 1 broker/);
    await patiently(async () => assert.equal(await treeRow(page, 'from-file').getAttribute('aria-expanded'), 'true'));
    await window.picture('connect-to-this-cluster');
    const written = await readFile(inWorkspace('.vscode/settings.json'), 'utf8');
    assert.match(written, /from-file/);
    assert.ok(!written.includes(alice.password));
  });
}
