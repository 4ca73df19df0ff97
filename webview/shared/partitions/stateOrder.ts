/** How bad a state is, beside the others. No drawing and no words here: states.ts has those. */
import type { LagVerdict } from '../../../src/webviewProtocol/lagRows.ts';

/** The state of a partition, or of a group by its worst partition. */
export type Sign = LagVerdict['sign'];

const worstFirst = [
  ...(['stuck', 'stopped', 'lost', 'no-leader', 'growing', 'hot'] as const),
  ...(['forbidden', 'unknown', 'no-commit', 'too-early'] as const),
  ...(['draining', 'steady', 'healthy', 'empty'] as const),
] satisfies readonly Sign[];

const order = new Map<Sign, number>(worstFirst.map((state, index) => [state, index]));

/** Sorts worst first. */
export const severityOf = (state: Sign): number => order.get(state) ?? order.size;

/** Neither judged nor fine: such rows are hatched. */
export const isUnjudged = (state: Sign): boolean => state === 'unknown' || state === 'forbidden' || state === 'no-leader';

/** Nothing to be done about it, or nothing yet. */
export const isCalm = (state: Sign): boolean => ['steady', 'draining', 'too-early', 'healthy', 'empty'].includes(state);
