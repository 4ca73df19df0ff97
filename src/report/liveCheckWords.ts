/** What became of asking a cluster about a file: for the place in the file that names it. */
import type { Failure } from '../model/failure.ts';
import type { RuleNotChecked } from '../model/problem.ts';
import { failureSentence } from './failureWords.ts';
import { listed } from './counting.ts';

/** Nothing could be asked. */
export const couldNotAsk = (clusterName: string, failure: Failure): string =>
  `${clusterName} was not asked about this file. ${failureSentence(failure)}`;

/** Some rules did not get what they need; the first reason of each kind is told. */
export function notCheckedSentence(clusterName: string, notChecked: readonly RuleNotChecked[]): string {
  const rules = notChecked.map(({ ruleId }) => ruleId);
  const reasons = notChecked.flatMap(({ reasons: all }) => all.map(({ reason }) => reason));
  const sentences = new Set(
    reasons.map(reason =>
      reason.kind === 'failure' ? failureSentence(reason.failure) : reason.kind === 'rule-failed' ? reason.detail : '',
    ),
  );
  const [first = ''] = [...sentences].filter(Boolean);
  return `Not checked against ${clusterName}: ${listed(rules)}. ${first}`.trim();
}
