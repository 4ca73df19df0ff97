import type { Problem, ProblemSeverity } from '../model/problem.ts';
import { problemCounts } from './lintText.ts';

/** What a look at the whole workspace found, in a sentence. */
export function workspaceSummary({
  looked,
  clients,
  problems,
  stopped,
}: {
  readonly looked: number;
  readonly clients: number;
  readonly problems: readonly Problem[];
  readonly stopped: boolean;
}): string {
  const counts = new Map<ProblemSeverity, number>();
  for (const { severity } of problems) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const found = problemCounts({ looked, clients, counts });
  return stopped ? `Stopped before the end. ${found}` : found;
}
