import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { startBroker } from '../lab/broker.ts';
import { createTopic, openLab } from '../lab/scenario.ts';
import { poison } from '../lab/scenarios/stuck-on-poison-record.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { choosePath } from '../support/editor/fileDialog.ts';
import { takeNotice } from '../support/editor/notices.ts';
import { defineCluster, openGroupPanel, patiently, setSetting } from '../support/editor/panels.ts';
import { openNode, scrollTo, spoken } from '../support/editor/sideBar.ts';

const stuck = `payments-${poison.partition}`;

describe('the diagnosis panel', function () {
  this.timeout(180_000);
  const editor = openEditor();
  const diagnose = (groupId: string, cluster?: string) =>
    openGroupPanel(editor().window, {
      command: 'Kafka: Diagnose Consumer Group',
      tab: `Diagnosis: ${groupId}`,
      groupId,
      ...(cluster ? { cluster } : {}),
    });
  /**
   * Only who is called healthy or proven stuck has to be watched for the whole usual window. The editor notices changed settings
   * after a while: who needs the usual window comes first, for the others it only takes longer.
   */
  const watchFor = (seconds: number) => setSetting(editor().lab.workspace, 'kafkaTroubleshooter.diagnosis.windowSeconds', seconds);
  after(() => setSetting(editor().lab.workspace, 'kafkaTroubleshooter.diagnosis.windowSeconds', undefined));
  /** The look over time has ended. */
  const untilWatched = (panel: FrameLocator) => panel.getByRole('button', { name: 'Ask again' }).waitFor({ timeout: 120_000 });
  const headline = (panel: FrameLocator) => panel.locator('.verdict h2').innerText();

  it('tells at once what one look shows, while it goes on watching', async () => {
    const panel = await diagnose('payment-service');
    await panel.getByRole('progressbar').waitFor();
    await panel.getByText('Findings so far').waitFor();
    assert.notEqual(await headline(panel), '');
    assert.equal(await panel.locator('.partitions tbody tr:not(.spacer)').count(), 3);
  });

  it('says which record the consumer cannot get past, with evidence for it', async () => {
    const { window } = editor();
    const panel = window.webview();
    await untilWatched(panel);
    assert.equal(await headline(panel), `${stuck} is stuck: payment-service-1 cannot get past record ${poison.offset}`);
    const finding = panel.locator('.finding').first();
    await finding.getByText(/^(likely|proven)$/).waitFor();
    await finding.getByText(new RegExp(`^${stuck}: the commit stayed at ${poison.offset} for .* while the log end moved`)).waitFor();
    await finding.getByText('OffsetFetch, ListOffsets').first().waitFor();
    assert.match(
      (await panel.locator('.timeline').getAttribute('aria-label')) ?? '',
      new RegExp(`^Offsets of ${stuck} .* (did not move|It stands there since)`),
    );
    await window.picture('diagnosis-stuck-dark');
    await window.setTheme('light');
    await window.picture('diagnosis-stuck-light');
    await window.setTheme('dark');
  });

  it('opens the record beside its neighbours, the lag of the partition, and the page that says when it is wrong', async () => {
    const { window } = editor();
    const tab = (name: string) => window.page.locator('.tab.active').filter({ hasText: name });
    const panel = window.webview();
    await panel.locator('.verdict').getByText(`Compare record ${poison.offset} with its neighbours`).click();
    await tab('Peek: payments').waitFor();
    await window
      .webview()
      .getByText(/^Looked at payments-1, /)
      .waitFor();
    const compared = window.webview().locator('.comparison');
    await compared.getByText(`What differs at ${poison.offset}`).waitFor();
    await compared.getByText('it is broken JSON among JSON').waitFor();
    await window.page.locator('.tab').filter({ hasText: 'Diagnosis: payment-service' }).click();
    await window.webview().locator('.verdict').getByText(`Lag of ${stuck}`).click();
    await tab('Lag: payment-service').waitFor();
    await window.webview().locator('tr.selected').getByText(stuck).waitFor();
    await window.page.locator('.tab').filter({ hasText: 'Diagnosis: payment-service' }).click();
    // It was hidden, and stands as it stood.
    await window
      .webview()
      .locator('.verdict h2')
      .filter({ hasText: `${stuck} is stuck: payment-service-1` })
      .waitFor();
    await window.webview().getByText('Why? When is this wrong?').first().click();
    await window.page
      .locator('.tab.active')
      .filter({ hasText: /Preview stuck-partition|stuck-partition/ })
      .waitFor();
    await window.runCommand('View: Close All Editors');
  });

  it('calls a healthy group healthy, and says what was ruled out', async () => {
    const { window } = editor();
    const panel = await diagnose('order-service');
    await untilWatched(panel);
    assert.equal(await headline(panel), 'Healthy: order-service keeps up');
    await panel.locator('.ruled-out').getByText('No stuck partition').first().waitFor();
    assert.equal(await panel.locator('.finding').count(), 0);
    await window.picture('diagnosis-healthy-dark');
  });

  it('stops watching when the person has seen enough, and keeps what it had', async () => {
    const panel = await diagnose('shipment-tracker');
    await panel.getByText('Findings so far').waitFor();
    await panel.getByRole('button', { name: 'Stop watching' }).click();
    await panel.getByText(/stopped early/).waitFor();
    await panel.getByRole('button', { name: 'Ask again' }).click();
    await panel.getByRole('progressbar').waitFor();
  });

  it('copies a command, and the whole report as Markdown', async () => {
    watchFor(4);
    const { window } = editor();
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const clipboard = async () => String(await window.page.evaluate('navigator.clipboard.readText()'));
    const panel = await diagnose('invoice-mailer');
    await untilWatched(panel);
    assert.match(await headline(panel), /invoice-mailer/);
    await panel.locator('.finding').getByText('Copy kafka-consumer-groups command').first().click();
    await panel.getByText('Copied.').waitFor();
    assert.equal(
      await clipboard(),
      `kafka-consumer-groups.sh --bootstrap-server ${editor().lab.broker.bootstrap} --describe --group invoice-mailer`,
    );
    await panel.getByRole('button', { name: 'Copy the report as Markdown' }).click();
    await panel.getByText('Report copied.').waitFor();
    assert.ok((await clipboard()).startsWith(`# ${await headline(panel)}\n`));
    await window.picture('diagnosis-empty-dark');
  });

  it('says that a group does not exist, and which one may be meant', async () => {
    const panel = await diagnose('payment-servise');
    await untilWatched(panel);
    assert.match(await headline(panel), /^There is no group payment-servise\. Did you mean payment-service\?$/);
    await panel.locator('.finding').getByText('Diagnose payment-service instead').waitFor();
  });

  it('saves a redacted snapshot, and comes to the same verdict where it is opened, without the cluster', async () => {
    const { window, lab } = editor();
    const { page } = window;
    const quick = page.locator('.quick-input-widget:visible');
    const file = path.join(lab.workspace, 'payment-service.kafka-diagnosis.json');
    const panel = await diagnose('payment-service');
    await untilWatched(panel);
    const before = await headline(panel);
    await patiently(async () => {
      const save = panel.getByRole('button', { name: 'Save the report or a redacted snapshot' });
      if (!(await quick.isVisible())) await save.click({ timeout: 10_000 });
      const keep = quick.locator('.monaco-list-row').filter({ hasText: 'Keep the names' });
      if (!(await keep.isVisible()))
        await quick.locator('.monaco-list-row').filter({ hasText: 'Redacted snapshot…' }).click({ timeout: 5_000 });
      await keep.click({ timeout: 5_000 });
    });
    await choosePath(window, file, () => JSON.parse(readFileSync(file, 'utf8')) as unknown);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /127\.0\.0\.1/);
    await window.runCommand('View: Close All Editors');

    await window.runCommand('Kafka: Open Diagnosis Snapshot…', 'Open Diagnosis Snapshot');
    await choosePath(window, file, () =>
      page.locator('.tab.active').filter({ hasText: 'Saved Diagnosis: payment-service' }).waitFor({ timeout: 3_000 }),
    );
    const saved = window.webview();
    await saved.getByText(/^A saved diagnosis\./).waitFor();
    assert.equal(await headline(saved), before);
    assert.equal(await saved.getByRole('button', { name: 'Ask again' }).count(), 0);
    assert.equal(await saved.getByText('with its neighbours', { exact: false }).and(saved.getByRole('button')).count(), 0);
    await saved.locator('.finding').getByText('Copy kafka-consumer-groups command').first().waitFor();
    await window.picture('diagnosis-saved-dark');

    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 2_000));
    await window.runCommand('View: Close All Editors');
    await window.runCommand('Kafka: Open Diagnosis Snapshot…', 'Open Diagnosis Snapshot');
    await choosePath(window, file, async () => assert.equal(await quick.count(), 0));
    await takeNotice(window, /kafka-diagnosis\.json is damaged/);
    rmSync(file);
  });

  it('leaves its findings in the tree, as a count on the group and below it', async () => {
    const { window } = editor();
    await window.openSideBar();
    const { page } = window;
    for (const label of ['demo', 'Groups', 'payment-service']) await openNode(page, label);
    await patiently(async () => assert.match(await spoken(page, 'payment-service'), /, 1 finding at \d\d:\d\d, /));
    await scrollTo(page, `Stuck partition: ${stuck}`);
    await window.picture('tree-findings-dark');
  });

  it('fits a narrow column', async () => {
    const { window } = editor();
    const panel = await diagnose('payment-service');
    await untilWatched(panel);
    await window.runCommand('View: Close Primary Side Bar');
    await window.page.setViewportSize({ width: 560, height: 1000 });
    await window.picture('diagnosis-narrow-dark');
    const overflow = await panel.locator('body').evaluate('document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth');
    assert.ok(Number(overflow) <= 0, `${String(overflow)} px stand out`);
    await window.page.setViewportSize({ width: 1400, height: 900 });
  });

  it('says why there is no new answer when the cluster dies, and keeps the old one', async () => {
    const broker = await startBroker();
    const undefine = defineCluster(editor().lab.workspace, { name: 'shaky', bootstrap: broker.bootstrap });
    try {
      const lab = await openLab(broker);
      await createTopic(lab, 'returns', 1);
      await lab.admin.setOffsets({ groupId: 'return-service', topic: 'returns', partitions: [{ partition: 0, offset: '0' }] });
      await lab.close();
      const panel = await diagnose('return-service', 'shaky');
      await untilWatched(panel);
      const before = await headline(panel);
      await broker.crash();
      await panel.getByRole('button', { name: 'Ask again' }).click();
      await panel
        .locator('.notice')
        .getByText(/refused the connection|No connection|closed/i)
        .waitFor({ timeout: 60_000 });
      await untilWatched(panel);
      assert.equal(await headline(panel), before);
      await editor().window.picture('diagnosis-broker-died-dark');
    } finally {
      undefine();
      await broker.stop();
    }
  });

  it('breaks no rule of its content security policy', () => assert.deepEqual(editor().window.cspViolations, []));
});
