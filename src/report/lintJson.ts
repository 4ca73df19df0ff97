import type { TextRange } from '../model/problem.ts';
import { placesOf } from '../model/textPlaces.ts';
import { locator, toldProblems, wordsWithout, type LintReport } from './lintReport.ts';

/**
 * The report as JSON for other programs. Lines and columns count from 1, offsets in UTF-16 code units from 0, ends are
 * behind the last character. `version` changes when a field changes its meaning or goes.
 */
export function lintJson(report: LintReport): string {
  const files = report.files
    .filter(({ clients }) => clients.length > 0)
    .map(file => {
      const place = placesOf(file.text);
      const words = wordsWithout(file.secrets);
      const locate = locator(file, report);
      const elsewhere = (place: TextRange) => {
        const { path, start, end } = locate(place);
        return {
          path,
          ...(start && end && { range: { start: { ...start, offset: place.start }, end: { ...end, offset: place.end } } }),
        };
      };
      const range = ({ start, end }: TextRange) => ({ start: { ...place(start), offset: start }, end: { ...place(end), offset: end } });
      return {
        path: file.path,
        clients: file.clients.map(({ library, role, version }) => ({ library, role, version: version ?? null })),
        problems: toldProblems(file, report).map(problem => ({
          rule: problem.ruleId,
          severity: problem.severity,
          message: words.message(problem),
          range: range(problem.range),
          related: problem.related.map(related => ({ message: words.related(related), ...elsewhere(related.range) })),
          fixes: words.fixes(problem).map(fix => ({
            title: words.title(fix),
            safe: fix.safe,
            edits: fix.edits.map(({ range: replaced, newText }) => ({ range: range(replaced), newText })),
          })),
        })),
      };
    });
  const failures = report.failures.map(({ path, why }) => ({ path, message: why }));
  return `${JSON.stringify({ version: 1, files, failures, filesLookedAt: report.files.length }, undefined, 2)}\n`;
}
