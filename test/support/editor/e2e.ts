import { scenarios } from '../../lab/scenarios/index.ts';
import { type CodeServer, startCodeServer } from './codeServer.ts';
import { type EditorLab, startEditorLab } from './editorLab.ts';
import { quietSettings } from './quietSettings.ts';
import { closeBrowser, type EditorWindow, openWindow, type WindowOptions } from './window.ts';

export interface Editor {
  readonly window: EditorWindow;
  readonly lab: EditorLab;
}

/**
 * A window of a real VS Code with our extension for the tests of a `describe`, on the sample workspace, with Kafka and all
 * scenarios running: `const editor = openEditor(); it('…', () => editor().window.runCommand('Kafka: Show Log'))`.
 * Every describe has a window of its own; Kafka, the scenarios and the server behind the windows are shared by the run.
 * When a test fails, a picture of its window is kept as out/pictures/failed-….png.
 */
export function openEditor(options: Partial<WindowOptions> & { readonly workspaceTrust?: boolean } = {}): () => Editor {
  let editor: Editor | undefined;
  before('VS Code opens', async function () {
    this.timeout(300_000); // the first ever fetches VS Code, Kafka and its tools
    const { workspaceTrust = false, ...windowOptions } = options;
    const [lab, server] = await Promise.all([sharedLab(), sharedServer(workspaceTrust)]);
    editor = { lab, window: await openWindow(server, { folder: lab.workspace, ...windowOptions }) };
    // Only a server's first window takes the theme from the machine's settings.
    await editor.window.setTheme('dark');
  });
  afterEach('keep a picture of what failed', async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await editor?.window.picture(`failed-${test.fullTitle().replaceAll(/[^\w]+/g, '-')}`);
  });
  after('the window closes', () => editor?.window.close());
  return () => {
    if (editor === undefined) throw new Error('The editor opens before the tests: ask for it inside a test, not beside it.');
    return editor;
  };
}

let lab: Promise<EditorLab> | undefined;
const servers = new Map<boolean, Promise<CodeServer>>();

const sharedLab = () => (lab ??= startEditorLab(scenarios));

function sharedServer(workspaceTrust: boolean): Promise<CodeServer> {
  let server = servers.get(workspaceTrust);
  if (server === undefined) servers.set(workspaceTrust, (server = startCodeServer({ workspaceTrust, settings: quietSettings })));
  return server;
}

// Registered while mocha loads the file, so it belongs to the whole run.
after('VS Code and Kafka stop', async function () {
  this.timeout(60_000);
  await closeBrowser();
  for (const server of servers.values()) await (await server.catch(() => undefined))?.stop();
  await (await lab?.catch(() => undefined))?.stop();
});
