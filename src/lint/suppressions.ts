import type { Problem, TextRange } from '../model/problem.ts';
import type { ConfigText, TextComment } from './configText.ts';

/**
 * Comments that keep a rule quiet where somebody knows better; what follows two dashes is the reason:
 * `# kafka-lint-disable-next-line acks-weak -- metrics may be lost`, `# kafka-lint-disable-line …` behind a value where the
 * notation has comments there, and `# kafka-lint-disable …` for the whole file. Without an id all rules are meant.
 */
export interface Suppression {
  readonly comment: TextComment;
  readonly ids: readonly string[] | 'all';
  /** The line (from 0) whose entry it speaks of; undefined: the whole file. */
  readonly line: number | undefined;
}

/** A comment, or an id in it, that keeps nothing quiet. */
export interface UnusedSuppression {
  /** Of the comment. */
  readonly range: TextRange;
  /** The comment's ids that were not needed; empty: it names none. */
  readonly ids: readonly string[];
  /** Nothing of the comment is needed, so it can go as a whole. */
  readonly isWhole: boolean;
}

export interface Suppressions {
  /** Whether a comment keeps this problem quiet; asking marks the comment as used. */
  quiets(problem: Problem): boolean;
  /** What was never needed, of the rules that `ran`: of others nobody can tell. */
  unused(ran: ReadonlySet<string>): readonly UnusedSuppression[];
}

export function suppressionsOf(text: ConfigText): Suppressions {
  const all = readSuppressions(text.comments);
  const used = new Map<Suppression, Set<string>>(all.map(one => [one, new Set()]));
  return {
    quiets(problem) {
      if (all.length === 0) return false;
      const line = lineOf(problem.range, text);
      let quiet = false;
      for (const one of all) {
        if (one.line !== undefined && one.line !== line) continue;
        if (one.ids !== 'all' && !one.ids.includes(problem.ruleId)) continue;
        used.get(one)?.add(problem.ruleId);
        quiet = true;
      }
      return quiet;
    },
    unused: ran =>
      all.flatMap(one => {
        const needed = used.get(one) ?? new Set();
        if (one.ids === 'all') return needed.size > 0 || ran.size === 0 ? [] : [{ range: one.comment.range, ids: [], isWhole: true }];
        const ids = one.ids.filter(id => !needed.has(id) && ran.has(id));
        return ids.length === 0 ? [] : [{ range: one.comment.range, ids, isWhole: ids.length === one.ids.length }];
      }),
  };
}

export const readSuppressions = (comments: readonly TextComment[]): readonly Suppression[] => {
  const commented = new Set(comments.map(({ line }) => line));
  return comments.flatMap(comment => {
    const [said, where, rest = ''] = /^\s*kafka-lint-disable(-next-line|-line)?(?![\w-])(.*)$/s.exec(comment.text) ?? [];
    if (said === undefined) return [];
    const ids = (rest.split('--')[0] ?? '').split(/[\s,]+/).filter(Boolean);
    return { comment, ids: ids.length === 0 ? 'all' : ids, line: lineMeant(where, comment.line, commented) };
  });
};

/** Several comments may stand above one entry; those behind a value are no lines of their own, but then the next line has none. */
function lineMeant(where: string | undefined, line: number, commented: ReadonlySet<number>): number | undefined {
  if (where === undefined) return undefined;
  if (where === '-line') return line;
  let next = line + 1;
  while (commented.has(next)) next++;
  return next;
}

/** The first line of the entry that a problem stands in. */
const lineOf = ({ start }: TextRange, { entries }: ConfigText): number | undefined =>
  (
    entries.find(({ keyRange, valueRange }) => start >= keyRange.start && start <= valueRange.end) ??
    entries.find(({ lines }) => start >= lines.start && start < Math.max(lines.end, lines.start + 1))
  )?.line;
