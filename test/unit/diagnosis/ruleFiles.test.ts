import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../src/diagnosis/rules/index.ts';

const folder = path.join(import.meta.dirname, '../../../src/diagnosis/rules');
const tests = path.join(import.meta.dirname, 'rules');
const inFolder = (from: string, ending: string) =>
  readdirSync(from)
    .filter(file => file.endsWith(ending) && file.includes('-'))
    .map(file => file.slice(0, -ending.length))
    .sort();
const ids = rules.map(({ id }) => id);

describe('each diagnosis rule', () => {
  it('is a file, a page and a test under its id, and stands in the list', () => {
    const expected = [...ids].sort();
    assert.deepEqual(inFolder(folder, '.ts'), expected);
    assert.deepEqual(inFolder(folder, '.md'), expected);
    assert.deepEqual(inFolder(tests, '.test.ts'), expected);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has its page in the bundle', () => {
    const bundled = readFileSync(path.join(folder, 'pages.ts'), 'utf8');
    for (const id of ids) assert.ok(bundled.includes(`'./${id}.md'`) && bundled.includes(`'${id}':`), id);
  });

  for (const id of ids) {
    it(`says on ${id}.md what it means, shows an example, says what to do and when it is wrong`, () => {
      const file = path.join(folder, `${id}.md`);
      assert.ok(existsSync(file));
      const page = readFileSync(file, 'utf8');
      const headings = [...page.matchAll(/^#+ .+$/gm)].map(([heading]) => heading);
      assert.match(headings[0] ?? '', /^# \S/);
      assert.deepEqual(headings.slice(1), ['## Example', '## What to do', '## When this is wrong']);
      for (const section of page.split(/^#+ .+$/m).slice(1)) assert.ok(section.trim().length > 40, `a section of ${id}.md is empty`);
    });
  }
});
