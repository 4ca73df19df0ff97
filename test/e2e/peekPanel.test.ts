import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTopic, type Lab, openLab } from '../lab/scenario.ts';
import { poison } from '../lab/scenarios/stuck-on-poison-record.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { choosePath } from '../support/editor/fileDialog.ts';
import { chooseIn, patiently, peekAt, pick } from '../support/editor/panels.ts';

describe('the peek panel', function () {
  this.timeout(180_000);
  const editor = openEditor();
  let lab: Lab;
  /** Values that would run if a record were ever markup. */
  const markup = [
    '<img src=x onerror="document.title=\'ran\'">',
    '<script>document.title="ran"</script>',
    '"><svg onload=document.title="ran">',
  ];

  before(async () => {
    lab = await openLab(editor().lab.broker);
    await createTopic(lab, 'page-titles', 1);
    await lab.producer.send({
      topic: 'page-titles',
      messages: markup.map(text => ({ key: text, value: text, headers: { [text]: text } })),
    });
  });
  after(() => lab.close());

  const field = (name: string) => editor().window.webview().locator(`vscode-text-field[aria-label="${name}"] input`);
  const choose = (list: string, value: string) => chooseIn(editor().window.webview(), list, value);

  it('says what it looked at, and shows the newest records', async () => {
    const groupsBefore = (await lab.admin.listGroups()).groups.map(({ groupId }) => groupId).sort();
    const topicsBefore = (await lab.admin.listTopics()).sort();
    const panel = await peekAt(editor().window, 'payments');
    await panel.getByText(/^Looked at payments, 3 partitions, \d+ of [\d,]+ offsets:$/).waitFor();
    await panel.getByText('No group joined, nothing committed, nothing created').waitFor();
    await panel.locator('.footer').getByText('100 records').waitFor();
    // The newest is selected and seen, with its value written for reading.
    await panel.locator('tr.selected').waitFor();
    assert.match(await panel.locator('.details pre').first().innerText(), /"paymentId": "P-\d+"/);
    assert.deepEqual((await lab.admin.listGroups()).groups.map(({ groupId }) => groupId).sort(), groupsBefore);
    assert.deepEqual((await lab.admin.listTopics()).sort(), topicsBefore);
  });

  it('marks where a stuck group reads on, and what is wrong with the record there', async () => {
    const { window } = editor();
    const panel = window.webview();
    await field('Partitions').fill(String(poison.partition));
    await choose('Start', 'committed');
    await choose('group', 'payment-service');
    await panel.locator('tr.marker').getByText(`payment-service reads on here: committed ${poison.offset}`).waitFor();
    const next = panel.locator('tr.next');
    assert.match(await next.innerText(), /broken JSON: ends at line 1, column \d+/);
    await panel.locator('.details').getByText(`Record ${poison.offset} of payments-${poison.partition}`).waitFor();
    await window.picture('peek-stuck-dark');
    await window.setTheme('light');
    await window.picture('peek-stuck-light');
    await window.setTheme('dark');
  });

  it('opens the record as a read-only JSON document by Enter', async () => {
    const { window } = editor();
    await window.webview().locator('table').focus();
    await window.page.keyboard.press('Enter');
    const name = `payments-${poison.partition}@${poison.offset}.json`;
    await window.page.locator('.tab').filter({ hasText: name }).waitFor();
    const text = window.page.locator('.editor-instance .view-lines');
    await text.getByText(`"offset": ${poison.offset},`).waitFor();
    await window.picture('peek-document-dark');
    await window.runCommand('View: Close Editor');
    await window.page.locator('.tab').filter({ hasText: name }).waitFor({ state: 'detached' });
  });

  it('filters what is loaded, and reads on in both directions', async () => {
    const { window } = editor();
    const panel = window.webview();
    const footer = panel.locator('.footer');
    await choose('Start', 'oldest');
    await panel.getByText(/^Looked at payments-1, offsets 0 – \d+ of 0 – [\d,]+:$/).waitFor();
    await footer.getByText('Later').click();
    await footer.getByText(/^(?!100 )\d+ records$/).waitFor();
    await field('Filter').fill('P-500003');
    // The scenario begins to count anew once, and its producer may send a batch again: the first payments may be there several times.
    await footer.getByText(/^[1-9] of \d+ match$/).waitFor();
    for (const row of await panel.locator('tbody tr:not(.spacer)').all()) assert.match(await row.innerText(), /P-500003/);
    await field('Filter').fill('');
    await footer.getByText(/^\d+ records$/).waitFor();
  });

  it('tells in words what cannot be read', async () => {
    const panel = editor().window.webview();
    await choose('Start', 'offset');
    await field('offset').fill('soon');
    await field('offset').press('Enter');
    await panel.getByText('Write the offset as a number: 184211.').waitFor();
    await field('offset').fill('9,000,000');
    await field('offset').press('Enter');
    await panel.getByText(/^Offset 9,000,000 lies beyond the end of payments-1 \([\d,]+\)\.$/).waitFor();
    await choose('Start', 'time');
    await field('time').fill('-1s');
    await field('Partitions').fill('0-5');
    await field('Partitions').press('Enter');
    await panel.getByText(/^payments-3 does not exist\..* Likewise payments-4, payments-5\.$/).waitFor();
  });

  it('shows markup in records as text, and never runs it', async () => {
    const { window } = editor();
    const panel = await peekAt(editor().window, 'page-titles');
    await panel.locator('.footer').getByText('3 records').waitFor();
    for (const text of markup) await panel.locator('td').getByText(text).first().waitFor();
    await panel.getByRole('tab', { name: 'Headers 1' }).click();
    await panel
      .locator('.details dd')
      .getByText(markup[2] ?? '')
      .waitFor();
    assert.equal(await panel.locator('td img, td svg[onload], td script, .details img, .details script').count(), 0);
    assert.equal(await panel.locator('title').count(), 0); // whatever ran would have given the page one
    assert.deepEqual(window.cspViolations, []);
  });

  it('reads values by a schema file that the person chooses, and again when that file changes', async () => {
    const { window } = editor();
    const schema = path.join(editor().lab.workspace, 'proto/order.proto');
    const proto = (field: string) =>
      `syntax = "proto3"; package shop; message Order { int64 order_id = 1; string ${field} = 2; } message Other {}`;
    mkdirSync(path.dirname(schema), { recursive: true });
    writeFileSync(schema, proto('status'));
    const order = Buffer.from([0x08, 0x84, 0x89, 0x2f, 0x12, 0x04, ...Buffer.from('PAID')]); // field 1: 771,204
    await createTopic(lab, 'proto-orders', 1);
    await lab.producer.send({
      topic: 'proto-orders',
      messages: [order, order, order, order, Buffer.from('{"orderId":"test"}')].map(value => ({ value })),
    });
    const panel = await peekAt(editor().window, 'proto-orders');
    await patiently(async () => {
      await panel.locator('.decoders').getByText('Value as hex').click({ timeout: 10_000 });
      await pick(window, /How are the values written/, 'Protobuf, by a file', 'Protobuf');
      await pick(window, /How are the values written/, 'order.proto');
      await pick(window, /How are the values written/, 'shop.Order');
    });
    await panel.locator('td').getByText('{"orderId":"771204","status":"PAID"}').first().waitFor();
    await panel.locator('.decoders').getByText('Value as Protobuf Order, by order.proto').waitFor();
    await panel
      .locator('td')
      .getByText(/not Protobuf: /)
      .waitFor();
    // What is loaded is decoded anew, without being read again.
    writeFileSync(schema, proto('state'));
    await panel.locator('td').getByText('{"orderId":"771204","state":"PAID"}').first().waitFor();
  });

  it('shows paths and headers as columns, sorts within what is loaded, and exports the table as it stands', async () => {
    const { window } = editor();
    await createTopic(lab, 'columns', 1);
    await lab.producer.send({
      topic: 'columns',
      messages: ['12345678901234567890', '7.10', '100'].map((id, at) => ({
        key: `k${at}`,
        value: `{"order":{"id":${id},"lines":[{"sku":"S-${at}"}]}}`,
        headers: { [markup[0] ?? '']: `=${at}` },
      })),
    });
    const panel = await peekAt(editor().window, 'columns');
    await panel.locator('.footer').getByText('3 records').waitFor();
    const menu = panel.locator('.menu:popover-open');
    const addColumn = async (written: string) => {
      await patiently(async () => {
        if (!(await menu.isVisible())) await panel.getByRole('button', { name: 'Columns' }).click({ timeout: 5_000 });
        await menu.getByText('Add a column…').click({ timeout: 5_000 });
        await pick(window, /A JSON path such as/, written);
      });
      await panel.locator('th').getByText(written, { exact: true }).waitFor();
    };
    await addColumn('$.order.id');
    await addColumn(`header ${markup[0] ?? ''}`);
    await panel.locator('td.mono').getByText('12345678901234567890', { exact: true }).waitFor();
    assert.equal(await panel.locator('th img').count(), 0);

    await panel.locator('th').getByText('$.order.id', { exact: true }).click();
    await panel.getByText('sorted within the 3 loaded').waitFor();
    assert.deepEqual(await panel.locator('tbody tr td:has-text("k")').filter({ hasText: /^k\d$/ }).allInnerTexts(), ['k1', 'k2', 'k0']);
    await panel.locator('pre .json-key').filter({ hasText: 'sku' }).click({ button: 'right' });
    await menu.getByText('Show $.order.lines[0].sku as column').click();
    await panel.locator('td.mono').getByText('S-2', { exact: true }).waitFor();
    await panel.locator('th').getByText('Size', { exact: true }).click({ button: 'right' });
    await menu.getByText('Hide the column').click();
    await panel.locator('th').getByText('Size', { exact: true }).waitFor({ state: 'detached' });
    await window.picture('peek-columns-dark');

    const file = path.join(editor().lab.workspace, 'columns.csv');
    await panel.getByRole('button', { name: 'Export' }).click();
    await menu.getByText('What is shown…').click();
    await choosePath(window, file, () => assert.ok(existsSync(file)));
    await panel.locator('.footer').getByText('3 records written to columns.csv').waitFor();
    const [head, ...lines] = readFileSync(file, 'utf8').split('\r\n');
    assert.match(head ?? '', /^offset,time,key,value,headers,\$\.order\.id,"header /);
    assert.deepEqual(
      lines.filter(Boolean).map(line => /,([\d.]+),'(=\d),(S-\d)$/.exec(line)?.slice(1)),
      [
        ['7.10', '=1', 'S-1'],
        ['100', '=2', 'S-2'],
        ['12345678901234567890', '=0', 'S-0'],
      ],
    );
  });

  it('compares two records, and opens parts of one', async () => {
    const { window } = editor();
    const panel = window.webview();
    const row = (key: string) => panel.locator('tbody tr').filter({ hasText: key });
    await row('k1').click();
    await window.page.keyboard.press('d');
    await panel.locator('.footer').getByText('1 is marked: D on another record compares both').waitFor();
    await row('k2').click();
    await window.page.keyboard.press('d');
    await window.page.locator('.tab').filter({ hasText: 'columns-0@1 ↔ columns-0@2' }).waitFor();
    await window.picture('peek-diff-dark');
    await window.runCommand('View: Close Editor');
    await row('k1').click({ button: 'right' });
    await panel.locator('.menu:popover-open').getByText('Open value in hex').click();
    await window.page.locator('.tab').filter({ hasText: 'columns-0@1.value.hex' }).waitFor();
    await window.page.locator('.editor-instance .view-lines').getByText('7b 22 6f 72 64 65 72').waitFor();
    await window.runCommand('View: Close Editor');
    assert.deepEqual(window.cspViolations, []);
  });

  it('opens a link to a view, with its columns', async () => {
    const { window } = editor();
    const link = {
      ...{ clusterName: 'demo', topic: 'columns', choices: { start: { kind: 'offset', offset: '1' }, partitions: [0] } },
      layout: { order: [], chosen: { time: false, '$.order.id': true }, widths: {}, added: ['$.order.id'], sorting: null },
    };
    const address = `code-oss://kafka-troubleshooter.kafka-troubleshooter/peek?${encodeURIComponent(JSON.stringify(link))}`;
    await patiently(async () => {
      await window.runCommand('Developer: Open URL', 'URL');
      await window.page.locator('.quick-input-widget:visible input').first().fill(address, { timeout: 5_000 });
      await window.page.keyboard.press('Enter');
      await window.page.locator('.monaco-dialog-box').getByText('Open', { exact: true }).click({ timeout: 10_000 });
    });
    const panel = window.webview();
    await panel.getByText(/^Looked at columns-0, offsets 1 – 2 of 0 – 2:$/).waitFor();
    await panel.locator('.footer').getByText('2 records').waitFor();
    await panel.locator('th').getByText('Time', { exact: true }).waitFor({ state: 'detached' });
    assert.deepEqual(await panel.locator('th').allInnerTexts(), ['Offset', 'Key', 'Value', 'Headers', 'Size', '$.order.id']);
  });

  it('stands as it stood after it was hidden', async () => {
    const { window } = editor();
    await window.page.locator('.tab').filter({ hasText: 'Peek: payments' }).click();
    const panel = window.webview();
    await panel.locator('h1').filter({ hasText: 'payments' }).waitFor();
    assert.equal(await field('time').inputValue(), '-1s');
    await panel.getByText(/^Looked at payments, /).waitFor();
    assert.deepEqual(window.cspViolations, []);
  });
});
