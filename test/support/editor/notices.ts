// What the editor tells in notices. Under the test driver they do not pop up, they wait behind the bell.
import type { Locator } from 'playwright-core';
import { patiently } from './panels.ts';
import type { EditorWindow } from './window.ts';

/** Opens the list of notices and waits for one with these words. The list closes when its last notice goes: then it is opened again. */
export async function openNotice(window: EditorWindow, words: RegExp): Promise<Locator> {
  const list = window.page.locator('.notifications-center');
  const notice = list.locator('.notification-list-item').filter({ hasText: words }).first();
  await patiently(async () => {
    if (!(await list.isVisible())) await window.runCommand('Notifications: Show Notifications');
    await notice.waitFor({ timeout: 5_000 });
  });
  return notice;
}

/** The same, and clears the list. @returns what the notice says. */
export async function takeNotice(window: EditorWindow, words: RegExp): Promise<string> {
  const said = await (await openNotice(window, words)).innerText();
  await window.runCommand('Notifications: Clear All Notifications');
  return said;
}
