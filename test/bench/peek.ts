// How long a person waits for the first record: from the topic's name to a painted row, in a real editor and on a real broker, beside what
// the same editor takes to show a page of its own, a Markdown preview of one line. `npm run bench -- peek [topics]`
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBroker } from '../lab/broker.ts';
import { sampleWorkspace } from '../lab/sampleWorkspace.ts';
import { createTopic, openLab } from '../lab/scenario.ts';
import { startCodeServer } from '../support/editor/codeServer.ts';
import { quietSettings } from '../support/editor/quietSettings.ts';
import { closeBrowser, openWindow } from '../support/editor/window.ts';
import { median, table } from '../support/table.ts';

/** What the product promises. */
const limitMs = 300;
const [count = 8] = process.argv.slice(2).map(Number);

const broker = await startBroker();
const workspace = await sampleWorkspace(broker.bootstrap);
const server = await startCodeServer({ settings: quietSettings });
try {
  const lab = await openLab(broker);
  const topics = Array.from({ length: count }, (_, n) => `peeked-${n}`);
  for (const topic of topics) {
    await createTopic(lab, topic, 3);
    const messages = Array.from({ length: 300 }, (_, n) => ({ key: `cust-${n}`, value: JSON.stringify({ orderId: n, status: 'PAID' }) }));
    await lab.producer.send({ topic, messages });
    writeFileSync(path.join(workspace.path, `${topic}.md`), `Notes on ${topic}\n`);
  }
  await lab.close();

  const window = await openWindow(server, { folder: workspace.path });
  const { page } = window;
  /** From the key to what the page shows then. */
  const timed = async (key: string, shown: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await page.keyboard.press(key);
    await shown();
    const ms = performance.now() - began;
    await window.runCommand('View: Close All Editors');
    return ms;
  };
  const peeks: number[] = [];
  const previews: number[] = [];
  for (const topic of topics) {
    await window.runCommand('Kafka: Peek at Messages', 'Which topic');
    await page.getByPlaceholder(/Which topic/).fill(topic);
    await page.locator('.quick-input-widget .monaco-list-row.focused').filter({ hasText: topic }).waitFor();
    peeks.push(await timed('Enter', () => window.webview().locator('tbody tr').filter({ hasText: 'cust-' }).first().waitFor()));

    await window.openFile(`${topic}.md`);
    await page
      .locator('.tab.active')
      .filter({ hasText: `${topic}.md` })
      .waitFor();
    previews.push(await timed('Control+Shift+V', () => window.webview().getByText(`Notes on ${topic}`).waitFor()));
  }
  // The first loads kafkajs and connects, the first preview its extension: each is told apart.
  const line = (what: string, [first = 0, ...others]: readonly number[]) => [
    what,
    ...[first, median(others), Math.max(...others)].map(ms => ms.toFixed(0)),
  ];
  console.log(
    table(
      ['from the key to what is read', 'first, ms', 'then: median', 'longest'],
      [line('records of a topic', peeks), line('one line of Markdown', previews)],
    ),
  );
  const [ours, peer] = [median(peeks.slice(1)), median(previews.slice(1))];
  if (ours > limitMs) {
    console.error(`BREAKS: ${ours.toFixed(0)} ms to the first record, ${limitMs} are promised`);
    process.exitCode = 1;
  }
  console.log(`ratio ${(ours / peer).toFixed(2)} (ours ${ours.toFixed(0)} ms, a Markdown preview ${peer.toFixed(0)} ms)`);
} finally {
  await closeBrowser();
  await server.stop();
  await broker.stop();
  workspace.remove();
}
