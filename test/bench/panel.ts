// The lag panel with 10,000 partitions, in a real editor: how long from the last answer of the cluster to the painted table, how long the
// host holds the thread of all extensions for it, how smoothly it scrolls beside rows without any script, and what an hour of samples leaves in
// memory. Answers are made by our own encoder: no lab carries so many. `npm run bench -- panel [beats]`
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Frame, Page } from 'playwright-core';
import { ownedFolder } from '../lab/belongings.ts';
import { startCodeServer } from '../support/editor/codeServer.ts';
import { openGroupPanel } from '../support/editor/panels.ts';
import { quietSettings } from '../support/editor/quietSettings.ts';
import { closeBrowser, openWindow, type EditorWindow } from '../support/editor/window.ts';
import { eventually } from '../support/eventually.ts';
import { median, table } from '../support/table.ts';
import { bundled } from './peers/bundled.ts';
import { measuredExtension } from './peers/measuredExtension.ts';
import { plainMessages, type PlainColumns, type PlainTime } from './peers/plainMessages.ts';

/** What the product promises. */
const limit = { updateMs: 100, stretchMs: 50, frameMs: 1000 / 60, growthMb: 10 };
/** More than are scrolled over: 180 frames of 400 px, and 22 px a row. */
const plainRows = 3_400;
const [beats = 12] = process.argv.slice(2).map(Number);

const folder = ownedFolder('panel');
const workspace = path.join(folder.path, 'workspace');
mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
const answers = fork(await bundled('answers.ts'), ['ten-thousand'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
// What the editor does for itself in the very thread of all extensions nobody could tell from ours: on a server it looks every few seconds for
// ports that any process has opened (40 ms), and extensions of its own connect home, with all of the machine's certificates (70 ms).
const server = await startCodeServer({
  settings: { ...quietSettings, 'remote.autoForwardPorts': false, 'remote.autoForwardPortsSource': 'output' },
  ownExtensions: ['theme-defaults'],
});
try {
  if (!answers.stdout) throw new Error('The answers have no output.');
  const [bootstrap] = (await once(createInterface({ input: answers.stdout }), 'line')) as [string];
  const cluster = { name: 'large', bootstrapServers: [bootstrap], environment: 'development' };
  writeFileSync(path.join(workspace, '.vscode/settings.json'), JSON.stringify({ 'kafkaTroubleshooter.clusters': [cluster] }));

  const measured = await measuredExtension(path.join(folder.path, 'extension'));
  const window = await openWindow(server, { folder: workspace, extension: measured.folder });
  const panel = await openGroupPanel(window, { command: 'Kafka: Show Lag', tab: 'Lag: ten-thousand', groupId: 'ten-thousand' });
  await panel.getByText('10,000 partitions').first().waitFor();
  const frame = await frameOf(window.page);

  const since = Date.now();
  const updates = await updatesOf(frame, beats);
  const columns = await frame.evaluate<PlainColumns>('window.newestColumns()');
  const stretches = measured.stretches(since, Date.now());
  console.log(
    table(
      ['one update of 10,000 partitions', 'median, ms', 'from–to, ms'],
      (['whole', 'page'] as const).map(part => {
        const values = updates.map(update => update[part]);
        const name = part === 'whole' ? 'from the last answer to the painted table' : 'of that, since the page had it';
        return [name, median(values).toFixed(0), `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`];
      }),
    ),
  );
  const longest = Math.max(0, ...stretches.map(({ cpuMs }) => cpuMs));
  const blocked = Math.max(0, ...stretches.map(({ ms }) => ms));
  console.log(
    table(
      ['the host meanwhile, answers read and all', 'longest stretch of CPU, ms', 'longest by the clock, ms', 'stretches over 16 ms'],
      [['', longest.toFixed(0), blocked.toFixed(0), String(stretches.filter(({ cpuMs }) => cpuMs > limit.frameMs).length)]],
    ),
  );
  const frames = await scrolled(frame);
  const floor = await scrolledWithoutScript(window.page, frame);
  console.log(
    table(
      ['scrolling, 400 px a frame', 'frames', 'median, ms', 'longest, ms', 'within 1/60 s', 'within 1/30 s'],
      [frameRow('the lag panel', frames), frameRow('as many rows of plain text, no script', floor)],
    ),
  );
  const held = await heldOverAnHour(window.page, frame);
  const plain = await toldPlainly(window, measured.folder, columns);
  const kilobytes = columns.reduce((all, { bytes }) => all + (bytes.length * 3) / 4, 0) / 1e3;
  const editors = median(plain.map(({ painted }) => painted));
  console.log(
    table(
      [`the same ${kilobytes.toFixed(0)} kB of columns, told to a page without any work`, 'median, ms', 'from–to, ms'],
      (['received', 'painted'] as const).map(part => {
        const values = plain.map(time => time[part]);
        const name = part === 'received' ? 'until the page has them' : 'until the frame after that';
        return [name, median(values).toFixed(0), `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`];
      }),
    ),
  );
  console.log(
    table(
      ['samples of one every 5 s, fast-forwarded', 'held by the page, MB'],
      held.map(({ minutes, mb }) => [`${minutes} min`, mb.toFixed(1)]),
    ),
  );
  const ours = median(updates.map(({ whole }) => whole));
  const grown = (held.at(-1)?.mb ?? 0) - (held[0]?.mb ?? 0);
  // A browser that paints by software may be slower than a screen: then what it can do at all is the measure.
  const frameMs = Math.max(limit.frameMs + 1, 1.1 * median(floor));
  const promises: readonly (readonly [string, number, number])[] = [
    ['ms from the last answer to the painted table', ours, limit.updateMs],
    ['ms of the host at a stretch', longest, limit.stretchMs],
    ['ms a frame while scrolling', median(frames), frameMs],
    ['MB more after an hour', grown, limit.growthMb],
  ];
  for (const [what, value, most] of promises) {
    console.log(`${value <= most ? 'holds' : 'BREAKS'}: ${value.toFixed(0)} ${what}, ${most.toFixed(0)} are promised`);
    if (!(value <= most)) process.exitCode = 1;
  }
  console.log(
    `of ${ours.toFixed(0)} ms an update ${editors.toFixed(0)} ms are the editor's own: nothing that is told to a page is there sooner`,
  );
  console.log(`ratio ${(ours / limit.updateMs).toFixed(2)} (ours ${ours.toFixed(0)} ms, limit ${limit.updateMs} ms)`);
} finally {
  answers.kill();
  await closeBrowser();
  await server.stop();
  folder.remove();
}

/** The same bytes again, in a panel of their own: what of an update is the editor's. */
async function toldPlainly(window: EditorWindow, folder: string, columns: PlainColumns): Promise<readonly PlainTime[]> {
  writeFileSync(path.join(folder, 'columns.json'), JSON.stringify(columns));
  await window.runCommand(plainMessages.title);
  const times = path.join(folder, 'times.json');
  return eventually(() => JSON.parse(readFileSync(times, 'utf8')) as readonly PlainTime[], { withinMs: 120_000 });
}

/** The page's own frame, inside the two that the editor puts around it. */
async function frameOf(page: Page): Promise<Frame> {
  for (const frame of page.frames()) if ((await frame.locator('.table-scroll').count()) > 0) return frame;
  throw new Error('The panel has no page.');
}

interface Update {
  /** Milliseconds since the log ends had arrived in the host. */
  readonly whole: number;
  /** Since its message was there. */
  readonly page: number;
}

/** Listens to so many beats; a beat is over when the frame after its last message was painted. */
async function updatesOf(frame: Frame, count: number): Promise<readonly Update[]> {
  // The first is that of a page that was just made. In words of the page: Node's types know no window.
  return frame.evaluate<readonly Update[]>(`new Promise(resolve => {
    const updates = [];
    const told = new Set();
    let newest;
    const base64 = bytes => {
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    };
    window.newestColumns = () => {
      // What is there twice crosses once.
      const buffers = new Map(Object.values(newest.rows.columns).map(({ numbers }) => [numbers.buffer, numbers.constructor.name]));
      return [...buffers].map(([buffer, type]) => ({ type, bytes: base64(new Uint8Array(buffer)) }));
    };
    window.addEventListener('message', ({ data }) => {
      const { type, beat } = data.message ?? {};
      if (type !== 'beat') return;
      const start = Date.now();
      // The same sample again, with more known of it.
      if (told.has(beat.at)) return;
      told.add(beat.at);
      newest = beat;
      requestAnimationFrame(() => setTimeout(() => {
        updates.push({ whole: Date.now() - beat.at, page: Date.now() - start });
        if (updates.length > ${count}) resolve(updates.slice(1));
      }));
    }, { capture: true });
  })`);
}

/** Milliseconds from each frame to the next while the table scrolls. */
async function scrolled(frame: Frame): Promise<readonly number[]> {
  return frame.evaluate<readonly number[]>(`new Promise(resolve => {
    const place = document.querySelector('.table-scroll');
    const frames = [];
    let last = 0;
    const step = now => {
      if (last > 0) frames.push(now - last);
      last = now;
      place.scrollBy(0, 400);
      if (frames.length < 180) requestAnimationFrame(step);
      else resolve(frames);
    };
    requestAnimationFrame(step);
  })`);
}

function frameRow(name: string, frames: readonly number[]): readonly string[] {
  const shares = (ms: number) => `${((frames.filter(one => one <= ms).length / frames.length) * 100).toFixed(0)} %`;
  const longest = Math.max(...frames).toFixed(1);
  return [name, String(frames.length), median(frames).toFixed(1), longest, shares(limit.frameMs + 1), shares(2 * limit.frameMs + 1)];
}

/** What this browser can do at all: as many rows and columns in a place of the same size, drawn once. */
async function scrolledWithoutScript(page: Page, panel: Frame): Promise<readonly number[]> {
  const [width, height, cells] = await panel.evaluate<readonly number[]>(`(() => {
    const place = document.querySelector('.table-scroll');
    return [place.clientWidth, place.clientHeight, place.querySelectorAll('th').length];
  })()`);
  const row = `<div class="row">${'<span>1,000,017</span>'.repeat(cells ?? 0)}</div>`;
  const plain = await page.context().newPage();
  try {
    const content = `<style>
      .table-scroll { width: ${width}px; height: ${height}px; overflow: auto; font: 13px/22px sans-serif; }
      .row { display: flex; height: 22px; contain: strict; }
      .row span { flex: 1; }
      </style><div class="table-scroll">${row.repeat(plainRows)}</div>`;
    await plain.setContent(content, { timeout: 120_000 });
    return await scrolled(plain.mainFrame());
  } finally {
    await plain.close();
  }
}

/** What the page holds after a quarter of an hour, and after an hour: its newest beat is told again and again, each five seconds later. */
async function heldOverAnHour(page: Page, frame: Frame): Promise<readonly { readonly minutes: number; readonly mb: number }[]> {
  await frame.getByRole('button', { name: 'Pause' }).click();
  await frame.locator('.footer').getByText('paused').waitFor();
  await frame.evaluate(`(() => {
    let newest;
    // A beat that is told again has the page listening, and this too: both hear the same.
    window.addEventListener('message', ({ data }) => {
      if (data.message?.type === 'beat') newest ??= data;
    }, { capture: true });
    window.tellAgain = async times => {
      for (let time = 0; time < times; time++) {
        newest.message.beat.at += 5_000;
        window.postMessage(newest, '*');
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
      }
    };
  })()`);
  // One more beat, to be told again.
  await frame.getByRole('button', { name: 'Go on' }).click();
  await frame.locator('.footer').getByText('again every').waitFor();
  await frame.evaluate('new Promise(resolve => addEventListener("message", ({ data }) => data.message?.type === "beat" && resolve()))');
  await frame.getByRole('button', { name: 'Pause' }).click();
  const devtools = await page.context().newCDPSession(page);
  const held: { minutes: number; mb: number }[] = [];
  for (const minutes of [15, 30, 45, 60]) {
    await frame.evaluate('window.tellAgain(180)');
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    held.push({ minutes, mb: usedSize / 1e6 });
  }
  return held;
}
