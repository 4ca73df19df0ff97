import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isCandidate, mayConfigureAClient } from '../../../src/lint/candidates.ts';

const rules = path.resolve(import.meta.dirname, '../../../src/lint/rules');

describe('the cheap look before a file is read', () => {
  it('rules out no example of a rule’s page', () => {
    const examples = readdirSync(rules)
      .filter(file => file.endsWith('.md'))
      .flatMap(file =>
        [...readFileSync(path.join(rules, file), 'utf8').matchAll(/```\w+ (?:problem|fine)[^\n]*\n([\s\S]*?)```/g)].map(
          match => match[1] ?? '',
        ),
      );
    assert.ok(examples.length > 100);
    assert.deepEqual(
      examples.filter(text => !mayConfigureAClient(text)),
      [],
    );
  });

  it('rules out what most files are', () => {
    for (const text of [
      '{ "name": "shop", "private": true }',
      'version: 2\njobs:\n  build:\n    steps: [checkout]\n',
      'greeting=hello\n',
    ]) {
      assert.equal(mayConfigureAClient(text), false, text);
    }
  });

  it('takes configuration by its name, and no lock file', () => {
    const named = ['a/b.properties', 'application-prod.yml', '.env', '.env.production', 'client.conf', 'x.json', 'c.properties.example'];
    assert.deepEqual(
      named.filter(name => !isCandidate(name)),
      [],
    );
    const others = ['package-lock.json', 'tsconfig.json', 'Main.java', 'README.md', 'pnpm-lock.yaml', 'properties'];
    assert.deepEqual(others.filter(isCandidate), []);
  });
});
