import assert from 'node:assert/strict';
import { commitOffsets } from '../lab/commits.ts';
import { createTopic, type Lab, openLab } from '../lab/scenario.ts';
import { openEditor } from '../support/editor/e2e.ts';
import { chooseIn, patiently, peekAt, pick } from '../support/editor/panels.ts';
import { chooseInMenu, openNode } from '../support/editor/sideBar.ts';

describe('searching and following in the peek panel', function () {
  this.timeout(180_000);
  const editor = openEditor();
  let lab: Lab;
  const topic = 'searched-orders';
  const groupId = 'search-audit';
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const count = 20_000;
  const needleAt = 13_001;
  let atFirst: unknown;

  before(async () => {
    lab = await openLab(editor().lab.broker);
    await Promise.all([createTopic(lab, topic, 2), createTopic(lab, 'traced-carts', 1), createTopic(lab, 'traced-parcels', 1)]);
    const order = (n: number) => ({
      key: `cust-${n % 97}`,
      value: JSON.stringify(n === needleAt ? { orderId: 'NEEDLE-7', status: 'LOST' } : { orderId: n, status: n % 2 ? 'PAID' : 'NEW' }),
      partition: n % 2,
    });
    for (let n = 0; n < count; n += 2_000)
      await lab.producer.send({ topic, messages: Array.from({ length: 2_000 }, (_, i) => order(n + i)) });
    const traced = (text: string, headers: Readonly<Record<string, string>>, at: number) => ({
      messages: [{ value: text, headers, timestamp: String(at) }],
    });
    const at = Date.now() - 60_000;
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    await lab.producer.sendBatch({
      topicMessages: [
        { topic: 'traced-carts', ...traced('cart filled', { traceparent }, at) },
        { topic: 'traced-carts', ...traced('another cart', {}, at + 1) },
        { topic: 'traced-parcels', ...traced('parcel packed', { 'X-B3-TraceId': traceId }, at + 2_000) },
      ],
    });
    await lab.producer.send({ topic: 'traced-carts', ...traced('cart paid', { traceparent }, at + 1_000) });
    await commitOffsets(lab.cluster, groupId, { [topic]: { 0: 4_000n }, 'traced-carts': { 0: 1n } });
    atFirst = await whatIsThere();
  });
  after(() => lab.close());

  /** Groups, what they committed, and topics: none of it may come of looking. */
  const whatIsThere = async () => {
    const groups = (await lab.admin.listGroups()).groups.map(group => group.groupId).sort();
    const topics = (await lab.admin.listTopics()).sort();
    return { groups, topics, committed: await lab.admin.fetchOffsets({ groupId, topics: [topic, 'traced-carts'] }) };
  };

  const panel = () => editor().window.webview();
  const field = (name: string) => panel().locator(`vscode-text-field[aria-label="${name}"]:visible input`);
  const choose = (list: string, value: string) => chooseIn(panel(), list, value);
  const button = (name: string) => panel().locator('vscode-button:visible').filter({ hasText: name }).first();
  const trial = () => panel().locator('.trial:not([aria-busy])');
  const footer = () => panel().locator('.footer');
  const lookAt = async (name: string) => {
    await peekAt(editor().window, name);
    await panel()
      .getByText(new RegExp(`^Looked at ${name}`))
      .waitFor();
  };

  it('finds a record deep in a topic, and says what was searched', async () => {
    const { window } = editor();
    await lookAt(topic);
    await button('Search Topic').click();
    await field('text').fill('needle-7');
    await trial()
      .getByText(/tried on [\d,]+: does not pass/)
      .waitFor();
    await field('text').press('Enter');
    await panel()
      .getByText(/^Searched searched-orders, 2 partitions, all 20,000 offsets:$/)
      .waitFor();
    await footer().getByText('1 record', { exact: true }).waitFor();
    await panel()
      .locator('.details')
      .getByText(`Record ${formatted(needleAt >> 1)} of ${topic}-1`)
      .waitFor();
    await trial()
      .getByText(/: passes/)
      .waitFor();
    await window.picture('peek-search-dark');
    await window.setTheme('light');
    await window.picture('peek-search-light');
    await window.setTheme('dark');
  });

  it('says what is wrong with an expression before anything is read, and tries it on the selected record', async () => {
    await choose('Search for', 'expression');
    await field('expression (CEL)').fill('value.status = "LOST"');
    await panel().locator('.search-bar .problem').getByText(/\S/).waitFor();
    await field('expression (CEL)').fill('value.status == "LOST" && partition == 1');
    await trial()
      .getByText(/: passes/)
      .waitFor();
    await field('expression (CEL)').press('Enter');
    await footer().getByText('1 record', { exact: true }).waitFor();
    await panel().locator('td').getByText('NEEDLE-7').waitFor();
  });

  it('that found nothing says what it covered, and goes on from the oldest', async () => {
    await choose('Search for', 'text');
    await field('text').fill('NEEDLE-7');
    await choose('From', 'offset');
    await field('offset').fill('9,900');
    await field('text').press('Enter');
    await panel()
      .getByText(/none of 200 records matches/)
      .waitFor();
    await panel()
      .getByText(/^Searched searched-orders, 2 partitions, all 200 chosen offsets:$/)
      .waitFor();
    await panel().getByRole('button', { name: 'Search from the oldest' }).click();
    await footer().getByText('1 record', { exact: true }).waitFor();
    // Escape leaves the bar, and reading shows again what reading shows.
    await field('text').press('Escape');
    await panel().locator('.search-bar').waitFor({ state: 'hidden' });
    await button('Read').click();
    await footer().getByText('100 records').waitFor();
  });

  it('remembers the last searches of a topic', async () => {
    await button('Search Topic').click();
    await panel().getByRole('button', { name: 'Last searches' }).click();
    await panel().getByRole('menuitem', { name: 'value.status == "LOST" && partition == 1' }).click();
    assert.equal(await field('expression (CEL)').inputValue(), 'value.status == "LOST" && partition == 1');
    await button('Search Topic').click();
  });

  it('reads a written time in UTC where the person chooses so, and says which instant it is', async () => {
    await choose('Start', 'time');
    await footer()
      .getByText(/^Times local/)
      .click();
    await field('time').fill('2026-11-20 14:05');
    await panel().getByText('= 2026-11-20 14:05:00.000 UTC').waitFor();
    await footer().getByText('Times in UTC').click();
    await choose('Start', 'newest');
    await footer().getByText('100 records').waitFor();
  });

  it('shows a record that is produced while it follows, and waits where one reads', async () => {
    await choose('Start', 'live');
    await panel()
      .getByText(/^Following searched-orders, 2 partitions:$/)
      .waitFor();
    await lab.producer.send({ topic, messages: [{ key: 'live', value: 'written just now', partition: 0 }] });
    await panel().locator('td').getByText('written just now').waitFor();
    const scrollUp = () =>
      patiently(async () => {
        await panel().locator('.table-scroll').hover({ timeout: 5_000 });
        await editor().window.page.mouse.wheel(0, -1_200);
        await footer()
          .getByText(/^ *paused/)
          .waitFor({ timeout: 5_000 });
      });
    await scrollUp();
    const messages = Array.from({ length: 132 }, (_, n) => ({ value: `while held ${n}`, partition: 1 }));
    await lab.producer.send({ topic, messages });
    await footer().getByText('paused, 132 new').waitFor();
    assert.equal(await panel().locator('td').getByText('while held 131').count(), 0);
    await footer().getByText('go on at the end').click();
    await panel().locator('td').getByText('while held 131').waitFor();
    await footer().getByText('100 records').waitFor(); // the newest hundred stay
    // Who reads further up, looks elsewhere and comes back is at the end again, and it goes on.
    await scrollUp();
    await editor().window.openFile('consumer.properties');
    await editor().window.runCommand('View: Close Editor');
    await footer().getByText('100 records').waitFor();
    await lab.producer.send({ topic, messages: [{ value: 'while elsewhere', partition: 0 }] });
    await panel().locator('td').getByText('while elsewhere').waitFor();
    await button('Stop').click();
    await panel()
      .getByText(/^Followed searched-orders, 2 partitions:$/)
      .waitFor();
  });

  it('finds a trace in several topics, by time', async () => {
    const { window } = editor();
    const { page } = window;
    await lookAt('traced-carts');
    await panel().locator('td').getByText('cart filled').click();
    await panel().getByRole('tab', { name: 'Headers 1' }).click();
    const row = page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: 'traced-parcels' });
    // A page that comes up meanwhile takes the focus, and the question goes: then it is asked anew.
    await patiently(async () => {
      await page.keyboard.press('Escape');
      await panel().getByText('Find this trace in other topics').click({ timeout: 10_000 });
      await page.getByPlaceholder('In which topics of demo?').fill('traced-parcels', { timeout: 10_000 });
      await row.click({ timeout: 10_000 });
      await page.locator('.quick-input-widget').getByText('2 Selected').waitFor({ timeout: 5_000 });
      await page.locator('.quick-input-widget').getByText('OK', { exact: true }).click({ timeout: 5_000 });
    });
    await page
      .locator('.tab.active')
      .filter({ hasText: `Trace: ${traceId}` })
      .waitFor();
    await panel()
      .getByText(/^Searched traced-carts and traced-parcels, 2 partitions/)
      .waitFor();
    await footer().getByText('3 records').waitFor();
    const rows = await panel().locator('tbody tr:not(.spacer)').allInnerTexts();
    assert.deepEqual(
      rows.map(text => /cart filled|cart paid|parcel packed/.exec(text)?.[0]),
      ['cart filled', 'cart paid', 'parcel packed'],
    );
    assert.match(rows[2] ?? '', /^traced-parcels/);
    await window.picture('peek-trace-dark');
  });

  it('peeks at the records of a group: of which topic is asked', async () => {
    const { window } = editor();
    const { page } = window;
    await window.openSideBar();
    await patiently(async () => {
      await window.runCommand('Kafka: Filter Groups and Topics', 'Part of a name');
      await page.locator('.quick-input-widget:visible input.input').fill(groupId, { timeout: 5_000 });
      await page.keyboard.press('Enter');
    });
    for (const name of ['demo', 'Groups']) await openNode(page, name);
    const group = page.locator(`.part.sidebar .monaco-list-row[aria-label^="${groupId}"]`);
    const question = page.getByPlaceholder(`Around which commit of ${groupId}?`);
    await chooseInMenu(page, group, 'Peek at Messages', async () => {
      await question.waitFor({ timeout: 5_000 });
      await pick(window, /Around which commit of/, `${topic}-0`);
    });
    await panel().locator('tr.marker').getByText(`${groupId} reads on here: committed 4,000`).waitFor();
  });

  it('left no trace: groups, commits and topics are as they were', async () => {
    await editor().window.runCommand('Kafka: Clear Filter');
    assert.deepEqual(await whatIsThere(), atFirst);
    assert.deepEqual(editor().window.cspViolations, []);
  });
});

const formatted = (count: number) => count.toLocaleString('en');
