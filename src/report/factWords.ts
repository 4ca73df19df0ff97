/** Every fact that proves a finding, as one line of evidence. */
import type { Evidence } from '../model/finding.ts';
import type { FactFigures, FactId } from '../model/findingFigures.ts';
import { accessFacts } from './factWords/access.ts';
import { commitFacts } from './factWords/commits.ts';
import type { FactWordsOf } from './factWords/factWordsOf.ts';
import { logFacts } from './factWords/log.ts';
import { memberFacts } from './factWords/members.ts';
import { paceFacts } from './factWords/pace.ts';
import { rebalanceFacts } from './factWords/rebalances.ts';

export const wordFact = (evidence: Evidence): string => wordOf(evidence.fact, evidence.figures);

function wordOf<Id extends FactId>(fact: Id, figures: FactFigures[Id]): string {
  return facts[fact](figures);
}

const facts: FactWordsOf<FactId> = { ...commitFacts, ...logFacts, ...memberFacts, ...paceFacts, ...rebalanceFacts, ...accessFacts };
