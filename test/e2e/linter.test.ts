import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { openEditor } from '../support/editor/e2e.ts';
import { openNotice } from '../support/editor/notices.ts';
import { patiently } from '../support/editor/panels.ts';

describe('the linter, in an open client file', function () {
  this.timeout(180_000);
  const editor = openEditor();

  const line = (text: string) => editor().window.page.locator('.monaco-editor .view-line').filter({ hasText: text }).first();
  /** Asks for the quick fixes at a line's end. A menu that was asked for before the editor knew the newest problems lacks theirs: it is asked for again. */
  const quickFixesOf = async (text: string, wanted: string): Promise<Locator> => {
    const { page } = editor().window;
    const menu = page.locator('.action-widget:visible');
    await patiently(async () => {
      await page.keyboard.press('Escape');
      await line(text).click({ timeout: 10_000 });
      await page.keyboard.press('End');
      await page.keyboard.press('ControlOrMeta+.');
      await menu.getByText(wanted).waitFor({ timeout: 10_000 });
    });
    return menu;
  };

  it('says what the client refuses, why, and what was meant', async () => {
    const { window } = editor();
    await window.openFile('payments-consumer.properties');
    const code = window.page.locator('.monaco-editor .view-lines');
    await window.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    const hover = window.page.locator('.monaco-hover:visible');
    // A lens that comes above it moves the line away from below the pointer: then one points at it again.
    await patiently(async () => {
      await window.page.mouse.move(0, 0);
      await code.getByText('smallest').last().hover({ timeout: 5_000 });
      const said = 'auto.offset.reset does not take “smallest”: the client refuses to start. Did you mean earliest?';
      await hover.getByText(said).waitFor({ timeout: 10_000 });
      await hover.getByText('Where to start where there is no commit').waitFor({ timeout: 10_000 });
    });
    await window.page.screenshot({ path: 'out/pictures/lint.png' });
    await window.page.keyboard.press('Escape');
  });

  it('mends it from the light bulb’s menu', async () => {
    const { window, lab } = editor();
    const menu = await quickFixesOf('smallest', 'Change to earliest');
    await menu.getByText('Disable value-not-allowed for this line, with a reason…').waitFor();
    await window.picture('lint-quick-fix');
    await menu.getByText('Change to earliest').click();
    await line('auto.offset.reset=earliest').waitFor();
    await window.page.keyboard.press('ControlOrMeta+s');
    await patiently(() =>
      assert.match(
        readFileSync(path.join(lab.workspace, 'payment-service/payments-consumer.properties'), 'utf8'),
        /auto\.offset\.reset=earliest/,
      ),
    );
  });

  it('keeps a rule quiet for a reason that the person types', async () => {
    const { window } = editor();
    const disable = 'Disable unknown-key for this line, with a reason…';
    const menu = await quickFixesOf('max.poll.record=', disable);
    await menu.getByText(disable).click();
    const input = window.page.locator('.quick-input-widget:visible input');
    await input.fill('our own wrapper reads it');
    await window.page.keyboard.press('Enter');
    await line('# kafka-lint-disable-next-line unknown-key -- our own wrapper reads it').waitFor();
  });

  it('offers keys with their meaning, and then their values', async () => {
    const { window } = editor();
    await window.openFile('indexer.properties');
    await line('topics.pattern').click();
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.type('isolation');
    const list = window.page.locator('.suggest-widget:visible');
    await list.getByText('isolation.level').first().waitFor();
    await window.picture('lint-completion');
    await window.page.keyboard.press('Enter');
    await list.getByText('read_committed').first().waitFor();
    await window.picture('lint-completion-values');
    await window.page.keyboard.press('Escape');
  });

  it('leads from the file to the diagnosis of its group', async () => {
    const { window } = editor();
    await window.openFile('payments-consumer.properties');
    const lens = window.page.locator('.monaco-editor .codelens-decoration a').filter({ hasText: 'Diagnose group' }).first();
    await lens.waitFor();
    await window.setTheme('light');
    await window.picture('lint-light');
    await lens.click();
    await window.page.locator('.tab').filter({ hasText: 'Diagnosis' }).first().waitFor();
  });

  it('has the problems of the whole workspace on one command', async () => {
    const { window } = editor();
    await window.runCommand('Kafka: Lint Workspace');
    const notice = await openNotice(window, /problems \(.*client files\./);
    await notice.getByText('Show Problems').first().click();
    const problems = window.page.locator('.markers-panel');
    await problems.getByText('delivery-timeout-too-short').first().waitFor(); // of a file that nobody opened
    await window.picture('lint-workspace');
  });
});
