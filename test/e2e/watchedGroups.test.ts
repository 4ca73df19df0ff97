import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ownedFolder } from '../lab/belongings.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { choosePath } from '../support/editor/fileDialog.ts';
import { defineCluster, openGroupPanel, patiently, pick } from '../support/editor/panels.ts';
import { eventually } from '../support/eventually.ts';

describe('a person who watches groups', function () {
  this.timeout(180_000);
  const editor = openEditor();
  let undefine = () => {};
  after(() => undefine()); // the workspace is shared by the run
  const statusBar = () => editor().window.page.locator('.statusbar-item[aria-label^="Watched Kafka groups"]');

  /** The person's own settings, which all windows of the run share: written in the editor, as a person would. */
  async function setOwnSettings(settings: object): Promise<void> {
    const { window } = editor();
    const { page } = window;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await window.runCommand('Preferences: Open User Settings (JSON)');
    const tab = page.locator('.tab.active').filter({ hasText: 'settings.json' });
    await tab.waitFor();
    const text = JSON.stringify(settings);
    await eventually(
      async () => {
        await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click({ timeout: 5_000 });
        await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
        await page.keyboard.press('Control+A');
        await page.keyboard.press('Control+V');
        const shown = await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().innerText();
        assert.equal(shown.replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
      },
      { withinMs: 90_000, everyMs: 500 },
    );
    await page.keyboard.press('Control+S');
    await page.locator('.tab.active:not(.dirty)').filter({ hasText: 'settings.json' }).waitFor();
    await window.runCommand('View: Close Editor');
  }

  it('is told once when one of them is in trouble, and led to its diagnosis by a click', async () => {
    const { window } = editor();
    const { page } = window;
    const watched = ['invoice-mailer', 'order-service'].map(group => ({ cluster: 'demo', group, forMinutes: 0 }));
    await setOwnSettings({ 'kafkaTroubleshooter.watch.groups': watched, 'kafkaTroubleshooter.watch.intervalSeconds': 10 });
    const told = page.locator('.notification-list-item:visible').filter({ hasText: /invoice-mailer: nobody is in the group/ });
    await statusBar().filter({ hasText: 'invoice-mailer: nobody reads' }).waitFor();
    // It goes into the editor's list after some seconds, where somebody who was away finds it.
    await eventually(
      async () => {
        if ((await told.count()) === 0) await window.runCommand('Notifications: Show Notifications');
        await told.hover({ timeout: 5_000 });
        await window.picture('watch-notification-dark');
        const expand = told.getByRole('button', { name: /^Expand/ });
        if (await expand.isVisible()) await expand.click({ timeout: 5_000 });
        await told.getByRole('button', { name: 'Diagnose' }).click({ timeout: 5_000 });
      },
      { withinMs: 90_000, everyMs: 500 },
    );
    await page.locator('.tab.active').filter({ hasText: 'Diagnosis: invoice-mailer' }).waitFor();
  });

  it('sees the worst of them in the status bar, and gets to its lag from there', async () => {
    const { window } = editor();
    await statusBar()
      .filter({ hasText: /invoice-mailer: / })
      .waitFor();
    const list = window.page.locator('.quick-input-widget').filter({ hasText: 'Watched groups' });
    // The diagnosis that comes up takes the focus, and the list goes: then it is asked for anew.
    await patiently(async () => {
      if (!(await list.isVisible())) await statusBar().click({ timeout: 10_000 });
      const healthy = list.locator('.monaco-list-row').filter({ hasText: 'order-service' }).filter({ hasText: 'within its thresholds' });
      await healthy.waitFor({ timeout: 10_000 });
      await list.locator('.monaco-list-row').filter({ hasText: 'invoice-mailer' }).click({ timeout: 5_000 });
    });
    await window.page.locator('.tab.active').filter({ hasText: 'Lag: invoice-mailer' }).waitFor();
    await window.webview().locator('.verdict h2').filter({ hasText: 'Four partitions are read by nobody' }).waitFor();
    // Nobody is told twice of one incident.
    await window.runCommand('Notifications: Show Notifications');
    await window.page.locator('.notifications-center').getByText('No new notifications').waitFor();
    await window.page.keyboard.press('Escape');
  });

  it('stops watching by the panel’s bell', async () => {
    const panel = editor().window.webview();
    await panel.getByRole('button', { name: 'Stop watching' }).click();
    await panel.getByRole('button', { name: 'Watch in the background' }).waitFor();
    await statusBar()
      .filter({ hasText: /^\s*order-service/ })
      .waitFor();
  });

  it('saves what the panel shows in each of its formats, where the person says', async () => {
    const { window } = editor();
    const panel = window.webview();
    const folder = ownedFolder('exports');
    const exports = [
      { item: 'CSV…', file: 'lag.csv', holds: /\binvoice-mailer\b.*\binvoices\b/ },
      { item: 'Markdown…', file: 'lag.md', holds: /^# .*\n[^]*\binvoices-0\b/ },
      { item: 'Prometheus text…', file: 'lag.prom', holds: /^# TYPE \w+ gauge$[^]*invoice-mailer/m },
      { item: 'Prometheus alert rule…', file: 'lag.rules.yml', holds: /^groups:$[^]*invoice-mailer/m },
    ];
    for (const { item, file, holds } of exports) {
      await panel.getByRole('button', { name: 'Export' }).click();
      await panel.getByRole('menuitem', { name: item }).click();
      const chosen = path.join(folder.path, file);
      // It is said for some seconds.
      const said = panel.getByText(`Written to ${file}.`).waitFor({ timeout: 90_000 });
      said.catch(() => undefined); // told below, unless the file is missing, too
      await choosePath(window, chosen, () => assert.ok(existsSync(chosen), `${file} was not written`));
      await said;
      assert.match(readFileSync(chosen, 'utf8'), holds, file);
    }
    folder.remove();
  });

  it('is asked before a production cluster is watched, and a no changes nothing', async () => {
    const { window, lab } = editor();
    const { page } = window;
    undefine = defineCluster(lab.workspace, { name: 'live', bootstrap: lab.broker.bootstrap, environment: 'production' });
    const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Watch shipment-tracker on the production cluster live?' });
    const ask = () =>
      patiently(async () => {
        await window.runCommand('Kafka: Watch Group', 'Which cluster');
        await pick(window, /Which cluster/, 'live');
        await pick(window, /Which group/, 'shipment-tracker');
        await dialog.waitFor({ timeout: 10_000 });
      });
    await ask();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.doesNotMatch((await statusBar().getAttribute('aria-label')) ?? '', /shipment-tracker/);
    await ask();
    await window.picture('watch-production-dark');
    await dialog.getByRole('button', { name: 'Watch', exact: true }).click();
    await patiently(async () => assert.match((await statusBar().getAttribute('aria-label')) ?? '', /shipment-tracker/));
    await openGroupPanel(window, {
      command: 'Kafka: Show Lag',
      tab: 'Lag: shipment-tracker',
      groupId: 'shipment-tracker',
      cluster: 'live',
    });
    await window.webview().locator('.footer').getByText('watched in the background, too').waitFor();
  });

  it('sees nothing of it in the status bar any more when nothing is watched', async () => {
    await setOwnSettings({});
    await statusBar().waitFor({ state: 'hidden' });
    assert.deepEqual(editor().window.cspViolations, []);
  });
});
