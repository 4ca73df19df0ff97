import assert from 'node:assert/strict';
import type { Verdict } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { wordVerdict } from '../../src/report/verdictWords.ts';
import type { Scenario } from '../lab/scenario.ts';
import { checkAnyFinding } from './diagnosisTest.ts';

/** The name of a test of `checkVerdict`. */
export const expected = ({ name, says }: Scenario): string =>
  says === 'healthy' ? `finds nothing wrong with ${name}` : `says ${says} first of ${name}, and nothing false beside it`;

/** Its own finding comes first, and besides it only what is true of it, too; of a healthy one nothing is worse than information. */
export function checkVerdict({ says, besides = [] }: Scenario, snapshot: Snapshot, verdict: Verdict): void {
  const { findings } = verdict;
  const said = JSON.stringify(findings, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 1);
  for (const finding of findings) checkAnyFinding(finding);
  const isFine = findings.every(({ severity }) => severity === 'information');
  if (says === 'healthy') assert.ok(isFine, said);
  else assert.equal(findings[0]?.ruleId, says, said);
  const others = findings.slice(says === 'healthy' ? 0 : 1).map(({ ruleId }) => ruleId);
  assert.deepEqual(
    others.filter(ruleId => !besides.includes(ruleId)),
    [],
    said,
  );
  const { tone, headline } = wordVerdict(snapshot, verdict);
  assert.equal(tone === 'healthy', isFine, headline);
}
