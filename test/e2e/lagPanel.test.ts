import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { startBroker, type Broker } from '../lab/broker.ts';
import { createTopic, openLab, type Lab } from '../lab/scenario.ts';
import { poison } from '../lab/scenarios/stuck-on-poison-record.ts';
import { runTool } from '../lab/tools.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { choosePath } from '../support/editor/fileDialog.ts';
import { defineCluster, openGroupPanel, patiently, pick, pickFrom } from '../support/editor/panels.ts';
import { hotPartitionGroup, rebalancingGroup, type RebalancingGroup, type RunningGroup } from './lagGroups.ts';

const stuck = `payments-${poison.partition}`;

describe('the lag panel', function () {
  this.timeout(180_000);
  const editor = openEditor();
  const show = (groupId: string, cluster?: string) =>
    openGroupPanel(editor().window, { command: 'Kafka: Show Lag', tab: `Lag: ${groupId}`, groupId, ...(cluster ? { cluster } : {}) });

  const bothPictures = async (name: string) => {
    const { window } = editor();
    await window.picture(`${name}-dark`);
    await window.setTheme('light');
    await window.picture(`${name}-light`);
    await window.setTheme('dark');
  };

  it('says in a sentence which partition is stuck and since when, and shows it first', async () => {
    const { window } = editor();
    await window.page.setViewportSize({ width: 1850, height: 900 }); // room for all columns
    const panel = await show('payment-service');
    await panel
      .locator('.verdict h2')
      .filter({ hasText: /^One partition is stuck; 2 keep up$/ })
      .waitFor({ timeout: 150_000 });
    await panel
      .locator('.verdict p')
      .filter({ hasText: new RegExp(`^${stuck} has not moved for at least \\d+ .* of the lag\\. Why is it stuck\\?$`) })
      .waitFor();
    const first = await cells(row(panel, 0));
    assert.deepEqual([first['Partition'], first['State'], first['Committed']], [stuck, 'stuck', String(poison.offset)]);
    assert.equal(figure(first['Log end']) - figure(first['Committed']), figure(first['Lag']));
    assert.match(first['Gone'] ?? '', /^never, nothing consumed$/);
    assert.deepEqual([(await cells(row(panel, 1)))['State'], (await cells(row(panel, 2)))['State']], ['steady', 'steady']);
    await bothPictures('lag-stuck');
    await window.page.setViewportSize({ width: 1400, height: 900 });
  });

  it('tells what its pictures show to those who do not see them', async () => {
    const panel = editor().window.webview();
    assert.match((await panel.locator('.plot.total').getAttribute('aria-label')) ?? '', /^Records waiting: [\d,]+ at [\d:]+, [\d,]+ now/);
    assert.match(
      (await panel.locator('.plot.heat').getAttribute('aria-label')) ?? '',
      new RegExp(`^Heatmap of records waiting: 3 partitions .*${stuck} stuck `),
    );
  });

  it('goes on by itself, and stands still when it is paused', async () => {
    const panel = editor().window.webview();
    const lag = async () => figure((await cells(row(panel, 0)))['Lag']);
    const footer = panel.locator('.footer');
    await footer.getByRole('button', { name: 'again every 5 s' }).click();
    await panel.getByRole('menuitemradio', { name: 'every 1 s' }).click();
    await footer.getByRole('button', { name: 'again every 1 s' }).waitFor();
    const before = await lag();
    await patiently(async () => assert.ok((await lag()) > before, 'the lag of a stuck partition grows'));
    await panel.getByRole('button', { name: 'Pause' }).click();
    await footer.getByText('paused').waitFor();
    const paused = await lag();
    // Several beats' time, seen by the age that the panel itself shows.
    await footer.getByText(/^(?![0-3] s )\d.* old, paused$/).waitFor();
    assert.equal(await lag(), paused);
    await panel.getByRole('button', { name: 'Go on' }).click();
    await patiently(async () => assert.ok((await lag()) > paused));
  });

  it('is read by keyboard: arrows move, Enter opens all that is known of a partition, Escape goes back', async () => {
    const { window } = editor();
    const panel = window.webview();
    await panel.locator('table').focus();
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    const details = panel.locator('.details');
    await details.getByText('Last stable offset').waitFor();
    assert.match(await details.innerText(), new RegExp(`${stuck}[^]*payment-service-1[^]*Look at record ${poison.offset}`));
    await window.picture('lag-details-dark');
    await details.getByRole('button', { name: 'Close the details' }).focus();
    await window.page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
    assert.equal(await panel.locator('table:focus').count(), 1);
  });

  it('is back after the editor was reloaded', async function () {
    this.timeout(300_000);
    const { window } = editor();
    const tab = (groupId: string) => window.page.locator('.tab').filter({ hasText: `Lag: ${groupId}` });
    await show('order-service');
    await tab('payment-service').click();
    await window.webview().locator('h1').filter({ hasText: 'payment-service' }).waitFor();
    await window.page.reload({ waitUntil: 'commit' });
    await tab('payment-service').waitFor({ timeout: 180_000 });
    const panel = window.webview();
    // Which of the two stands in front then is what the editor had last written down, now and then before the click.
    await patiently(async () => {
      await tab('payment-service').click({ timeout: 5_000 });
      await panel.locator('h1').filter({ hasText: 'payment-service' }).waitFor({ timeout: 15_000 });
    });
    await panel.locator('tbody tr:not(.spacer)').getByText(stuck).waitFor();
    // A tab behind it comes back when it is looked at. Who asks for its group before that gets one panel of it, not two.
    await show('order-service');
    await patiently(async () => {
      const tabs = tab('order-service');
      if ((await tabs.count()) > 1) await tabs.first().click({ timeout: 5_000 });
      assert.equal(await tabs.count(), 1);
    });
    await window.webview().locator('h1').filter({ hasText: 'order-service' }).waitFor();
  });

  it('has the same figures as Kafka prints for a group', async () => {
    const { window } = editor();
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = await show('nightly-export');
    await panel.locator('.verdict h2').filter({ hasText: /./ }).waitFor();
    await panel.locator('tbody tr:not(.spacer)').first().waitFor();
    await exportAs(panel, 'Copy the table');
    await panel.getByText(/partitions? copied\.$/).waitFor();
    const copied = String(await window.page.evaluate('navigator.clipboard.readText()'));
    const { broker } = editor().lab;
    const told = await runTool(
      'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
      ['--bootstrap-server', broker.bootstrap, '--describe', '--group', 'nightly-export'],
      broker,
    );
    assert.deepEqual(rowsIn(copied), rowsIn(told.stdout));
    assert.equal(rowsIn(copied).length, 2);
  });

  it('falls behind steadily with a slow consumer, and says how fast', async () => {
    const panel = await show('shipment-tracker');
    await panel
      .locator('.verdict h2')
      .filter({ hasText: /falls? behind/ })
      .waitFor({ timeout: 120_000 });
    const growing = await cells(row(panel, 0));
    assert.match(growing['Gone'] ?? '', /^never, growing [\d.,]+\/s$/);
    await editor().window.picture('lag-growing-dark');
  });

  it('says that an empty group reads nothing', async () => {
    const panel = await show('invoice-mailer');
    await panel.locator('.verdict h2').filter({ hasText: 'Four partitions are read by nobody' }).waitFor({ timeout: 60_000 });
    await panel.getByText('Why does nobody read?').waitFor();
  });

  describe('with groups of its own', () => {
    let lab: Lab;
    let hot: RunningGroup;
    let rebalancing: RebalancingGroup;

    before(async () => {
      lab = await openLab(editor().lab.broker);
      [hot, rebalancing] = await Promise.all([hotPartitionGroup(lab), rebalancingGroup(lab)]);
    });
    after(async () => {
      await Promise.all([hot.stop(), rebalancing.stop()]);
      await lab.close();
    });

    it('shows the one hot partition at a glance', async () => {
      const panel = await show(hot.groupId);
      await panel
        .locator('.verdict h2')
        .filter({ hasText: /One partition is hot/ })
        .waitFor({ timeout: 120_000 });
      assert.equal((await cells(row(panel, 0)))['Partition'], 'parcels-7');
      assert.match((await panel.locator('.plot.heat').getAttribute('aria-label')) ?? '', /parcels-7 hot, \d+ % of records\./);
      await panel
        .locator('.pictures .end')
        .getByText(/^7 hot/)
        .waitFor();
      await bothPictures('lag-hot');
    });

    it('adds partitions up by member, opens and closes them by keyboard, and finds them by what is typed', async () => {
      const { window } = editor();
      const panel = window.webview();
      await chooseTotals(panel, 'by member');
      assert.equal(await panel.locator('table').getAttribute('role'), 'treegrid');
      await patiently(async () => assert.equal(await panel.locator('tbody tr.total').count(), 3));
      assert.match((await cells(row(panel, 0)))['State'] ?? '', /\b1 hot\b/);
      await panel.locator('table').focus();
      await window.page.keyboard.press('Home');
      await window.page.keyboard.press('ArrowRight');
      await patiently(async () => assert.equal(await panel.locator('tbody tr.below').count(), 4));
      assert.equal(await row(panel, 0).getAttribute('aria-expanded'), 'true');
      await window.picture('lag-by-member-dark');
      await window.page.keyboard.press('ArrowLeft');
      await patiently(async () => assert.equal(await panel.locator('tbody tr.below').count(), 0));
      await panel.getByRole('textbox', { name: 'Filter' }).fill('scanner-2');
      await panel.locator('.count').filter({ hasText: '4 of 12 partitions' }).waitFor();
      await panel.getByRole('button', { name: 'Clear the filter' }).click();
      await panel
        .locator('.count')
        .filter({ hasText: /^12 partitions$/ })
        .waitFor();
    });

    it('remembers how somebody likes to see it, in the next panel, too', async () => {
      const panel = await show('order-service');
      await panel.locator('table[role=treegrid]').waitFor();
      await chooseTotals(panel, 'no totals');
      await panel.locator('table[role=grid]').waitFor();
      await panel
        .locator('.verdict h2')
        .filter({ hasText: /keep up/ })
        .waitFor({ timeout: 60_000 });
      await panel
        .locator('.figures')
        .filter({ hasText: /Consumed\s*[\d.,]+\/s/ })
        .waitFor();
      await bothPictures('lag-healthy');
    });

    it('marks on the time axis who left and who came back', async () => {
      const panel = await show(rebalancing.groupId);
      await row(panel, 0).waitFor();
      const events = panel.locator('.pictures .events');
      await rebalancing.loseAMember();
      await events.getByText('parcel-router-3 left').waitFor();
      await rebalancing.getItBack();
      await events.getByText('parcel-router-3 joined').waitFor();
      assert.match(
        (await panel.locator('.plot.total').getAttribute('aria-label')) ?? '',
        /parcel-router-3 left\. .*parcel-router-3 joined\./,
      );
      await bothPictures('lag-rebalancing');
    });

    it('still knows who came and went when it was closed and is opened again', async () => {
      const { window } = editor();
      await window.runCommand('View: Close Editor');
      await window.page
        .locator('.tab')
        .filter({ hasText: `Lag: ${rebalancing.groupId}` })
        .waitFor({ state: 'detached' });
      const panel = await show(rebalancing.groupId);
      await panel.locator('.pictures .events').getByText('parcel-router-3 joined').waitFor();
      // Both happened within seconds: there may be no room for the words of both.
      assert.match(
        (await panel.locator('.plot.total').getAttribute('aria-label')) ?? '',
        /parcel-router-3 left\. .*parcel-router-3 joined\./,
      );
    });

    it('saves its verdict and pictures as a PNG', async () => {
      const { window, lab: sharedLab } = editor();
      const panel = window.webview();
      await exportAs(panel, 'Picture…');
      const file = path.join(sharedLab.workspace, `lag-${rebalancing.groupId}.png`);
      await choosePath(window, file, () => assert.equal(readFileSync(file).subarray(-8, -4).toString('latin1'), 'IEND'));
      const png = readFileSync(file);
      assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
      assert.ok(png.readUInt32BE(16) > 1_000 && png.readUInt32BE(20) > 300, 'as large as what is seen');
      rmSync(file);
    });

    it('shows all groups of a cluster, what is wrong first, and opens one', async () => {
      const { window } = editor();
      await pickFrom(window, 'Kafka: Show Lag', /Which group/, 'worst first');
      const panel = window.webview();
      await panel
        .locator('.count')
        .filter({ hasText: /groups$/ })
        .waitFor();
      await patiently(async () => {
        const states = await panel.locator('tbody tr:not(.spacer) td:nth-child(2)').allTextContents();
        assert.deepEqual(states.slice(0, 2).sort(), ['stopped', 'stuck']);
      });
      await bothPictures('lag-cluster');
      await panel.locator('tbody').getByRole('button', { name: rebalancing.groupId }).click();
      await window.page
        .locator('.tab.active')
        .filter({ hasText: `Lag: ${rebalancing.groupId}` })
        .waitFor();
    });
  });

  describe('when the cluster gives trouble', () => {
    let broker: Broker;
    let lab: Lab;
    let undefine: () => void;
    let lagBefore = '';

    before(async () => {
      broker = await startBroker();
      lab = await openLab(broker);
      undefine = defineCluster(editor().lab.workspace, { name: 'shaky', bootstrap: broker.bootstrap });
      await createTopic(lab, 'returns', 2);
      await lab.producer.send({ topic: 'returns', messages: Array.from({ length: 20 }, (_, n) => ({ partition: n % 2, value: `${n}` })) });
      await commit('return-service');
    });
    after(async () => {
      undefine();
      await lab.close().catch(() => undefined);
      await broker.stop();
    });
    const commit = (groupId: string) =>
      lab.admin.setOffsets({ groupId, topic: 'returns', partitions: [0, 1].map(partition => ({ partition, offset: '4' })) });

    it('keeps what it had when the broker dies, says so, and goes on when it is back', async () => {
      const { window } = editor();
      const panel = await show('return-service', 'shaky');
      await panel.locator('.verdict h2').filter({ hasText: 'Two partitions are read by nobody' }).waitFor();
      lagBefore = (await cells(row(panel, 0)))['Lag'] ?? '';
      assert.match(lagBefore, /^\d+$/);
      await broker.crash();
      const notice = panel.locator('.notice');
      await notice.getByText(/refused the connection|No connection|closed/i).waitFor({ timeout: 60_000 });
      assert.equal((await cells(row(panel, 0)))['Lag'], lagBefore);
      assert.match(await panel.locator('.verdict h2').innerText(), /^Last seen: /);
      await window.picture('lag-broker-died-dark');
      await broker.restart();
      await notice.waitFor({ state: 'hidden', timeout: 90_000 });
      assert.match(await panel.locator('.verdict h2').innerText(), /^Two partitions are read by nobody/);
    });

    it('says that the group was deleted, keeps what was seen last, and goes on when it comes back', async () => {
      const panel = editor().window.webview();
      await patiently(() => lab.admin.deleteGroups(['return-service']));
      const notice = panel.locator('.notice');
      await notice.getByText('The group return-service no longer exists.').waitFor();
      assert.equal((await cells(row(panel, 0)))['Lag'], lagBefore);
      await commit('return-service');
      await notice.waitFor({ state: 'hidden', timeout: 60_000 });
    });

    it('says that it is not defined any more when the cluster is taken out of the settings', async () => {
      const panel = editor().window.webview();
      undefine();
      await panel.locator('.notice').getByText(/shaky/).waitFor();
      assert.equal((await cells(row(panel, 0)))['Lag'], lagBefore);
    });
  });

  it('takes a group’s name as it was typed while the cluster has not answered yet', async () => {
    const { window, lab } = editor();
    const sockets: net.Socket[] = [];
    const mute = net.createServer(socket => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const undefine = defineCluster(lab.workspace, { name: 'mute', bootstrap: `127.0.0.1:${(mute.address() as net.AddressInfo).port}` });
    try {
      const question = window.page.getByPlaceholder(/^Which group of mute/);
      await patiently(async () => {
        await window.runCommand('Kafka: Show Lag', 'Which cluster');
        await pick(window, /Which cluster/, 'mute');
        await question.fill('nightly', { timeout: 5_000 });
      });
      // A row that could be chosen now would be another one by the time the list is there.
      assert.equal(await window.page.locator('.quick-input-widget .monaco-list-row').count(), 0);
      await question.press('Enter');
      await window.page.locator('.tab.active').filter({ hasText: 'Lag: nightly' }).waitFor();
    } finally {
      undefine();
      for (const socket of sockets) socket.destroy();
      mute.close();
    }
  });

  it('breaks no rule of its content security policy', () => assert.deepEqual(editor().window.cspViolations, []));
});

async function exportAs(panel: FrameLocator, what: string): Promise<void> {
  await panel.getByRole('button', { name: 'Export' }).click();
  await panel.getByRole('menuitem', { name: what }).click();
}

async function chooseTotals(panel: FrameLocator, words: string): Promise<void> {
  await panel.locator('.partitions vscode-dropdown').click();
  await panel.getByRole('option', { name: words }).click();
}

const row = (panel: FrameLocator, index: number): Locator => panel.locator('tbody tr:not(.spacer)').nth(index);

/** A row's cells by the heads of their columns. */
async function cells(line: Locator): Promise<Readonly<Record<string, string>>> {
  const heads = await line.locator('xpath=ancestor::table').locator('th').allTextContents();
  const texts = await line.locator('td').allTextContents();
  return Object.fromEntries(heads.map((head, index) => [head, texts[index] ?? '']));
}

/** "7,255" → 7255. */
const figure = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));

/** Topic, partition, committed offset, log end and lag of each line that the tool prints. */
const rowsIn = (table: string): readonly string[] =>
  table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([group]) => group !== undefined && group !== '' && group !== 'GROUP' && group !== 'Consumer')
    .map(line => line.slice(0, 6).join(' '))
    .sort();
