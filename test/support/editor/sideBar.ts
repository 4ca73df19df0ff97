// The tree in the side bar, as a person uses it.
import type { Locator, Page } from 'playwright-core';
import { patiently } from './panels.ts';

/** The first row with these words. */
export const treeRow = (page: Page, label: string): Locator =>
  page.locator('.part.sidebar .monaco-list-row').filter({ hasText: label }).first();

/** What a screen reader says of a row. */
export const spoken = async (page: Page, label: string): Promise<string> => (await treeRow(page, label).getAttribute('aria-label')) ?? '';

/** Scrolls until the row is there: the editor draws those alone that are seen. */
export async function scrollTo(page: Page, label: string): Promise<void> {
  const list = page.locator('.part.sidebar .monaco-list').first();
  let steps = 0;
  await patiently(async () => {
    const row = treeRow(page, label);
    if (await row.isVisible()) return;
    await list.hover({ timeout: 10_000 });
    await page.mouse.wheel(0, steps++ % 12 === 0 ? -100_000 : 400);
    await row.waitFor({ timeout: 1_000 });
  });
}

/** Opens a row by a click, unless it is open. A row that is drawn anew under the pointer lets the click pass: then it is clicked again. */
export const openNode = (page: Page, label: string): Promise<void> =>
  patiently(async () => {
    const row = treeRow(page, label);
    await scrollTo(page, label);
    if ((await row.getAttribute('aria-expanded', { timeout: 10_000 })) === 'true') return;
    await row.click({ timeout: 10_000 });
    await page
      .locator('.part.sidebar .monaco-list-row[aria-expanded="true"]')
      .filter({ hasText: label })
      .first()
      .waitFor({ timeout: 20_000 });
  });

/**
 * Chooses from a row's context menu until `isChosen` says that it was. A row that is drawn anew takes its menu with it, so it
 * is opened again; and a menu lets clicks of its first 100 ms pass (they may be the end of the right click).
 * @param isChosen throws as long as nothing came of it.
 */
export const chooseInMenu = (page: Page, row: Locator, entry: string, isChosen: () => Promise<unknown>): Promise<void> =>
  patiently(async () => {
    const inMenu = page.locator('.context-view .action-item').filter({ hasText: entry }).first();
    if (!(await inMenu.isVisible())) await row.click({ button: 'right', timeout: 10_000 });
    await inMenu.click({ timeout: 5_000 });
    await isChosen();
  });
