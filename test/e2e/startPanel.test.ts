import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commitOffsets } from '../../src/kafka/changes/offsets.ts';
import { deleteRecords, produce } from '../../src/kafka/changes/records.ts';
import { createTopics } from '../../src/kafka/changes/topics.ts';
import { Cluster } from '../../src/kafka/connection/cluster.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { openGroupPanel, patiently, pick } from '../support/editor/panels.ts';
import { eventually } from '../support/eventually.ts';

const topic = 'replayed-orders';
const groupId = 'billing-replay';
const replay = 'billing-replay/replay.properties';

describe('the start panel', function () {
  this.timeout(180_000);
  const editor = openEditor();
  const file = () => path.join(editor().lab.workspace, replay);

  before('a group has every kind of commit, and a file says latest', async () => {
    const { lab } = editor();
    mkdirSync(path.dirname(file()), { recursive: true });
    writeFileSync(
      file(),
      `# Replays orders into billing.\nbootstrap.servers=${lab.broker.bootstrap}\ngroup.id=${groupId}\nenable.auto.commit=false\n\nauto.offset.reset=latest\n`,
    );
    const cluster = new Cluster({ bootstrapServers: [lab.broker.bootstrap] });
    try {
      await createTopics(cluster, [{ name: topic, partitions: 6, replicationFactor: 1 }]);
      const records = (count: number) =>
        Array.from({ length: count }, (_, n) => ({
          ...{ key: Uint8Array.from(Buffer.from(`cust-${10_000 + n}`)), headers: [], timestamp: Date.now() - 3 * 3_600_000 + n * 1_000 },
          value: Uint8Array.from(Buffer.from(JSON.stringify({ orderId: 640_000 + n, status: 'NEW', total: 12.5 }))),
        }));
      const counts = [2_000, 1_900, 2_050, 1_960, 1_716, 1_720];
      await eventually(() =>
        produce(
          cluster,
          counts.map((count, partition) => ({ topic, partition, records: records(count) })),
        ),
      );
      await deleteRecords(cluster, [
        { topic, partition: 3, before: 700n },
        { topic, partition: 0, before: 300n },
      ]);
      const commits = { 0: 1_991n, 1: 1_900n, 2: 1_325n, 3: 356n, 5: 1_928n };
      const all = Object.entries(commits).map(([partition, offset]) => ({ topic, partition: Number(partition), offset }));
      await commitOffsets(cluster, groupId, all);
    } finally {
      cluster.disconnect();
    }
  });

  it('says what a restart skips by the client’s own file, changes that file, and says what is different then', async () => {
    const { window } = editor();
    await window.page.setViewportSize({ width: 1750, height: 900 });
    const panel = await openGroupPanel(window, { command: 'Kafka: Explain Where a Group Starts', tab: `Start: ${groupId}`, groupId });
    const headline = panel.locator('.verdict h2');
    await headline.filter({ hasText: `After a restart, 2,976 records on ${topic}-4 and ${topic}-3 are skipped` }).waitFor();
    await panel
      .locator('.verdict')
      .getByRole('button', { name: `${replay}:6` })
      .waitFor();
    const rows = panel.locator('.row:not(.heads)');
    const labels = await Promise.all((await rows.all()).map(async row => (await row.getAttribute('aria-label')) ?? ''));
    assert.deepEqual(
      labels.map(label => label.slice(0, `${topic}-0`.length)),
      [4, 3, 5, 2, 0, 1].map(partition => `${topic}-${partition}`),
    );
    assert.match(
      labels[0] ?? '',
      /no commit\. With latest: Starts at 1,716, skips 1,716 records, the oldest is from 3 h.* ago\. With earliest: Starts at 0, reads all 1,716/,
    );
    assert.match(
      labels[1] ?? '',
      /committed 356\. With latest: Starts at 1,960, skips 1,260 records.* With earliest: Starts at 700, reads all 1,260, 344 records before it are deleted, either way/,
    );
    assert.match(
      labels[2] ?? '',
      /committed 1,928\. With latest: Starts at 1,720, skips nothing.* With earliest: Starts at 0, reads 1,720 again/,
    );
    assert.match(labels[3] ?? '', /Goes on at 1,325, 725 waiting, next: cust-11325 \{"orderId":641325,"status":"NEW","total":12\.5\}/);
    assert.match(labels[5] ?? '', /Goes on at 1,900, nothing to read, whatever the policy says\./);
    await panel.getByText('the client stops with an error at').waitFor();
    await panel.getByText(/after the oldest of them was committed/).waitFor();
    await window.picture('start-dark');
    await window.setTheme('light');
    await window.picture('start-light');
    await window.setTheme('dark');
    await window.page.setViewportSize({ width: 820, height: 1000 });
    await window.picture('start-narrow-dark');
    await window.page.setViewportSize({ width: 1750, height: 900 });

    await panel.getByRole('button', { name: 'Change line 6 to earliest' }).click();
    await headline.filter({ hasText: /are read again$/ }).waitFor();
    assert.match(await headline.innerText(), new RegExp(`^After a restart, 1,720 records on ${topic}-5 are read again$`));
    // The file is changed before the person's eyes, beside the panel.
    await window.page.locator('.view-line').filter({ hasText: 'auto.offset.reset=earliest' }).waitFor();
    await window.runCommand('File: Revert File');
    await window.runCommand('View: Close All Editors');
  });

  it('asks for the topic of a group that does not exist yet, and says what it would leave out', async () => {
    const { window } = editor();
    await openGroupPanel(window, {
      command: 'Kafka: Explain Where a Group Starts',
      tab: 'Start: billing-brand-new',
      groupId: 'billing-brand-new',
    });
    await window.webview().locator('.verdict h2').filter({ hasText: 'There is no group billing-brand-new on this cluster' }).waitFor();
    await patiently(async () => {
      await window.webview().getByRole('button', { name: 'Choose a topic…' }).click({ timeout: 10_000 });
      await pick(window, /Which topic/, topic);
    });
    const panel = window.webview();
    await panel
      .locator('.verdict h2')
      .filter({ hasText: 'billing-brand-new is a new group: auto.offset.reset decides where it starts' })
      .waitFor();
    await panel.getByText(/latest, most clients’ default, skips [\d,]+ records; earliest reads/).waitFor();
    await window.picture('start-new-group-dark');

    await patiently(async () => {
      await panel.getByRole('button', { name: 'Another group.id…' }).click({ timeout: 10_000 });
      await pick(window, /Which group/, 'billing-renamed');
    });
    await window.page.locator('.tab.active').filter({ hasText: 'Start: billing-renamed' }).waitFor();
    await window.webview().locator('.verdict h2').filter({ hasText: 'billing-renamed is a new group' }).waitFor();
    // The group that it may have been before is shown with its commits.
    await window
      .webview()
      .getByText(/billing-replay \(Empty\) has five commits there/)
      .waitFor();
  });

  it('breaks no rule of its content security policy', () => assert.deepEqual(editor().window.cspViolations, []));
});
