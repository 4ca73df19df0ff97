import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { readSnapshot } from '../../../src/model/savedSnapshot.ts';
import { recordingOf, recordings } from '../../lab/recordings.ts';
import { allScenarios } from '../../lab/scenarios/index.ts';
import { checkVerdict, expected } from '../../support/scenarioVerdict.ts';

/** What real clients looked like once, redacted: a changed rule is held against all of them in a second (`node test/lab/record.ts` records anew). */
describe('the verdict on recorded clients', () => {
  for (const scenario of allScenarios) {
    const file = recordingOf(scenario.name);
    if (!existsSync(file)) continue;
    it(expected(scenario), () => {
      const { value: snapshot, failure } = readSnapshot(gunzipSync(readFileSync(file)).toString(), path.basename(file));
      assert.ok(snapshot, JSON.stringify(failure));
      checkVerdict(scenario, snapshot, diagnose(snapshot));
    });
  }

  it('leaves no recording out', () => {
    const known = new Set(allScenarios.map(({ name }) => recordingOf(name)));
    for (const file of readdirSync(recordings)) assert.ok(known.has(path.join(recordings, file)), file);
  });
});
