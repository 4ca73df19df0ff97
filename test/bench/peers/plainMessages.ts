// Inside an extension host: a page without any work, told the same columns again and again. What that takes is the editor's own: no panel's
// update can be faster on this machine.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type * as vscode from 'vscode';

/** What is told, one column after the other: the type of its numbers and its bytes in base64. */
export type PlainColumns = readonly {
  readonly type: 'Uint8Array' | 'Uint16Array' | 'Uint32Array' | 'Float32Array' | 'Float64Array';
  readonly bytes: string;
}[];

/** Milliseconds from telling to the page having it, and to the frame after that. */
export interface PlainTime {
  readonly received: number;
  readonly painted: number;
}

/** The command that measures: it reads the columns from `columns.json` in `folder`, and leaves its times in `times.json`. */
export const plainMessages = { command: 'kafkaTroubleshooter.benchPlainMessages', title: 'Bench: Plain Messages' };
const messages = 12;
/** Long enough for a frame and whatever the editor does after it. */
const everyMs = 1_000;

export function offerPlainMessages(editor: typeof vscode, folder: string): void {
  editor.commands.registerCommand(plainMessages.command, () => {
    if (!existsSync(`${folder}/columns.json`)) throw new Error('Nobody has said what to tell.');
    const columns = JSON.parse(readFileSync(`${folder}/columns.json`, 'utf8')) as PlainColumns;
    const panel = editor.window.createWebviewPanel('plainMessages', 'Plain Messages', editor.ViewColumn.Active, { enableScripts: true });
    const times: PlainTime[] = [];
    const tell = () => void panel.webview.postMessage({ at: Date.now(), columns: columns.map(numbersOf) });
    panel.webview.onDidReceiveMessage((time: PlainTime | 'ready') => {
      if (time !== 'ready') times.push(time);
      if (times.length < messages) setTimeout(tell, everyMs);
      else writeFileSync(`${folder}/times.json`, JSON.stringify(times));
    });
    panel.webview.html = page;
  });
}

/** Fresh ones: an editor may take a message's buffers away. */
function numbersOf({ type, bytes }: PlainColumns[number]): ArrayBufferView {
  const { buffer } = Uint8Array.from(Buffer.from(bytes, 'base64'));
  const types = { Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array };
  return new types[type](buffer);
}

const page = `<!doctype html><html><body><script>
  const editor = acquireVsCodeApi();
  addEventListener('message', ({ data: { at } }) => {
    const received = Date.now() - at;
    document.body.textContent = String(at);
    requestAnimationFrame(() => setTimeout(() => editor.postMessage({ received, painted: Date.now() - at })));
  });
  editor.postMessage('ready');
</script></body></html>`;
