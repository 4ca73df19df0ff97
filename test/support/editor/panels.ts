// Opening panels as a person does: the command palette, a pick or two, and the panel is there.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import type { EditorWindow } from './window.ts';

export interface WantedPanel {
  /** The command's title: `Kafka: Show Lag`. */
  readonly command: string;
  /** What its tab says: `Lag: orders-billing`. */
  readonly tab: string;
  readonly groupId: string;
  /** Asked for only where several clusters are defined. */
  readonly cluster?: string;
}

/** Runs the command, answers its questions, and resolves when the panel's page is there. */
export async function openGroupPanel(window: EditorWindow, { command, tab, groupId, cluster }: WantedPanel): Promise<FrameLocator> {
  // A page that comes up meanwhile takes the focus, and the question goes: then it is asked anew.
  await patiently(async () => {
    await window.runCommand(command, cluster === undefined ? 'Which group' : 'Which cluster');
    if (cluster !== undefined) await pick(window, /Which cluster/, cluster);
    await pick(window, /Which group/, groupId);
  });
  await window.page.locator('.tab.active').filter({ hasText: tab }).waitFor();
  await pointAtNothing(window);
  const panel = window.webview();
  await panel.locator('h1').filter({ hasText: groupId }).waitFor();
  return panel;
}

/** Chooses from a page's drop-down. What there is to choose may still be on its way. */
export async function chooseIn(panel: FrameLocator, list: string, value: string): Promise<void> {
  const dropdown = panel.locator(`vscode-dropdown[aria-label="${list}"]:visible`);
  const option = dropdown.locator(`vscode-option[value="${value}"]`);
  await option.waitFor({ state: 'attached' });
  await dropdown.click();
  await option.click();
}

/** Opens a topic's records, and resolves when the page is there. */
export async function peekAt(window: EditorWindow, topic: string): Promise<FrameLocator> {
  await pickFrom(window, 'Kafka: Peek at Messages', /Which topic of demo/, topic, topic);
  await window.page
    .locator('.tab.active')
    .filter({ hasText: `Peek: ${topic}` })
    .waitFor();
  const panel = window.webview();
  await panel.locator('h1').filter({ hasText: topic }).waitFor();
  return panel;
}

/** What becomes true by itself and gives no signal: with as much time as a machine needs that is five times slower. */
export const patiently = <T>(check: () => T | Promise<T>): Promise<T> => eventually(check, { withinMs: 90_000, everyMs: 100 });

/** Answers what is asked: types, and clicks the row. */
export async function pick({ page }: EditorWindow, question: RegExp, answer: string, typed = answer): Promise<void> {
  const input = page.getByPlaceholder(question);
  await input.waitFor({ timeout: 10_000 });
  // A list that comes while somebody clicks puts other rows under the pointer.
  await page.locator('.quick-input-widget .monaco-progress-container.active').waitFor({ state: 'hidden', timeout: 10_000 });
  await input.fill(typed, { timeout: 5_000 });
  await page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: answer }).first().click({ timeout: 10_000 });
}

/** Runs a command and picks from what it asks; all of it again where a page that came up took the question away. */
export async function pickFrom(window: EditorWindow, command: string, question: RegExp, answer: string, typed = ''): Promise<void> {
  await patiently(async () => {
    await window.runCommand(command);
    await pick(window, question, answer, typed);
  });
  await pointAtNothing(window);
}

/** The pointer rests where the picked row was: over a table its rows would keep their places, as for somebody who reads there. */
async function pointAtNothing({ page }: EditorWindow): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height - 3);
}

export interface DefinedCluster {
  readonly name: string;
  readonly bootstrap: string;
  readonly environment?: 'development' | 'production';
}

/** Adds a cluster to the workspace's settings; the returned function takes it out again. */
export function defineCluster(workspace: string, { name, bootstrap, environment = 'development' }: DefinedCluster): () => void {
  const file = path.join(workspace, '.vscode/settings.json');
  const change = (edit: (clusters: readonly { readonly name: string }[]) => readonly object[]) => {
    const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const clusters = (settings['kafkaTroubleshooter.clusters'] ?? []) as { readonly name: string }[];
    writeFileSync(file, JSON.stringify({ ...settings, 'kafkaTroubleshooter.clusters': edit(clusters) }, undefined, 2));
  };
  change(clusters => [...clusters, { name, bootstrapServers: [bootstrap], environment }]);
  return () => change(clusters => clusters.filter(cluster => cluster.name !== name));
}

/** Sets one of the workspace's settings; undefined takes it out. */
export function setSetting(workspace: string, name: string, value: unknown): void {
  const file = path.join(workspace, '.vscode/settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...settings, [name]: value }, undefined, 2));
}
