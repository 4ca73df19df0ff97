import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem, ProblemSeverity } from '../../src/model/problem.ts';
import { lintWith } from '../../src/lint/lint.ts';
import { read } from '../../src/lint/readers/read.ts';
import { judgeWorkspace, type FileClients, type WorkspaceRule } from '../../src/lint/workspace.ts';
import { problemMessage, relatedMessage } from '../../src/report/problemWords.ts';

/** Files by their path from the root of the workspace. */
export type Files = Readonly<Record<string, string>>;

export interface WorkspaceCases {
  readonly finds: readonly {
    readonly when: string;
    readonly files: Files;
    /** File → the characters that are underlined in it; a file that is not named has nothing wrong. */
    readonly at: Readonly<Record<string, string | readonly string[]>>;
    readonly severity?: ProblemSeverity;
    readonly says?: string;
  }[];
  readonly staysQuiet: readonly { readonly when: string; readonly files: Files }[];
}

/** One workspace rule's tests: files, and what is told in which of them. */
export function workspaceLintTest(rule: WorkspaceRule, { finds, staysQuiet }: WorkspaceCases): void {
  const run = async (files: Files): Promise<ReadonlyMap<string, readonly Problem[]>> => {
    const clients = await Promise.all(
      Object.entries(files).map(async ([fileName, text]): Promise<FileClients> => {
        const { configurations } = lintWith([], await read(text, fileName), { fileName });
        assert.notEqual(configurations.length, 0, `${fileName} was not taken for a Kafka client’s`);
        return { fileName, configurations };
      }),
    );
    return new Map(
      clients.map(file => {
        const { problems, broken } = judgeWorkspace([rule], file, clients);
        assert.deepEqual(broken, [], 'the rule threw');
        return [file.fileName, problems];
      }),
    );
  };
  const messages = (found: ReadonlyMap<string, readonly Problem[]>) => [...found.values()].flat().map(problemMessage);

  describe(rule.id, () => {
    for (const { when, files, at, severity, says } of finds) {
      it(`finds it when ${when}`, async () => {
        const found = await run(files);
        for (const [fileName, text] of Object.entries(files)) {
          const places = (found.get(fileName) ?? []).map(({ range }) => text.slice(range.start, range.end));
          assert.deepEqual(places, [at[fileName] ?? []].flat(), fileName);
        }
        for (const problem of [...found.values()].flat()) {
          assert.equal(problem.severity, severity ?? rule.severity);
          assert.doesNotMatch(problemMessage(problem), /undefined|null|NaN|\[object/);
          for (const related of problem.related) {
            const text = related.range.fileName === undefined ? undefined : files[related.range.fileName];
            assert.notEqual(relatedMessage(related), '');
            if (text !== undefined) assert.ok(related.range.end <= text.length && related.range.start < related.range.end);
          }
        }
        if (says !== undefined)
          assert.ok(
            messages(found).some(words => words.includes(says)),
            messages(found).join('\n'),
          );
      });
    }
    for (const { when, files } of staysQuiet) {
      it(`stays quiet when ${when}`, async () => {
        assert.deepEqual(messages(await run(files)), []);
      });
    }

    it('has a page whose examples it judges as the page says', async () => {
      const page = readFileSync(path.resolve(import.meta.dirname, `../../src/lint/rules/${rule.id}.md`), 'utf8');
      const files = (kind: string): Files =>
        Object.fromEntries(
          [...page.matchAll(new RegExp(`\`\`\`properties ${kind} (\\S+)\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, name = '', text = '']) => [
            name,
            text,
          ]),
        );
      assert.ok(Object.keys(files('problem')).length > 1 && Object.keys(files('fine')).length > 1, 'each kind takes two files');
      assert.notDeepEqual(messages(await run(files('problem'))), []);
      assert.deepEqual(messages(await run(files('fine'))), []);
    });
  });
}
