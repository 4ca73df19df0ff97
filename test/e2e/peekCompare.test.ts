import assert from 'node:assert/strict';
import { avroOrders, writeAvroOrders } from '../lab/avroOrders.ts';
import { type Registry, startRegistry } from '../lab/registry.ts';
import { createTopic, type Lab, openLab } from '../lab/scenario.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { chooseIn, patiently, peekAt, setSetting } from '../support/editor/panels.ts';

/** As Spring Kafka writes them: numbers are big-endian bytes. */
function springHeaders(offset: number, exception: string): Record<string, Buffer | string> {
  const partitionBytes = Buffer.alloc(4);
  const offsetBytes = Buffer.alloc(8);
  offsetBytes.writeBigInt64BE(BigInt(offset));
  return {
    'kafka_dlt-original-topic': avroOrders.topic,
    'kafka_dlt-original-partition': partitionBytes,
    'kafka_dlt-original-offset': offsetBytes,
    'kafka_dlt-original-consumer-group': avroOrders.groupId,
    'kafka_dlt-exception-fqcn': 'org.springframework.kafka.listener.ListenerExecutionFailedException',
    'kafka_dlt-exception-cause-fqcn': exception,
    'kafka_dlt-exception-message': 'Listener failed; nested exception is a long story',
    'kafka_dlt-exception-stacktrace': `${exception}: no\n\tat com.example.Orders.take(Orders.java:42)\n`,
  };
}

describe('a record that a consumer cannot get past', function () {
  this.timeout(180_000);
  const editor = openEditor();
  let lab: Lab;
  let registry: Registry;

  before(async function () {
    this.timeout(240_000); // the first registry ever is fetched
    const { broker, workspace } = editor().lab;
    [lab, registry] = await Promise.all([openLab(broker), startRegistry()]);
    await Promise.all([writeAvroOrders(lab, registry), createTopic(lab, `${avroOrders.topic}-dlt`, 1)]);
    const exceptions = ['com.example.CodecException', 'com.example.CodecException', 'java.lang.IllegalStateException'];
    await lab.producer.send({
      topic: `${avroOrders.topic}-dlt`,
      messages: exceptions.map((exception, n) => ({
        value: `{"order":${n}}`,
        headers: springHeaders(Number(avroOrders.poison) - n, exception),
      })),
    });
    setSetting(workspace, 'kafkaTroubleshooter.clusters', [
      { name: 'demo', bootstrapServers: [broker.bootstrap], environment: 'development', schemaRegistry: { urls: [registry.url] } },
    ]);
  });
  after(async () => {
    const { broker, workspace } = editor().lab;
    setSetting(workspace, 'kafkaTroubleshooter.clusters', [
      { name: 'demo', bootstrapServers: [broker.bootstrap], environment: 'development' },
    ]);
    await Promise.all([lab.close(), registry.stop()]);
  });

  const tab = (name: string) => editor().window.page.locator('.tab.active').filter({ hasText: name });
  const choose = (list: string, value: string) => chooseIn(editor().window.webview(), list, value);

  it('stands beside its neighbours, with what differs in a sentence and marked', async () => {
    const { window } = editor();
    const panel = await peekAt(editor().window, avroOrders.topic);
    await choose('Start', 'committed');
    await choose('group', avroOrders.groupId);
    await panel.locator('tr.marker').getByText(`${avroOrders.groupId} reads on here: committed ${avroOrders.poison}`).waitFor();
    await panel.locator('.details').getByText(`Record ${avroOrders.poison} of ${avroOrders.topic}-0`).waitFor();
    await panel.locator('.details').getByText('Compare with its neighbours').click();
    const compared = panel.locator('.comparison');
    await compared.getByText(`What differs at ${avroOrders.poison}`).waitFor();
    await compared.getByText('it is JSON among Avro, without headers, from a client that sends no producer id').waitFor();
    const cells = async (name: string) => {
      const row = compared.locator('tbody tr').filter({ has: panel.locator('th', { hasText: new RegExp(`^${name}$`) }) });
      return (await row.locator('td').allTextContents()).map(text => text.trim());
    };
    assert.deepEqual(
      (await cells('Schema')).map(text => text.replace(/\d+$/, 'N')),
      ['Order version 1, schema id N', 'none (differs)', 'Order version 1, schema id N'],
    );
    assert.match((await cells('Value decodes'))[1] ?? '', /^JSON, not Avro: first byte is 7B/);
    assert.match((await cells('Headers'))[0] ?? '', /content-type, source, traceparent/);
    // The transaction's marker lies between: positions are compared, not offsets.
    assert.deepEqual(
      (await compared.locator('thead th').allTextContents()).map(text => text.trim()),
      ['22 before', '24 the next to be read', '25 after'],
    );
    await window.picture('peek-compare-dark');
    await window.setTheme('light');
    await window.picture('peek-compare-light');
    await window.setTheme('dark');
  });

  it('is copied as Markdown, and opened as a difference', async () => {
    const { window } = editor();
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = window.webview();
    await panel.locator('.comparison').getByText('Copy as Markdown').click();
    await panel.getByText('Comparison copied as Markdown').waitFor();
    const copied = String(await window.page.evaluate('navigator.clipboard.readText()'));
    assert.match(copied, new RegExp(`^## What differs at ${avroOrders.poison} of ${avroOrders.topic}-0\n\nit is JSON among Avro`));
    await panel.locator('.comparison').getByText('Open as diff').click();
    await tab(`${avroOrders.topic}-0@22`).waitFor();
    await window.runCommand('View: Close Editor');
    await tab(`${avroOrders.topic}-0@22`).waitFor({ state: 'detached' });
  });

  it('is compared anew by a key, and the comparison goes by Escape', async () => {
    const { window } = editor();
    const panel = window.webview();
    const compared = panel.locator('.comparison');
    await panel.locator('table').first().focus();
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('c');
    await compared.getByText('What differs at 25').waitFor();
    await compared.getByText(/^it is like the records before it/).waitFor();
    await compared.locator('.compared-scroll').focus();
    await window.page.keyboard.press('Escape');
    await compared.waitFor({ state: 'hidden' });
    assert.deepEqual(window.cspViolations, []);
  });

  it('put aside as a dead letter tells why, how many there are, and leads back to the original', async () => {
    const { window } = editor();
    // Where the lab has several, the command asks.
    const asked = window.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: `${avroOrders.topic}-dlt` });
    const opened = tab(`Peek: ${avroOrders.topic}-dlt`);
    await patiently(async () => {
      await window.runCommand('Kafka: Show Dead-Letter Topics');
      await asked.or(opened).first().waitFor({ timeout: 10_000 });
      if (await asked.isVisible()) await asked.click({ timeout: 5_000 });
      await opened.waitFor({ timeout: 10_000 });
    });
    const panel = window.webview();
    await panel
      .locator('h1')
      .filter({ hasText: `${avroOrders.topic}-dlt` })
      .waitFor();
    const line = panel.locator('.dead-letters');
    await line.getByText(`Dead letters of Spring Kafka, from ${avroOrders.topic}, given up on by ${avroOrders.groupId}:`).waitFor();
    await line.getByText('2 of 3: CodecException').waitFor();
    // The exception has a column of its own.
    await panel.locator('td').getByText('java.lang.IllegalStateException').waitFor();
    await line.getByText(/^Arrived: 3 records in the last hour, 3 in the last day/).waitFor();
    await window.picture('peek-dead-letters-dark');
    await line.getByText('1 of 3: IllegalStateException').click();
    await panel.locator('.footer').getByText('1 of 3 match').waitFor();
    await line.getByText('2 of 3: CodecException').click();
    await panel.locator('.footer').getByText('2 of 3 match').waitFor();
    await panel.locator('tbody tr:not(.spacer)').first().click();
    const letter = panel.locator('.dead-letter');
    await letter.getByText('com.example.CodecException').first().waitFor();
    await letter.getByText('Stack trace').click();
    await letter.getByText(/Orders\.java:42/).waitFor();
    await letter.getByText(`${avroOrders.topic}-0, offset ${avroOrders.poison}`).click();
    await tab(`Peek: ${avroOrders.topic}`).waitFor();
    await patiently(async () => {
      const first = window.webview().locator('tbody tr:not(.spacer)').first();
      assert.match(await first.innerText(), new RegExp(`^${avroOrders.poison}\\s`));
    });
    assert.deepEqual(window.cspViolations, []);
  });

  it('of a topic that was deleted meanwhile stays, with a sentence', async () => {
    const topic = `${avroOrders.topic}-dlt`;
    const panel = await peekAt(editor().window, topic);
    await panel.locator('vscode-text-field[aria-label="Filter"] input').fill(''); // as the last test left it
    const rows = panel.locator('tbody tr:not(.spacer)');
    await rows.nth(2).waitFor();
    await lab.admin.deleteTopics({ topics: [topic] });
    await patiently(async () => {
      await panel.getByRole('button', { name: 'Read', exact: true }).click();
      await panel
        .getByText(/does not exist/)
        .first()
        .waitFor({ timeout: 3_000 });
    });
    assert.equal(await rows.count(), 3);
  });

  it('in Kafka’s own topics is written as JSON', async () => {
    await editor()
      .window.runCommand('Kafka: Show Internal Topics')
      .catch(() => undefined);
    const panel = await peekAt(editor().window, '__consumer_offsets');
    await panel
      .locator('td')
      .getByText(/"group":/)
      .first()
      .waitFor();
  });
});
