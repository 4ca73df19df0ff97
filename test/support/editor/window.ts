// Editor windows in a headless browser, driven as a person would drive them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium as playwright, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { chromium } from '../../steps/install.mjs';
import { eventually } from '../eventually.ts';
import type { CodeServer } from './codeServer.ts';
import { windowAddress } from './windowAddress.ts';

const root = path.resolve(import.meta.dirname, '../../..');

export interface WindowOptions {
  /** The folder that the window opens. */
  readonly folder: string;
  /** The extension under development. Default: this project. */
  readonly extension?: string;
  /** A module with `run()` that the extension host calls, as VS Code does for tests. */
  readonly tests?: string;
  readonly width?: number;
  readonly height?: number;
}

export interface EditorWindow {
  readonly page: Page;
  /** Everything that the page's console said, one line each. */
  readonly console: readonly string[];
  /** What a Content-Security-Policy refused in our webviews: has to stay empty. */
  readonly cspViolations: readonly string[];
  /**
   * Runs a command by its title: F1, the words, Enter. A command that asks something is run again when its question was taken
   * away by what came up meanwhile: `asks` is a part of the box's title, question or placeholder.
   */
  runCommand(title: string, asks?: string): Promise<void>;
  /** Opens a file of the workspace by name: Ctrl+P, the words, Enter. */
  openFile(name: string): Promise<void>;
  /** Shows our container of the activity bar, and resolves with its side bar. */
  openSideBar(): Promise<Locator>;
  /** The content of the webview that is visible now. */
  webview(): FrameLocator;
  /** Changes the colour theme by the workspace's settings. */
  setTheme(theme: 'dark' | 'light'): Promise<void>;
  /** Keeps a picture of the window in out/pictures. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window on a server's folder. The first of a fresh server takes 20–40 s; resolves when the workbench can be used. */
export async function openWindow(server: CodeServer, options: WindowOptions): Promise<EditorWindow> {
  const { folder, extension = root, tests, width = 1400, height = 900 } = options;
  const context = await (await browser()).newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const said: string[] = [];
  const cspViolations: string[] = [];
  page.on('console', message => {
    const line = message.text();
    said.push(line);
    if (/Content Security Policy/i.test(line) && isWebview(message.location().url)) cspViolations.push(line);
  });
  page.setDefaultTimeout(60_000);
  await page.goto(windowAddress(server.authority, { folder, extension, tests }), { waitUntil: 'commit' });

  const palette = page.locator('.quick-input-widget');
  const choose = (key: string, words: string, wanted: string) =>
    // The palette lists what is known when the words are typed: right after the start that is not everything yet, so type again.
    // A panel that comes up meanwhile takes the focus, and the palette goes.
    eventually(
      async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press(key);
        await palette.locator('input').first().fill(words, { timeout: 5_000 });
        await palette.locator('.monaco-list-row').filter({ hasText: wanted }).first().click({ timeout: 5_000 });
      },
      { withinMs: 60_000 },
    );
  await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 180_000 });
  return {
    ...{ page, console: said, cspViolations },
    runCommand: (title, asks) =>
      asks === undefined
        ? choose('F1', `>${title}`, title)
        : eventually(
            async () => {
              await choose('F1', `>${title}`, title);
              const question = palette.filter({ has: page.locator(`input[placeholder*="${asks}"]`) });
              await palette.filter({ hasText: asks }).or(question).waitFor({ timeout: 5_000 });
            },
            { withinMs: 60_000 },
          ),
    openFile: name => choose('Control+P', name, path.posix.basename(name)),
    openSideBar: async () => {
      const sideBar = page.locator('.part.sidebar');
      const title = sideBar.locator('.composite.title').filter({ hasText: /kafka troubleshooter/i });
      if (!(await title.isVisible())) await page.locator('.activitybar .action-label[aria-label^="Kafka Troubleshooter"]').click();
      await title.waitFor({ state: 'visible' });
      return sideBar;
    },
    webview: () => page.locator('iframe.webview:visible').last().contentFrame().frameLocator('iframe'),
    setTheme: async theme => {
      const file = path.join(folder, '.vscode/settings.json');
      const settings = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ ...settings, 'workbench.colorTheme': themes[theme].name }, undefined, 2));
      await page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
    },
    picture: async name => {
      const file = path.join(root, 'out/pictures', `${name}.png`);
      mkdirSync(path.dirname(file), { recursive: true });
      const seen = page.viewportSize() ?? { width, height };
      await page.mouse.move(seen.width / 2, seen.height - 3); // away from what shows a tooltip, and from tables, whose rows keep their places below it
      await page.screenshot({ path: file });
    },
    close: () => context.close(),
  };
}

/** Closes the browser that all windows share; call it after the last. */
export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

let running: Promise<Browser> | undefined;

function browser(): Promise<Browser> {
  const executablePath = chromium();
  if (executablePath === undefined) throw new Error('No Chromium or Chrome is here; CHROME_PATH names one.');
  return (running ??= playwright.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] }));
}

/** The class is the workbench's own: `vs` is what it calls light. */
const themes = {
  dark: { name: 'Default Dark Modern', className: 'vs-dark' },
  light: { name: 'Default Light Modern', className: 'vs' },
} as const;

/** A webview's frames carry the extension's id, or are the page that VS Code writes its content into. */
const isWebview = (url: string) => /[?&]extensionId=|\/fake\.html/.test(url);
