import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../../../src/lint/lint.ts';
import { rules } from '../../../src/lint/rules/index.ts';
import { fileRules } from '../../../src/lint/rules/fileRules.ts';
import { liveRules } from '../../../src/lint/rules/liveRules.ts';
import { workspaceRules } from '../../../src/lint/rules/workspaceRules.ts';
import { problemMessage } from '../../../src/report/problemWords.ts';
import { checkAnyProblem } from '../../support/lintTest.ts';

const folder = path.resolve(import.meta.dirname, '../../../src/lint/rules');
const notRules = new Set(['fileRules', 'index', 'liveRules', 'pages', 'workspaceRules']);
const all = [...rules, ...fileRules, ...liveRules, ...workspaceRules];
const ids = readdirSync(folder)
  .filter(file => file.endsWith('.ts') && !notRules.has(file.slice(0, -3)))
  .map(file => file.slice(0, -3));

describe('a lint rule is a file, a page, a test and a line in two lists', () => {
  it('lists every rule file under its own name: in index.ts, fileRules.ts, liveRules.ts or workspaceRules.ts', () => {
    assert.deepEqual(all.map(({ id }) => id).sort(), [...ids].sort());
  });

  it('has a page for each rule in rules/pages.ts, and no page without a rule', () => {
    const listed = [...readFileSync(path.join(folder, 'pages.ts'), 'utf8').matchAll(/from '\.\/([\w-]+)\.md'/g)].map(match => match[1]);
    assert.deepEqual(listed.sort(), [...ids].sort());
    assert.deepEqual(
      readdirSync(folder)
        .filter(file => file.endsWith('.md'))
        .map(file => file.slice(0, -3))
        .sort(),
      [...ids].sort(),
    );
  });

  for (const id of ids) {
    describe(id, () => {
      it('has a test of its own with firing and quiet cases', () => {
        const test = path.join(import.meta.dirname, 'rules', `${id}.test.ts`);
        assert.ok(existsSync(test), `${test} is missing`);
        assert.match(readFileSync(test, 'utf8'), /finds: \[\s*\{[\s\S]*staysQuiet: \[\s*\{/);
      });

      it('has a page that tells the truth', async () => {
        const page = readFileSync(path.join(folder, `${id}.md`), 'utf8');
        const title = all.find(rule => rule.id === id)?.title;
        assert.ok(page.startsWith(`# ${title}\n`), 'the page’s heading is the rule’s title');
        for (const heading of ['A problem', 'Fine', 'What to do', 'When this is wrong'])
          assert.ok(page.includes(`\n## ${heading}\n`), heading);
        // Examples of the others take a cluster or two files: their own tests have them.
        if (!rules.some(rule => rule.id === id)) return;

        const [wrong, right] = [examples(page, 'problem'), examples(page, 'fine')];
        assert.ok(wrong.length > 0 && right.length > 0, 'the page has an example of each kind');
        for (const { text, fileName } of wrong) {
          const { problems, broken } = await lint(text, { fileName });
          assert.deepEqual(broken, []);
          assert.ok(
            problems.some(problem => problem.ruleId === id),
            `not reported:\n${text}`,
          );
          for (const problem of problems) checkAnyProblem(problem, text);
        }
        for (const { text, fileName } of right) {
          const { problems, configurations } = await lint(text, { fileName });
          assert.notEqual(configurations.length, 0, `not taken for a client's file:\n${text}`);
          assert.deepEqual(problems.filter(({ severity }) => severity !== 'hint').map(problemMessage), [], text);
          assert.ok(!problems.some(problem => problem.ruleId === id));
        }
      });
    });
  }
});

/** Each with a name that its notation goes by. */
const examples = (page: string, kind: string): readonly { readonly text: string; readonly fileName: string }[] =>
  [...page.matchAll(new RegExp(`\`\`\`(properties|yaml) ${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, notation = '', text = '']) => ({
    text,
    fileName: `example.${notation}`,
  }));
