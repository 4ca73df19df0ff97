import type { ProblemSeverity } from '../model/problem.ts';
import { placesOf } from '../model/textPlaces.ts';
import { formatCount } from '../model/figures.ts';
import { toldProblems, wordsWithout, type LintReport } from './lintReport.ts';
import { forTerminal } from './terminal.ts';

/**
 * One line a problem, as compilers print them, so that terminals, editors and pipelines find the place by themselves:
 * `path:line:column: severity: message [rule]`; the last line says how much that is.
 */
export function lintText(report: LintReport): string {
  const lines: string[] = [];
  const counts = new Map<ProblemSeverity, number>();
  for (const file of report.files) {
    const place = placesOf(file.text);
    const words = wordsWithout(file.secrets);
    for (const problem of toldProblems(file, report)) {
      const { line, column } = place(problem.range.start);
      lines.push(forTerminal(`${file.path}:${line}:${column}: ${problem.severity}: ${words.message(problem)} [${problem.ruleId}]`));
      counts.set(problem.severity, (counts.get(problem.severity) ?? 0) + 1);
    }
  }
  for (const { path, why } of report.failures) lines.push(forTerminal(`${path}: not checked: ${why}`));
  if (lines.length > 0) lines.push('');
  lines.push(summary(report, counts));
  return `${lines.join('\n')}\n`;
}

function summary({ files, failures }: LintReport, counts: ReadonlyMap<ProblemSeverity, number>): string {
  const clients = files.filter(file => file.clients.length > 0).length;
  const notChecked = failures.length === 0 ? '' : ` ${countOf(failures.length, 'file')} could not be checked.`;
  return `${problemCounts({ looked: files.length, clients, counts })}${notChecked}`;
}

/** "2 problems (1 error, 1 warning) in 7 client files." No client's file at all is no success: it is said. */
export function problemCounts({
  looked,
  clients,
  counts,
}: {
  readonly looked: number;
  readonly clients: number;
  readonly counts: ReadonlyMap<ProblemSeverity, number>;
}): string {
  if (clients === 0) return `No Kafka client's configuration among ${countOf(looked, 'file')}.`;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kinds = (['error', 'warning', 'information', 'hint'] as const).flatMap(severity => {
    const count = counts.get(severity) ?? 0;
    return count === 0 ? [] : [severity === 'information' ? `${count} information` : countOf(count, severity)];
  });
  const found = total === 0 ? 'No problem' : `${countOf(total, 'problem')} (${kinds.join(', ')})`;
  return `${found} in ${countOf(clients, 'client file')}.`;
}

const countOf = (count: number, noun: string): string => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
