import path from 'node:path';
import { eventually } from '../eventually.ts';
import type { EditorWindow } from './window.ts';

/**
 * Types a path into the editor's own dialog for opening and saving files. It takes a path once it has listed the folder, and
 * what stands in it already says nothing new when it is written again: so the folder is written first, then the file.
 * @param isDone throws as long as the path was not taken.
 */
export const choosePath = ({ page }: EditorWindow, file: string, isDone: () => unknown): Promise<void> =>
  eventually(
    async () => {
      const dialog = page.locator('.quick-input-widget:visible');
      const input = dialog.locator('input.input');
      if ((await input.count()) > 0) {
        await input.fill(path.join(path.dirname(file), path.sep), { timeout: 3_000 });
        await dialog.filter({ hasNotText: 'Please select' }).waitFor({ timeout: 3_000 });
        await input.fill(file, { timeout: 3_000 });
        await page.keyboard.press('Enter');
      }
      await isDone();
    },
    { withinMs: 60_000, everyMs: 500 },
  );
