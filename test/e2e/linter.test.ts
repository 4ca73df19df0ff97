import { openEditor } from '../support/editor/e2e.ts';

describe('the linter, in an open client file', function () {
  this.timeout(180_000);
  const editor = openEditor();

  it('says what the client refuses, why, and what was meant', async () => {
    const { window } = editor();
    await window.openFile('payments-consumer.properties');
    const code = window.page.locator('.monaco-editor .view-lines');
    await window.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await code.getByText('smallest').last().hover();
    const hover = window.page.locator('.monaco-hover:visible');
    await hover.getByText('auto.offset.reset does not take “smallest”: the client refuses to start. Did you mean earliest?').waitFor();
    await window.page.screenshot({ path: 'out/pictures/lint.png' });
  });
});
