import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem, ProblemSeverity } from '../../src/model/problem.ts';
import { read } from '../../src/lint/readers/read.ts';
import type { FileRule } from '../../src/lint/fileRule.ts';
import { problemMessage } from '../../src/report/problemWords.ts';
import { checkAnyProblem } from './lintTest.ts';

export interface FileCase {
  readonly when: string;
  readonly fileName: string;
  readonly text: string;
}

export interface FileFinding extends FileCase {
  readonly at: string;
  readonly severity?: ProblemSeverity;
  readonly says?: string;
}

/** The tests of a rule about files that are no client's. */
export function fileLintTest(
  rule: FileRule,
  cases: { readonly finds: readonly FileFinding[]; readonly staysQuiet: readonly FileCase[] },
): void {
  const run = async (text: string, fileName: string): Promise<readonly Problem[]> => rule.problems(await read(text, fileName));

  describe(rule.id, () => {
    for (const { when, fileName, text, at, severity, says = '' } of cases.finds) {
      it(`finds it when ${when}`, async () => {
        const [problem, ...others] = await run(text, fileName);
        assert.ok(problem && others.length === 0, 'one problem');
        checkAnyProblem(problem, text);
        assert.equal(text.slice(problem.range.start, problem.range.end), at);
        assert.equal(problem.severity, severity ?? rule.severity);
        assert.ok(problemMessage(problem).includes(says), problemMessage(problem));
      });
    }
    for (const { when, fileName, text } of cases.staysQuiet) {
      it(`stays quiet when ${when}`, async () => {
        assert.deepEqual((await run(text, fileName)).map(problemMessage), []);
      });
    }

    it('has a page whose examples it judges as the page says', async () => {
      const page = readFileSync(path.resolve(import.meta.dirname, `../../src/lint/rules/${rule.id}.md`), 'utf8');
      for (const kind of ['problem', 'fine']) {
        const examples = [...page.matchAll(new RegExp(`\`\`\`yaml ${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))];
        assert.notEqual(examples.length, 0, kind);
        for (const [, text = ''] of examples) assert.equal((await run(text, 'docker-compose.yml')).length > 0, kind === 'problem', text);
      }
    });
  });
}
