import assert from 'node:assert/strict';
import type { Problem, ProblemFix, ProblemSeverity, TextEdit } from '../../src/model/problem.ts';
import { problemMessage, fixTitle, relatedMessage } from '../../src/report/problemWords.ts';
import type { Rule } from '../../src/lint/defineRule.ts';
import { lintWith } from '../../src/lint/lint.ts';
import { read } from '../../src/lint/readers/read.ts';

export interface LintCases {
  /** Files in which the rule finds its mistake, once unless `at` names more places. */
  readonly finds: readonly FindingCase[];
  /** Near misses: files that look like it and are fine. */
  readonly staysQuiet: readonly QuietCase[];
}

export interface QuietCase {
  readonly when: string;
  readonly text: string;
  readonly fileName?: string;
}

export interface FindingCase extends QuietCase {
  /** The characters that are underlined, a list where there are several problems. */
  readonly at: string | readonly string[];
  /** Absent: the rule's own. */
  readonly severity?: ProblemSeverity;
  /** Figures of the first problem that have to be so. */
  readonly figures?: Readonly<Record<string, unknown>>;
  /** What a person reads contains this. */
  readonly says?: string;
  /** The file after the first problem's first fix. */
  readonly fixed?: string;
}

/** One rule's tests: cases are data, this knows how a rule is run. */
export function lintTest(rule: Rule, { finds, staysQuiet }: LintCases): void {
  /** In the notation that the file's name has, else as .properties. */
  const run = async (text: string, fileName = ''): Promise<readonly Problem[]> => {
    const result = lintWith([rule], await read(text, fileName), { fileName });
    assert.deepEqual(result.broken, [], 'the rule threw');
    assert.notEqual(result.configurations.length, 0, 'the file was not taken for a Kafka client’s');
    return result.problems;
  };

  describe(rule.id, () => {
    for (const { when, text, fileName, at, severity, figures, says, fixed } of finds) {
      it(`finds it when ${when}`, async () => {
        const problems = await run(text, fileName);
        assert.deepEqual(
          problems.map(({ range }) => text.slice(range.start, range.end)),
          typeof at === 'string' ? [at] : at,
        );
        for (const problem of problems) checkAnyProblem(problem, text);
        const problem = problems[0]!;
        assert.equal(problem.severity, severity ?? rule.severity);
        for (const [name, value] of Object.entries(figures ?? {})) {
          assert.deepEqual((problem.figures as Record<string, unknown>)[name], value, `figure ${name}`);
        }
        if (says !== undefined) assert.ok(problemMessage(problem).includes(says), `“${problemMessage(problem)}” does not say “${says}”`);
        if (fixed !== undefined) assert.equal(applyFix(text, problem.fixes[0]), fixed);
        for (const fix of problem.fixes) {
          const after = lintWith([rule], await read(applyFix(text, fix), fileName ?? ''), { fileName: fileName ?? '' });
          assert.ok(after.problems.length < problems.length, `“${fixTitle(fix)}” leaves the problem in place`);
        }
      });
    }
    for (const { when, text, fileName } of staysQuiet) {
      it(`stays quiet when ${when}`, async () => {
        assert.deepEqual(
          (await run(text, fileName)).map(({ figures }) => figures),
          [],
        );
      });
    }
  });
}

/** What holds for every problem of every rule: places inside the text, words without a hole. */
export function checkAnyProblem(problem: Problem, text: string): void {
  const places = [
    problem.range,
    ...problem.related.map(({ range }) => range),
    ...problem.fixes.flatMap(({ edits }) => edits.map(({ range }) => range)),
  ];
  for (const { start, end } of places)
    assert.ok(0 <= start && start <= end && end <= text.length, `[${start}, ${end}) is outside the text`);
  const said = [problemMessage(problem), ...problem.related.map(relatedMessage), ...problem.fixes.map(fixTitle)];
  for (const words of said) assert.doesNotMatch(words, /undefined|null|NaN|\[object|^\s*$/);
}

export function applyFix(text: string, fix: ProblemFix | undefined): string {
  const edits: TextEdit[] = [...(fix?.edits ?? [])].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce((result, { range, newText }) => result.slice(0, range.start) + newText + result.slice(range.end), text);
}
