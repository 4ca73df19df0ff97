import assert from 'node:assert/strict';
import { diagnoseBy } from '../../src/diagnosis/diagnose.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import { fromExactJson, toExactJson } from '../../src/model/exactJson.ts';
import type { Confidence, Finding, Severity, Verdict } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { wordFinding } from '../../src/report/findingWords.ts';
import { snapshot, type SnapshotFacts } from './snapshots.ts';

export interface DiagnosisCases {
  /** What the rule finds, once unless `subjects` names more. */
  readonly finds: readonly FindingCase[];
  /** Near misses: what looks like it and is fine. The rule is ruled out, unless `missing` or `undecided` says otherwise. */
  readonly staysQuiet: readonly QuietCase[];
}

export interface QuietCase {
  readonly when: string;
  readonly snapshot: SnapshotFacts;
  /** The subjects that could not be checked, in place of "ruled out". */
  readonly notChecked?: readonly string[];
  /** The rule has no subject here: it is neither ruled out nor reported. */
  readonly isNoSubject?: boolean;
}

export interface FindingCase {
  readonly when: string;
  readonly snapshot: SnapshotFacts;
  readonly subject: string;
  /** All subjects in their order, where there are several findings. */
  readonly subjects?: readonly string[];
  readonly severity: Severity;
  readonly confidence?: Confidence;
  /** Figures of the first finding that have to be so. */
  readonly figures?: Readonly<Record<string, unknown>>;
  /** Facts that prove the first finding, in their order. */
  readonly facts?: readonly string[];
  /** What a person reads contains this. */
  readonly says?: string;
  readonly notChecked?: readonly string[];
}

/** One rule's tests: cases are data, this knows how a rule is run. */
export function diagnosisTest(rule: Rule, { finds, staysQuiet }: DiagnosisCases): void {
  describe(rule.id, () => {
    for (const {
      when,
      snapshot: facts,
      subject,
      subjects = [subject],
      severity,
      confidence,
      figures = {},
      facts: proofs,
      says,
      notChecked,
    } of finds) {
      it(`finds it when ${when}`, () => {
        const verdict = run(rule, snapshot(facts));
        assert.deepEqual(
          verdict.findings.map(found => found.subject),
          subjects,
        );
        const finding = verdict.findings[0]!;
        for (const found of verdict.findings) checkAnyFinding(found);
        assert.equal(finding.severity, severity);
        if (confidence !== undefined) assert.equal(finding.confidence, confidence);
        for (const [name, value] of Object.entries(figures)) {
          assert.deepEqual((finding.figures as Readonly<Record<string, unknown>>)[name], value, `figure ${name}`);
        }
        if (proofs !== undefined)
          assert.deepEqual(
            finding.evidence.map(({ fact }) => fact),
            proofs,
          );
        const { headline, sentence, evidence } = wordFinding(finding);
        const all = [`${headline}.`, sentence, ...evidence.map(({ fact }) => fact)].join(' ');
        if (says !== undefined) assert.ok(all.includes(says), `“${all}” does not say “${says}”`);
        assert.deepEqual(subjectsNotChecked(verdict), notChecked ?? []);
        assert.deepEqual(verdict.ruledOut, []);
      });
    }
    for (const { when, snapshot: facts, notChecked, isNoSubject = false } of staysQuiet) {
      it(`stays quiet when ${when}`, () => {
        const verdict = run(rule, snapshot(facts));
        assert.deepEqual(
          verdict.findings.map(({ ruleId, subject }) => `${ruleId} ${subject}`),
          [],
        );
        assert.deepEqual(subjectsNotChecked(verdict), notChecked ?? []);
        assert.deepEqual(verdict.ruledOut, notChecked || isNoSubject ? [] : [rule.id]);
      });
    }
  });
}

/** A snapshot that was saved and read again gives the same verdict: every case is asked twice. */
function run(rule: Rule, it: Snapshot): Verdict {
  const verdict = diagnoseBy([rule], it);
  assert.deepEqual(diagnoseBy([rule], fromExactJson(toExactJson(it)) as Snapshot), verdict);
  for (const { reasons } of verdict.notChecked) {
    for (const { reason } of reasons) assert.notEqual(reason.kind, 'rule-failed', JSON.stringify(reason));
  }
  return verdict;
}

const subjectsNotChecked = ({ notChecked }: Verdict): readonly string[] =>
  notChecked.flatMap(({ reasons }) => reasons.map(({ subject }) => subject));

/** What holds for every finding of every rule. */
export function checkAnyFinding(finding: Finding): void {
  assert.ok(finding.evidence.length > 0, 'a finding without evidence is an opinion');
  const { title, headline, sentence, advice, evidence, fixes } = wordFinding(finding, { bootstrapServers: ['broker-1:9092'] });
  for (const text of [title, headline, sentence, ...evidence.map(({ fact }) => fact), ...fixes.map(({ label }) => label)]) {
    assert.match(text, /\S/, 'something is not put into words');
    assert.doesNotMatch(text, /undefined|NaN|null\b(?!\))|\[object|Infinity|  /, text);
  }
  assert.doesNotMatch(advice, /undefined|NaN/);
  assert.doesNotMatch(headline, /[.]$/, 'a headline has no full stop');
  assert.match(sentence, /[.]$/, 'a sentence ends');
  for (const { source, at } of evidence) {
    assert.match(source, /^[A-Z][A-Za-z, ]+$/, 'the source is a request');
    assert.ok(at > 0);
  }
  for (const { fix, command } of fixes) {
    assert.equal(command !== undefined, fix.kind === 'copy-command');
    if (command !== undefined) assert.match(command, /^kafka-[a-z-]+\.sh --bootstrap-server broker-1:9092 /);
  }
}
