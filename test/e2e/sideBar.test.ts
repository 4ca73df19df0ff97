import assert from 'node:assert/strict';
import { openEditor } from '../support/editor/e2e.ts';

describe('the side bar', () => {
  const editor = openEditor();

  it('has our container in the activity bar, and shows the cluster of the workspace', async () => {
    const { window } = editor();
    const sideBar = await window.openSideBar();
    await sideBar.locator('.monaco-list-row').filter({ hasText: 'demo' }).first().waitFor();
    await window.picture('side-bar-dark');
    await window.setTheme('light');
    await window.picture('side-bar-light');
    await window.setTheme('dark');
  });

  it('finds our commands in the palette', async () => {
    const { window } = editor();
    await window.runCommand('Kafka: Show Log');
    await window.page
      .locator('.part.panel')
      .filter({ hasText: /Kafka Troubleshooter/ })
      .waitFor();
    assert.deepEqual(window.cspViolations, []);
  });
});
