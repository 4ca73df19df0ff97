import assert from 'node:assert/strict';
import { isMeant } from '../../../../webview/shared/meant.ts';

describe('a click on a button that took another one’s place', () => {
  const [read, stop] = ['Read', 'Stop'];
  const first = { on: read, detail: 1, at: 1_000 };

  it('is not meant as the second of a double click', () => {
    assert.equal(isMeant({ on: stop, detail: 2, at: 1_180 }, first), false);
  });

  it('is meant by whoever has seen the new button, and by whoever clicks once', () => {
    assert.equal(isMeant({ on: stop, detail: 2, at: 1_420 }, first), true);
    assert.equal(isMeant({ on: stop, detail: 1, at: 1_100 }, first), true);
  });

  it('is meant where the button is the same, and where a key pressed it', () => {
    assert.equal(isMeant({ on: read, detail: 2, at: 1_180 }, first), true);
    assert.equal(isMeant({ on: stop, detail: 0, at: 1_180 }, first), true);
    assert.equal(isMeant(first, undefined), true);
  });
});
